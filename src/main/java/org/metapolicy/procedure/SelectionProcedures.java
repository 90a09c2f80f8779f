package org.metapolicy.procedure;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.DecisionRow;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.wiring.DecideWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.procs.ProcedureCallContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** The choice of a version, for the loop that asks before every stimulus. */
public final class SelectionProcedures {
    private static final String TOKEN = "decisionId";
    private static final String CONSIDERED = "considered";
    /** What is not needed to choose. */
    private static final List<String> EXPLAINED = List.of(CONSIDERED, "score");

    @Context
    public Transaction transaction;

    /** Which columns are read: what stands for the decision, and what was considered, are made only for whoever reads them. */
    @Context
    public ProcedureCallContext call;

    @Procedure(name = "metapolicy.select", mode = Mode.READ)
    @Example("""
            CALL metapolicy.select('focus', {coherence: 0.62, entropy_change: 0.3, max_rv_potency: 0.4, affective_load: 0.2,
                                           awareness: 'FULL', context_cluster: 'morning, light'})""")
    @Description("Decides which version of a meta-policy may act now, the fallback or nobody, and explains it.")
    public Stream<DecisionRow> select(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy that decides.") String metaPolicyId,
            @Name(
                            value = "context",
                            defaultValue = "{}",
                            description = "What is known: coherence, entropy_change, max_rv_potency, affective_load,"
                                    + " awareness, coherence_stability, participant_id, group_id, task, context,"
                                    + " context_cluster, seed, suggestions.")
                    Map<String, Object> context) {
        return Answer.row(() -> row(metaPolicyId, of(context), Asked.by(call)));
    }

    private DecisionRow row(String metaPolicyId, SelectionContext context, Asked asked) {
        return asked.whether(TOKEN)
                ? DecisionRow.of(
                        DecideWiring.selectToRecord(transaction).run(metaPolicyId, context), asked.whether(CONSIDERED))
                : DecisionRow.of(decision(metaPolicyId, context, asked), null, asked.whether(CONSIDERED));
    }

    private Decision decision(String metaPolicyId, SelectionContext context, Asked asked) {
        return asked.whether(EXPLAINED)
                ? DecideWiring.select(transaction).run(metaPolicyId, context)
                : DecideWiring.choose(transaction).run(metaPolicyId, context);
    }

    private static SelectionContext of(Map<String, Object> context) {
        return SelectionContext.of(Input.of("context", context));
    }
}
