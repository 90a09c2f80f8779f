package org.metapolicy.graph.people;

/** Property keys of what was counted of a person with a version. */
public final class PersonKeys {
    /** Id of the version. */
    public static final String POLICY_VERSION_ID = "policy_version_id";
    /** Id of the participant, or group, as an index knows it. */
    public static final String PARTICIPANT_ID = "participant_id";
    /** The id itself, where it is too long for an index; absent of others. */
    public static final String WHOLE_ID = "whole_participant_id";
    /** The sums of the part before and of the one that fills. */
    public static final String SUMS = "sums";

    /** The evidence of their episodes against the version's limits: whether it goes on, and what each guardrail's bets are. */
    public static final String WATCH = "watch";
    /** Their places in the order in which participants appeared. */
    public static final String PLACES = "places";

    /** Makes the name that the trail knows them by; there since the version was suspended for them first. */
    public static final String SALT = "salt";

    private PersonKeys() {}

    /** Those of a version's running evidence. */
    public static final class OfVersion {
        /** On a version's running evidence: how many places it has given. */
        public static final String MET = "participants_met";

        private OfVersion() {}
    }
}
