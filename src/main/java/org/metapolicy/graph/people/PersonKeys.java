package org.metapolicy.graph.people;

/** Property keys of what was counted of a person with a version. */
public final class PersonKeys {
    /** Id of the version. */
    public static final String POLICY_VERSION_ID = "policy_version_id";
    /** Id of the participant, or group. */
    public static final String PARTICIPANT_ID = "participant_id";
    /** The sums of the part before and of the one that fills. */
    public static final String SUMS = "sums";

    /** Whether the version is suspended for them; absent where it is not. */
    public static final String SUSPENDED = "suspended";

    private PersonKeys() {}
}
