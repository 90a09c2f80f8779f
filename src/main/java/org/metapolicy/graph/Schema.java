package org.metapolicy.graph;

import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.RelationshipType;

/** The names of everything in the graph (docs/properties.md); the one place where they are spelled. */
public final class Schema {
    private Schema() {}

    public enum Labels implements Label {
        MetaPolicy,
        PolicyVersion,
        PolicyTrustSnapshot,
        AdoptedSnapshot,
        ContextSnapshot,
        Policy,
        InterventionType,
        PolicyEpisode,
        PolicyOutcome,
        Participant,
        Group,
        Session,
        Trial,
        GroupTrial,
        Segment,
        SegmentState,
        NoeticAdjustment,
        /** One move or change of settings, in its family's chain. */
        GovernanceEvent,
        /** The one node that holds the graph's approvers and heads their chain. */
        GovernanceSettings,
        PromotionProposal,
        /** How often a participant was given a candidate by a family on a day. */
        ExplorationQuota,
        /** What is counted family-wide: one per family. */
        FamilyEvidence,
        /** A version's running evidence: one per version. */
        VersionEvidence,
        EvidenceBase,
        ParticipantEvidence,
        /** An outcome that has been counted. */
        CountedOutcome,
        /** An outcome that is wrong and was left out. */
        InvalidOutcome,
        /** An outcome that cannot be counted yet. */
        WaitingOutcome,
        /** An outcome that a refresh of another family found and left for its own. */
        QueuedOutcome,
        OpenEpisode,
        ResolvedEpisode,
        UnindexedEpisode,
        /** An episode of which something that is counted cannot be read. */
        InvalidEpisode,
        CountingCheck
    }

    public enum Types implements RelationshipType {
        /** Family to every version it ever had. */
        HAS_VERSION,
        DEFAULT_POLICY,
        FALLBACK_POLICY,
        /** Family to its LIVE versions; agrees with their status. */
        HAS_LIVE_VERSION,
        /** Family to its CANDIDATE versions; agrees with their status. */
        HAS_CANDIDATE_VERSION,
        RUNS_ON_GROUP,
        RUNS_ON_PARTICIPANT,
        OF_POLICY,
        /** Version to the one it was made from. */
        PREVIOUS_VERSION,
        EVALUATED_IN,
        /** Version to an episode in which it was suggested and not served. */
        SUGGESTED_IN,
        WOULD_CHOOSE,
        HAS_TRUST_STATE,
        HAS_CONTEXT_SNAPSHOT,
        HAS_EPISODE,
        USES_INTERVENTION,
        FOR_TRIAL,
        APPLIED_INTERVENTION,
        HAS_OUTCOME,
        USES_SEGMENT,
        HAS_STATE,
        HAS_TRIAL,
        /** Trial to what the Noetic layer set for the next stimulus. */
        HAS_ADJUSTMENT,
        /** Family to its FamilyEvidence; version to its VersionEvidence. */
        HAS_EVIDENCE,
        HAS_BASE,
        REDACTED_BY,
        /** Family (or settings) to the events of its chain. */
        HAS_EVENT,
        /** Family (or settings) to the last event of its chain. */
        LAST_EVENT,
        /** Event to the version that it moved. */
        ABOUT,
        /** Version to the event of its family's trail that set its status. */
        STATUS_SET_BY,
        /** Version to the event of its family's trail that made it. */
        MADE_BY,
        /** Event to the trust snapshot that it rests on. */
        SUPPORTED_BY,
        /** Family to its promotion proposals. */
        HAS_PROPOSAL,
        PROPOSES
    }

    public static final String ID = "id";
    public static final String NAME = "name";
    public static final String STATUS = "status";
    public static final String CREATED_AT = "created_at";
    public static final String UPDATED_AT = "updated_at";
    public static final String NOTES = "notes";
    public static final String DESCRIPTION = "description";

