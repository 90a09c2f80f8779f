package org.metapolicy.procedure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.record.Recorded;
import org.metapolicy.evidence.recording.EpisodeProperties;
import org.metapolicy.evidence.recording.OutcomeProperties;
import org.metapolicy.evidence.recording.OverrideReport;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.RecordedAllRow;
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

    /** A recorded override as a row. */
    public record OverrideRow(
            @Description("The episode's id, as given.") String episodeId,

            @Description("Whether anything was written now; false where all of it stood there already.")
            boolean created) {
        static OverrideRow of(Recorded recorded) {
            return new OverrideRow(recorded.id(), recorded.created());
        }
    }

    @Procedure(name = "metapolicy.recordEpisode", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.recordEpisode('focus.baseline',
              {id: 'call-1', context_cluster: 'morning, light', chosen_intervention_id: 'breathing-cue'})""")
    @Description(
            "Records a decision of a version; telling the same again changes nothing, and another thing under its id is refused.")
    public Stream<EpisodeRow> recordEpisode(
            @Name(
                            value = "versionId",
                            description = "The id of the version that decided; null where"
                                    + " decision_id is of a decision in which nobody acts.")
                    String versionId,
            @Name(
                            value = "episode",
                            description = "id, trial_id, timestamp, context, context_cluster, context_hash,"
                                    + " rv_segment_ids, collective_segment_ids, chosen_intervention_id, parameters,"
                                    + " human_override, override_type, propensity, decision_id (the decisionId that"
                                    + " select gave); all may be absent.")
                    Map<String, Object> episode) {
        return Answer.row(() -> EpisodeRow.of(RecordWiring.recordEpisode(transaction)
                .run(versionId, EpisodeProperties.of(Input.of("episode", episode)))));
    }

    @Procedure(name = "metapolicy.recordOutcome", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.recordEpisode('focus.baseline', {id: 'call-1'});
            CALL metapolicy.recordOutcome('call-1', {reward: 0.4, delta_coherence: 0.1, human_override: false})""")
    @Description(
            "Records what came of an episode; telling the same again changes nothing, and another thing is refused.")
    public Stream<OutcomeRow> recordOutcome(
            @Name(value = "episodeId", description = "The id of the episode.") String episodeId,
            @Name(
                            value = "outcome",
                            description = "reward (needed, from -1 to 1), id, delta_coherence, delta_accuracy,"
                                    + " delta_calibration, delta_rt, safety_flag, coherence_after, recorded_at, notes;"
                                    + " of the episode human_override, override_type, chosen_intervention_id (what was done"
                                    + " instead), until a refresh counted it.")
                    Map<String, Object> outcome) {
        return Answer.row(() -> OutcomeRow.of(RecordWiring.recordOutcome(transaction)
                .run(episodeId, OutcomeProperties.of(Input.of("outcome", outcome)))));
    }

    @Procedure(name = "metapolicy.recordOverride", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.recordEpisode('focus.baseline', {id: 'call-1', chosen_intervention_id: 'breathing-cue'});
            CALL metapolicy.recordOverride('call-1', {type: 'REPLACED', instead: 'pause-cue', reason: 'was about to leave'})""")
    @Description(
            "Records that a person overruled a decision, until a refresh counted it; repeating the call changes nothing.")
    public Stream<OverrideRow> recordOverride(
            @Name(value = "episodeId", description = "The id of the episode.") String episodeId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "type (how), instead (the id of the intervention that was done instead), reason"
                                            + " (why); all may be absent.")
                    Map<String, Object> options) {
        return Answer.row(() -> OverrideRow.of(RecordWiring.recordOverride(transaction)
                .run(episodeId, OverrideReport.of(Input.of("options", options)))));
    }

    @Procedure(name = "metapolicy.recordAll", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.recordAll([
              {version_id: 'focus.baseline', episode: {id: 'call-1', context_cluster: 'morning, light'}, outcome: {reward: 0.4}},
              {version_id: 'focus.baseline', episode: {id: 'call-2'}, outcome: {reward: -0.1, human_override: true}}])""")
    @Description("Records many decisions with what came of them: all, or none; what stands already is not changed.")
    public Stream<RecordedAllRow> recordAll(
            @Name(
                            value = "rows",
                            description = "Maps {version_id, episode, outcome}, the latter two as recordEpisode and"
                                    + " recordOutcome take them; outcome may be absent.")
                    List<Object> rows) {
        return Answer.row(
                () -> RecordedAllRow.of(RecordWiring.recordAll(transaction).run(EvidenceRows.of(rows))));
    }
}
