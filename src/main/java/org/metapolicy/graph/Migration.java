package org.metapolicy.graph;

import static org.metapolicy.graph.Migration.Kept.index;
import static org.metapolicy.graph.Migration.Kept.unique;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.trail.EventKey;

/** What each file of {@code migrations/} makes that every edition takes, so that a database can be asked what it lacks. */
enum Migration {
    V001__Ids_are_unique(
            unique(Labels.MetaPolicy),
            unique(Labels.PolicyVersion),
            unique(Labels.PolicyTrustSnapshot),
            unique(Labels.Policy),
            unique(Labels.InterventionType),
            unique(Labels.PolicyEpisode),
            unique(Labels.PolicyOutcome),
            unique(Labels.PromotionProposal),
            unique(Labels.NoeticAdjustment),
            unique(Labels.GovernanceEvent),
            unique(Labels.GovernanceSettings)),
    V002__Indexes(
            index(Labels.PolicyEpisode, Schema.Episode.POLICY_VERSION_ID),
            index(Labels.PolicyEpisode, Schema.Episode.TIMESTAMP),
            index(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID),
            index(Labels.OpenEpisode, Schema.Episode.HUMAN_OVERRIDE),
            index(Labels.CountedOutcome, Schema.Outcome.COUNTED_NUMBER),
            index(Labels.GovernanceEvent, Schema.CREATED_AT),
            index(Labels.Participant, Schema.ID),
            index(Labels.Group, Schema.ID),
            index(Labels.Session, Schema.ID),
            index(Labels.Trial, Schema.ID),
            index(Labels.Segment, Schema.ID)),
    V004__Noetic_keys(
            unique(Labels.ExplorationQuota),
            index(Labels.NoeticAdjustment, EventKey.FAMILY_ID, Schema.Episode.TIMESTAMP),
            index(Labels.GroupTrial, Schema.ID)),
    V005__Lists_in_order(
            index(Labels.PolicyEpisode, Schema.Episode.TIMESTAMP, Schema.ID),
            index(Labels.NoeticAdjustment, EventKey.FAMILY_ID, Schema.CREATED_AT)),
    V006__Open_episodes(
            index(Labels.OpenEpisode, CountingKeys.OPEN_FOR),
            index(Labels.ResolvedEpisode, Schema.Outcome.COUNTED_NUMBER)),
    V007__People(
            unique(Labels.ParticipantEvidence),
            index(Labels.ParticipantEvidence, Schema.Episode.POLICY_VERSION_ID),
            index(Labels.ParticipantEvidence, "participant_id"),
            index(Labels.ParticipantEvidence, "watched_in"));

    private final Set<Kept> made;

    Migration(Kept... made) {
        this.made = Set.of(made);
    }

    /** An index, or with it the constraint that its values are unique. */
    record Kept(String label, List<String> properties, boolean isUnique) {
        static Kept unique(Labels label) {
            return new Kept(label.name(), List.of(Schema.ID), true);
        }

        static Kept index(Labels label, String... properties) {
            return new Kept(label.name(), List.of(properties), false);
        }
    }

    Set<Kept> made() {
        return made;
    }

    /** Those of which something is not there, by name in their order. */
    static List<String> missing(Set<Kept> there) {
        return Stream.of(values())
                .filter(migration -> !there.containsAll(migration.made))
                .map(Migration::name)
                .toList();
    }
}
