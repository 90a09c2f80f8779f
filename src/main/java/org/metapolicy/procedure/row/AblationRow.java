package org.metapolicy.procedure.row;

import org.metapolicy.app.decide.AblateDecisions;
import org.neo4j.procedure.Description;

/** What taking one part away would have changed, as a row. */
public record AblationRow(
        @Description(
                "coherence, entropy_change, rogue_variables, awareness, affective_load (a value of which no rule takes"
                        + " notice in their place), sessions (coherence_stability not known), guardrails (no alarm, no suspension),"
                        + " trust_in_context, safety_gate, or a factor's weight, spread over the others.")
        String part,

        @Description("Decisions that were made again.") long decisions,

        @Description("Of these, in how many the answer or the suggestion would be another one.")
        long changed,

        @Description("In how many nobody would have acted where somebody did.")
        long leftAlone,

        @Description("In how many somebody would have acted where nobody did.")
        long acted,

        @Description("Decisions whose record is damaged, which were not made again; `metapolicy.replay` names them.")
        long damaged) {
    public static AblationRow of(AblateDecisions.Ablated ablated) {
        return new AblationRow(
                ablated.part().key(),
                ablated.decisions(),
                ablated.changed(),
                ablated.leftAlone(),
                ablated.acted(),
                ablated.damaged());
    }
}
