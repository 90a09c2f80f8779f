package org.metapolicy.graph.decisions;

/** Property keys of an adjustment that say what could have been done. */
public final class AdjustmentKeys {
    /** Of an episode, the id of the adjustment that made it. */
    public static final String ADJUSTMENT_ID = "adjustment_id";

    public static final String VERSION_ID = "version_id";
    public static final String INTERVENTION_ID = "intervention_id";
    public static final String CONSIDERED = "considered";
    /** Two lists of one length: of each version of which it is known, what it would have done. */
    public static final String CHOICE_VERSION_IDS = "choice_version_ids";

    public static final String CHOICE_INTERVENTION_IDS = "choice_intervention_ids";

    private AdjustmentKeys() {}
}
