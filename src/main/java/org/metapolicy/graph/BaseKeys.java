package org.metapolicy.graph;

/** Property keys of what recounts of a family start from. */
public final class BaseKeys {
    public static final String COUNTED = "counted";
    public static final String ERASED_OUTCOMES = "erased_outcomes";
    public static final String ERASED_RESOLVED = "erased_resolved";
    public static final String CLUSTERS = "clusters";
    /** Ids of versions, and their running states in the same order. */
    public static final String VERSION_IDS = "version_ids";

    public static final String STATES = "states";
    public static final String SHADOW_STATES = "shadow_states";

    public static final String DIFFERENCES = "differences";

    private BaseKeys() {}
}
