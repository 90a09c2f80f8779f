package org.metapolicy.procedure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.AblationRow;
import org.metapolicy.procedure.row.ActiveRow;
import org.metapolicy.procedure.row.ExplanationRow;
import org.metapolicy.procedure.row.MetaContextRow;
import org.metapolicy.procedure.row.RecommendationRow;
import org.metapolicy.procedure.row.ReplayRow;
import org.metapolicy.procedure.row.ShadowRow;
import org.metapolicy.procedure.row.StepRow;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.selection.replay.ReplayOptions;
import org.metapolicy.wiring.CounterfactualWiring;
import org.metapolicy.wiring.DecideWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.procs.ProcedureCallContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Selection inside the loop: what a driver of the loop calls for every trial, and what explains it afterwards. */
public final class NoeticProcedures {
    @Context
    public Transaction transaction;

    @Context
    public ProcedureCallContext call;

    @Procedure(name = "metapolicy.metaContext", mode = Mode.READ)
    @Example("CALL metapolicy.metaContext('focus.week-9.0')")
    @Description("The meta-context that step would use for a trial, and where each signal came from.")
    public Stream<MetaContextRow> metaContext(
            @Name(value = "trialId", description = "The id of a Trial or GroupTrial.") String trialId) {
        return Answer.row(
                () -> MetaContextRow.of(DecideWiring.metaContext(transaction).run(trialId)));
    }

    @Procedure(name = "metapolicy.step", mode = Mode.WRITE)
    @Example("CALL metapolicy.step('focus', 'focus.week-9.0', {seed: 7})")
    @Description(
            "Reads a trial's meta-context, decides, and records episode and adjustment; a second call changes nothing.")
    public Stream<StepRow> step(
            @Name(
                            value = "metaPolicyId",
                            description = "The id of the meta-policy that decides; null finds it by participant, group"
                                    + " and task.")
                    String metaPolicyId,
            @Name(value = "trialId", description = "The id of a Trial or GroupTrial.") String trialId,
            @Name(
                            value = "context",
                            defaultValue = "{}",
                            description = "What is known beside the trial: coherence, entropy_change, max_rv_potency,"
                                    + " affective_load, awareness, coherence_stability, of which the more careful of"
                                    + " the two holds;"
                                    + " participant_id, group_id, task, which win over the trial's; context,"
                                    + " context_cluster, seed; suggestions, a map of version ids to what a bandit of"
                                    + " the caller's would do for each.")
                    Map<String, Object> context) {
        return Answer.row(() -> StepRow.of(DecideWiring.step(transaction)
                .run(metaPolicyId, trialId, SelectionContext.of(Input.of("context", context)))));
    }

    @Procedure(name = "metapolicy.recommend", mode = Mode.READ)
    @Example("""
            MATCH (p:Policy {id: 'focus-linucb'}), (i:InterventionType {id: 'pause-cue'}) MERGE (p)-[:USES_INTERVENTION]->(i);
            CALL metapolicy.recommend('focus.bandit-2', [1.0, 0.3, 0.6])""")
    @Description("The interventions that a version's LinUCB parameters recommend, best first.")
    public Stream<RecommendationRow> recommend(
            @Name(value = "versionId", description = "The id of the policy version.") String versionId,
            @Name(value = "contextVector", description = "As many finite numbers as the version's context_dim.")
                    List<Double> contextVector) {
        return Answer.rows(
                () -> RecommendationRow.of(DecideWiring.recommend(transaction).run(versionId, contextVector)));
    }

    @Procedure(name = "metapolicy.active", mode = Mode.READ)
    @Example("CALL metapolicy.active({participant_id: 'P01', task: 'sustained-attention'})")
    @Description("Which meta-policy decides for a participant, group and task, and which version would serve.")
    public Stream<ActiveRow> active(
            @Name(value = "who", description = "participant_id, group_id and task; one of them at least.")
                    Map<String, Object> who) {
        return Answer.rows(() -> DecideWiring.active(transaction).run(Addressee.of(Input.of("who", who))).stream()
                .map(ActiveRow::of)
                .toList());
    }

    @Procedure(name = "metapolicy.shadowReport", mode = Mode.READ)
    @Example("""
            CALL metapolicy.setMode('focus', 'SHADOW', 'a trial run');
            CREATE (:Trial {id: 'shadow-1', coherence: 0.6, entropy_change: 0.3, awareness_condition: 'FULL'});
            CALL metapolicy.step('focus', 'shadow-1', {max_rv_potency: 0.3, affective_load: 0.1});
            CALL metapolicy.shadowReport('focus')""")
    @Description("How often the suggestions of shadow mode agreed with what was served, and the trust they give.")
    public Stream<ShadowRow> shadowReport(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId) {
        return Answer.rows(() -> DecideWiring.shadowReport(transaction).run(metaPolicyId).stream()
                .map(ShadowRow::of)
                .toList());
    }

    @Procedure(name = "metapolicy.explain", mode = Mode.READ)
    @Example("""
            CALL metapolicy.step('focus', 'focus.week-9.0') YIELD episodeId
            CALL metapolicy.explain(episodeId) YIELD decision, versionId, reason, considered
            RETURN decision, versionId, reason, considered""")
    @Description("What was known, what was considered and why, of a decision that step recorded.")
    public Stream<ExplanationRow> explain(
            @Name(
                            value = "episodeId",
                            description = "The id of the decision's episode, or of its adjustment, where nothing"
                                    + " was served nor suggested the only one.")
                    String episodeId) {
        return Answer.row(
                () -> ExplanationRow.of(DecideWiring.explain(transaction).run(episodeId)));
    }

    @Procedure(name = "metapolicy.replay", mode = Mode.READ)
    @Example("CALL metapolicy.replay('focus', {config: {select_min: 0.4}})")
    @Description(
            "Makes past decisions again under other settings, with the same chance, and says what would have come of"
                    + " each; writes nothing.")
    public Stream<ReplayRow> replay(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "from (within) and to (not within), points in time; config, a map of settings; without, a list"
                                            + " of parts that are taken away, as `metapolicy.ablate` names them;"
                                            + " propensity_min (0.0001), as in `metapolicy.evaluate`.")
                    Map<String, Object> options) {
        return Answer.rows(() -> {
            Input asked = Input.of("options", options);
            return CounterfactualWiring.replayWithScores(transaction)
                    .run(
                            metaPolicyId,
                            ReplayOptions.of(asked, EvaluationOptions.PROPENSITY_MIN),
                            EvaluationOptions.ofEach(asked),
                            Asked.by(call).whether(ReplayRow.SCORES))
                    .stream()
                    .map(ReplayRow::of)
                    .toList();
        });
    }

    @Procedure(name = "metapolicy.ablate", mode = Mode.READ)
    @Example("CALL metapolicy.ablate('focus') YIELD part, changed WHERE changed > 0 RETURN part, changed")
    @Description(
            "Makes past decisions again without each of the parts that they rest on, one at a time; writes nothing.")
    public Stream<AblationRow> ablate(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "from, to, config and without, as in `metapolicy.replay`; what without names is away in"
                                            + " both that are compared. What proposals ask is no part of a decision: `metapolicy.plan` takes"
                                            + " that away.")
                    Map<String, Object> options) {
        return Answer.rows(() ->
                DecideWiring.ablate(transaction)
                        .run(metaPolicyId, ReplayOptions.of(Input.of("options", options)))
                        .stream()
                        .map(AblationRow::of)
                        .toList());
    }
}
