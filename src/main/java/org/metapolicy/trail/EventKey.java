package org.metapolicy.trail;

/** The property keys of a GovernanceEvent; all but {@link #HASH} go into its hash. */
public final class EventKey {
    /** Its family's id (empty in the chain of the graph's settings), {@code #} and its seq: what a constraint keeps unique. */
    public static final String ID = "id";

    public static final String SEQ = "seq";
    public static final String ACTION = "action";
    /** The family whose chain it is in; absent in the chain of the graph's own settings. */
    public static final String FAMILY_ID = "meta_policy_id";

    public static final String VERSION_ID = "version_id";
    public static final String SNAPSHOT_ID = "snapshot_id";
    /** The context in which a version was suspended or resumed; absent where the event is about all of them. */
    public static final String CONTEXT_CLUSTER = "context_cluster";

    /** The name of the participant for whom a version was suspended or resumed, which gives no id away; absent otherwise. */
    public static final String PARTICIPANT = "participant";

    /** The contexts that the version may serve in from then on, as {@link ContextLimit#text}; absent where in all. */
    public static final String LIMITED_TO = "limited_to";

    public static final String FROM_STATUS = "from_status";
    public static final String TO_STATUS = "to_status";
    public static final String DEFAULT_BEFORE = "default_before";
    public static final String DEFAULT_AFTER = "default_after";
    /** The seq of the event since which the default, or that there is none, is what it is; absent where it is not known. */
    public static final String DEFAULT_SINCE = "default_since";

    /** The seq of the last event that says what the settings are; absent where it is not known. */
    public static final String SETTINGS_SINCE = "settings_since";

    /**
     * How many events of the family's chain are by an AUTOMATIC actor, up to this one and itself included: a JSON text, by
     * action; absent where an earlier version of the product made it, and in the chain of the graph's settings.
     */
    public static final String AUTOMATIC_COUNTS = "automatic_counts";

    /** The id of the event that an annotation says something more about. */
    public static final String ANNOTATES = "annotates";

    /** Key figures of the evidence, as properties of their own. */
    public static final String PCI = "pci";

    public static final String TRUST_LOWER = "trust_lower";
    public static final String TRUST_UPPER = "trust_upper";
    public static final String N = "n";
    public static final String REWARD_MEAN = "reward_mean";
    public static final String ALARM = "alarm";
    public static final String SHADOW_PCI = "shadow_pci";
    public static final String SHADOW_N = "shadow_n";

    public static final String PARAMETERS_HASH = "parameters_hash";
    public static final String SETTINGS_BEFORE = "settings_before";
    public static final String SETTINGS_AFTER = "settings_after";
    public static final String ACTOR = "actor";
    public static final String ACTOR_KIND = "actor_kind";
    public static final String REASON = "reason";
    public static final String EVIDENCE = "evidence";
    public static final String CREATED_AT = "created_at";
    /** The family's count of evidence when it happened. */
    public static final String COUNTED = "counted";

    /** The end of the graph's settings' chain under which it was made: its seq and hash; absent in that chain itself. */
    public static final String APPROVERS_SEQ = "approvers_seq";

    public static final String APPROVERS_HASH = "approvers_hash";

    public static final String PREV_HASH = "prev_hash";
    public static final String HASH = "hash";

    private EventKey() {}
}
