package org.metapolicy.procedure.row;

import java.util.List;
import java.util.Map;
import org.metapolicy.app.decide.SelectToRecord.Selected;
import org.metapolicy.selection.Considered;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.VersionStanding;
import org.neo4j.procedure.Description;

/** A decision as a row (specification, section 9). */
public record DecisionRow(
        @Description("USE_VERSION, FALLBACK or NO_INTERVENTION.")
        String decision,

        @Description("The version that acts, null for none.")
        String versionId,

        @Description("In SHADOW mode the version that would have acted, else null.")
        String suggestedVersionId,

        @Description("What the meta-context allows: NONE, CONSERVATIVE, STANDARD or EXPLORATORY.")
        String regime,

        @Description("The trust score of the version that acts, in [0, 1].")
        Double trustScore,

        @Description("The score of the version that acts: trust, value and exploration bonus.")
        Double score,

        @Description("The true probability of this answer, in (0, 1].")
        double propensity,

        @Description("Why, in words, with the signals that were missing.")
        String reason,

        @Description("Every version considered: its figures, score, propensity, and why it was left out.")
        List<Map<String, Object>> considered,

        @Description("Stands for this decision until it is recorded: recordEpisode takes it as decision_id. It is made"
                + " where this column is read.")
        String decisionId) {
    /** @param explained whether anybody reads what was considered, which costs most to write down */
    public static DecisionRow of(Selected selected, boolean explained) {
        return of(selected.decision(), selected.decisionId(), explained);
    }

    /**
     * A row.
     *
     * @param decisionId null where nobody reads it
     * @param explained whether anybody reads what was considered
     */
    public static DecisionRow of(Decision decision, String decisionId, boolean explained) {
        VersionStanding served = decision.served();
        return new DecisionRow(
                decision.kind().name(),
                id(served),
                id(decision.suggested()),
                decision.regime().regime().name(),
                served == null || served.evidence() == null
                        ? null
                        : served.evidence().trustScore(),
                decision.score() == null ? null : decision.score().total(),
                decision.propensity(),
                decision.reason(),
                explained
                        ? decision.considered().stream().map(Considered::asMap).toList()
                        : null,
                decisionId);
    }

    private static String id(VersionStanding version) {
        return version == null ? null : version.id();
    }
}