    /** Property keys of a family; its settings are further keys, see {@link org.metapolicy.policy.Setting#key()}. */
    public static final class Family {
        public static final String SCOPE = "scope";
        public static final String RISK_TIER = "risk_tier";
        public static final String OWNER = "owner";
        public static final String TASK = "task";
        public static final String MODE = "mode";
        public static final String APPROVERS = "approvers";
        public static final String FOUR_EYES = "four_eyes";
        public static final String HIGH_AFFECT_APPROVED = "high_affect_approved";
        public static final String HIGH_AFFECT_SEGMENTS = "high_affect_segments";
        public static final String HIGH_AFFECT_UNTIL = "high_affect_until";
        public static final String RUNS_ON = "runs_on";
        /** What clustering froze: the centroids as JSON text. */
        public static final String CENTROIDS = "centroids";

        private Family() {}
    }

    /** Property keys of a version. */
    public static final class Version {
        public static final String POLICY_ID = "policy_id";
        public static final String VERSION_TAG = "version_tag";
        public static final String PARENT_VERSION_ID = "parent_version_id";
        public static final String HYPERPARAMS = "hyperparams";
        public static final String PARAMETERS_BLOB = "parameters_blob";
        public static final String PARAMETERS_HASH = "parameters_hash";
        public static final String CONTEXT_DIM = "context_dim";
        public static final String REASONING = "reasoning";
        public static final String CREATED_BY = "created_by";
        public static final String STATUS_BEFORE_PAUSE = "status_before_pause";
        public static final String TRUST_SCORE_LATEST = "trust_score_latest";
        public static final String TRUST_LOWER_LATEST = "trust_lower_latest";
        public static final String TRUST_UPPER_LATEST = "trust_upper_latest";
        public static final String N_EPISODES_LATEST = "n_episodes_latest";

        private Version() {}
    }

    /** Property keys of a version's running evidence. */
    public static final class Evidence {
        /** The whole running state as JSON text. */
        public static final String STATE = "state";

        public static final String TRUST_SCORE = "trust_score";
        public static final String TRUST_LOWER = "trust_lower";
        public static final String TRUST_UPPER = "trust_upper";
        public static final String SAFETY_NORM = "safety_norm";
        /** Resolved episodes in the trust windows. */
        public static final String N = "n";

        public static final String N_SINCE_RESUME = "n_since_resume";
        public static final String N_TOTAL = "n_total";
        /** Mean reward over the trust windows; absent where there is none. */
        public static final String REWARD_MEAN = "reward_mean";

        public static final String ALARM = "alarm";
        /** How many context clusters coverage was measured against, live and shadow, and how many events the trail had. */
        public static final String KNOWN_CLUSTERS = "known_clusters";

        public static final String SHADOW_KNOWN_CLUSTERS = "shadow_known_clusters";
        public static final String AS_OF_EVENT = "as_of_event";
        /** The running state of shadow evidence as JSON text; absent where there is none. */
        public static final String SHADOW_STATE = "shadow_state";
        /** The PCI of shadow evidence; absent where there is none. */
        public static final String SHADOW_TRUST = "shadow_trust";
        /** Resolved episodes of shadow evidence since registration or the last resume. */
        public static final String SHADOW_N = "shadow_n";

        public static final String SHADOW_REWARD_MEAN = "shadow_reward_mean";
        public static final String SHADOW_ALARM = "shadow_alarm";
        /** What is known of trust, and the factors that are there with weights and weighted shares in the same order. */
        public static final String TRUST_KNOWN = "trust_known";

        public static final String TRUST_KNOWN_LOWER = "trust_known_lower";
        public static final String KNOWN_FACTORS = "known_factors";
        public static final String KNOWN_WEIGHTS = "known_weights";
        public static final String KNOWN_SHARES = "known_shares";
        public static final String KNOWN_PARTS = "known_parts";

        private Evidence() {}
    }

    /** Property keys of a family's evidence. */
    public static final class FamilyCount {
        /** The number of the last counted evidence of the family. */
        public static final String COUNTED = "counted";

        public static final String RESOLVED = "resolved";
        public static final String CLUSTERS = "clusters";
        public static final String HASHES = "hashes";
        public static final String OUTCOMES = "outcomes";
        public static final String INVALID = "invalid";
        public static final String REFRESHED_AT = "refreshed_at";
        public static final String REFRESH_FAILED_AT = "refresh_failed_at";

