package org.metapolicy.graph.tabulation;

/** Property keys of a context snapshot beside its figures. */
public final class ContextSnapshotKeys {
    public static final String POLICY_VERSION_ID = "policy_version_id";
    public static final String CONTEXT_CLUSTER = "context_cluster";
    public static final String COUNTED = "counted";
    public static final String AS_OF_EVENT = "as_of_event";

    private ContextSnapshotKeys() {}
}
