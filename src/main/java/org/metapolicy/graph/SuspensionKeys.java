package org.metapolicy.graph;

/** Where, and for whom, it stands that a version is not served everywhere, though it is in service. */
public final class SuspensionKeys {
    /** On a PolicyVersion: the contexts in which it is suspended, sorted; absent where it is in none. */
    public static final String CONTEXTS = "suspended_contexts";

    /** On what was counted of a participant: whether the version is suspended for them; absent where it is not. */
    public static final String SUSPENDED = "suspended";
    /** There too: id of the version, where it is suspended for them or they may be named together with others. */
    public static final String WATCHED_IN = "watched_in";
    /** On a PolicyVersion: the contexts that a promotion limited it to, sorted; absent where it may serve in all. */
    public static final String LIMITED = "limited_contexts";

    private SuspensionKeys() {}
}