        private FamilyCount() {}
    }

    /** Property keys of a trust snapshot that do not depend on the formula. */
    public static final class Snapshot {
        public static final String POLICY_VERSION_ID = "policy_version_id";
        public static final String T = "t";
        public static final String N_EPISODES = "n_episodes";

        private Snapshot() {}
    }

    /** Property keys of an episode. */
    public static final class Episode {
        public static final String POLICY_ID = "policy_id";
        public static final String POLICY_VERSION_ID = "policy_version_id";
        public static final String TRIAL_ID = "trial_id";
        public static final String TIMESTAMP = "timestamp";
        public static final String CONTEXT = "context";
        public static final String CONTEXT_HASH = "context_hash";
        public static final String CONTEXT_CLUSTER = "context_cluster";
        public static final String RV_SEGMENT_IDS = "rv_segment_ids";
        public static final String COLLECTIVE_SEGMENT_IDS = "collective_segment_ids";
        public static final String CHOSEN_INTERVENTION_ID = "chosen_intervention_id";
        public static final String PARAMETERS = "parameters";
        public static final String HUMAN_OVERRIDE = "human_override";
        public static final String OVERRIDE_TYPE = "override_type";
        public static final String OVERRIDE_REASON = "override_reason";
        public static final String PROPENSITY = "propensity";
        public static final String REGIME = "regime";
        public static final String DECISION = "decision";
        /** What the version that was suggested in shadow recommends. */
        public static final String SUGGESTED_INTERVENTION_ID = "suggested_intervention_id";
        /** What had been decided, where a person did something else. */
        public static final String OVERRIDDEN_INTERVENTION_ID = "overridden_intervention_id";
        /** The counted outcome, where no HAS_OUTCOME leads from the episode to it. */
        public static final String RESOLVED_BY = "resolved_by";
        /** The family in whose count of invalid ones it stands. */
        public static final String INVALID_FOR = "invalid_for";

        private Episode() {}
    }

    /** Property keys of an outcome. */
    public static final class Outcome {
        public static final String EPISODE_ID = "episode_id";
        public static final String REWARD = "reward";
        public static final String DELTA_COHERENCE = "delta_coherence";
        public static final String DELTA_ACCURACY = "delta_accuracy";
        public static final String DELTA_CALIBRATION = "delta_calibration";
        public static final String DELTA_RT = "delta_rt";
        public static final String SAFETY_FLAG = "safety_flag";
        public static final String COHERENCE_AFTER = "coherence_after";
        public static final String RECORDED_AT = "recorded_at";
        /** Written by counting: its number in the family, its cluster, whom it was for, whether it touched high potency. */
        public static final String COUNTED_NUMBER = "counted_number";

        public static final String COUNTED_CLUSTER = "counted_cluster";
        public static final String COUNTED_UNIT = "counted_unit";
        public static final String COUNTED_HIGH_POTENCY = "counted_high_potency";
        /** The version for which it was counted, and the override that its episode then showed. */
        public static final String COUNTED_VERSION_ID = "counted_version_id";
        /** The version for which it was counted as shadow evidence too. */
        public static final String COUNTED_SHADOW_VERSION_ID = "counted_shadow_version_id";

        public static final String COUNTED_OVERRIDE = "counted_override";
        public static final String INVALID_REASON = "invalid_reason";
        public static final String WAITING_REASON = "waiting_reason";
        /** The family for which it is queued. */
        public static final String QUEUED_FOR = "queued_for";

        private Outcome() {}
    }

    /** Property keys of a promotion proposal. */
    public static final class Proposal {
        public static final String VERSION_ID = "version_id";
        public static final String EVIDENCE = "evidence";
        public static final String PARAMETERS_HASH = "parameters_hash";
        public static final String CLOSED_AT = "closed_at";
        public static final String CLOSED_BY = "closed_by";
        public static final String CLOSED_REASON = "closed_reason";
        /** OPEN, APPROVED, FULFILLED (promoted without it), REJECTED or LAPSED. */
        public static final String STATE = "state";

        private Proposal() {}
    }
}
