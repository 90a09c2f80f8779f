package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.record.Recorded;
import org.metapolicy.evidence.EpisodeProperties;
import org.metapolicy.evidence.OutcomeProperties;
import org.metapolicy.policy.Input;
import org.metapolicy.wiring.RecordWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Evidence in: what a version decided, and what came of it. */
public final class EvidenceProcedures {
    @Context
    public Transaction transaction;

    /** A recorded episode as a row. */
    public record EpisodeRow(
            @Description("The episode's id, as given or made.")
            String episodeId,

            @Description("Whether it was written now; false where it stood there already, and nothing was changed.")
            boolean created) {
        static EpisodeRow of(Recorded recorded) {
            return new EpisodeRow(recorded.id(), recorded.created());
        }
    }

    /** A recorded outcome as a row. */
    public record OutcomeRow(
            @Description("The outcome's id, as given or made from the episode's.")
            String outcomeId,

            @Description("Whether it was written now; false where it stood there already, and nothing was changed.")
            boolean created) {
        static OutcomeRow of(Recorded recorded) {
            return new OutcomeRow(recorded.id(), recorded.created());
        }
    }

    @Procedure(name = "metapolicy.recordEpisode", mode = Mode.WRITE)
    @Description("Records a decision of a version; repeating the call with the same id changes nothing.")
    public Stream<EpisodeRow> recordEpisode(
            @Name(value = "versionId", description = "The id of the version that decided.") String versionId,
            @Name(
                            value = "episode",
                            description = "id, trial_id, timestamp, context, context_cluster, context_hash,"
                                    + " rv_segment_ids, collective_segment_ids, chosen_intervention_id, parameters,"
                                    + " human_override, override_type, propensity; all may be absent.")
                    Map<String, Object> episode) {
        return Answer.row(() -> EpisodeRow.of(RecordWiring.recordEpisode(transaction)
                .run(versionId, EpisodeProperties.of(Input.of("episode", episode)))));
    }

    @Procedure(name = "metapolicy.recordOutcome", mode = Mode.WRITE)
    @Description("Records what came of an episode; repeating the call changes nothing.")
    public Stream<OutcomeRow> recordOutcome(
            @Name(value = "episodeId", description = "The id of the episode.") String episodeId,
            @Name(
                            value = "outcome",
                            description = "reward (needed, from -1 to 1), id, delta_coherence, delta_accuracy,"
                                    + " delta_calibration, delta_rt, safety_flag, coherence_after, recorded_at, notes.")
                    Map<String, Object> outcome) {
        return Answer.row(() -> OutcomeRow.of(RecordWiring.recordOutcome(transaction)
                .run(episodeId, OutcomeProperties.of(Input.of("outcome", outcome)))));
    }
}
