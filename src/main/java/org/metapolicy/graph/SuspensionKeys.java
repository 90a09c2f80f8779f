package org.metapolicy.graph;

/** Where it stands that a version is not served, though it is in service. */
public final class SuspensionKeys {
    /** On a PolicyVersion: the contexts in which it is suspended, sorted; absent where it is in none. */
    public static final String CONTEXTS = "suspended_contexts";

    private SuspensionKeys() {}
}
