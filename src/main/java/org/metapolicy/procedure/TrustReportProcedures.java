package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.trust.ForWhom;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.CalibrationRow;
import org.metapolicy.procedure.row.ComparedRow;
import org.metapolicy.procedure.row.FamilyRow;
import org.metapolicy.procedure.row.LocalTrustRow;
import org.metapolicy.procedure.row.StatusRow;
import org.metapolicy.procedure.row.TrustHistoryRow;
import org.metapolicy.wiring.ReportWiring;
import org.metapolicy.wiring.TrustWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Families at a glance, trust over time, and how well it foretold. */
public final class TrustReportProcedures {
    @Context
    public Transaction transaction;

    @Procedure(name = "metapolicy.trustHistory", mode = Mode.READ)
    @Example("CALL metapolicy.trustHistory('focus.bandit-2')")
    @Description("The trust snapshots of a version in order.")
    public Stream<TrustHistoryRow> trustHistory(
            @Name(value = "versionId", description = "The id of the version.") String versionId) {
        return Answer.rows(() -> TrustWiring.trustHistory(transaction).run(versionId).stream()
                .map(TrustHistoryRow::of)
                .toList());
    }

    @Procedure(name = "metapolicy.trustFor", mode = Mode.READ)
    @Example("CALL metapolicy.trustFor('focus.bandit-2', {participant_id: 'p7'})")
    @Description(
            "How far a version may be relied on for one participant, for a group, or in a context: what was counted of them,"
                    + " drawn to the group's, and that to all.")
    public Stream<LocalTrustRow> trustFor(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(value = "forWhom", description = "One of participant_id, group_id and context_cluster.")
                    Map<String, Object> forWhom) {
        return Answer.row(() -> LocalTrustRow.of(
                TrustWiring.trustFor(transaction).run(versionId, ForWhom.of(Input.of("forWhom", forWhom)))));
    }

    @Procedure(name = "metapolicy.calibration", mode = Mode.READ)
    @Example("CALL metapolicy.calibration('focus')")
    @Description("A family's trust scores as forecasts, against what the next windows then showed.")
    public Stream<CalibrationRow> calibration(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId) {
        return Answer.row(
                () -> CalibrationRow.of(TrustWiring.calibrateTrust(transaction).run(metaPolicyId)));
    }

    @Procedure(name = "metapolicy.compare", mode = Mode.READ)
    @Example("CALL metapolicy.compare('focus.bandit-2', 'focus.baseline')")
    @Description(
            "Puts two versions of a meta-policy side by side, a row a figure: trust on the factors that both have, what they"
                    + " earned, what they are made of.")
    public Stream<ComparedRow> compare(
            @Name(value = "versionId", description = "The id of the first version.") String versionId,
            @Name(
                            value = "againstId",
                            description =
                                    "The id of the second version, of the same meta-policy; of the first one itself all"
                                            + " differences are 0.")
                    String againstId) {
        return Answer.rows(() -> ReportWiring.compareVersions(transaction).run(versionId, againstId))
                .map(ComparedRow::of);
    }

    @Procedure(name = "metapolicy.families", mode = Mode.READ)
    @Example("CALL metapolicy.families()")
    @Description(
            "Lists the meta-policies that are not DEPRECATED, a row each; what is wrong with one stands in its row.")
    public Stream<FamilyRow> families() {
        return Answer.rows(() -> ReportWiring.listFamilies(transaction).run().stream()
                .map(FamilyRow::of)
                .toList());
    }

    @Procedure(name = "metapolicy.status", mode = Mode.READ)
    @Example("CALL metapolicy.status('focus')")
    @Description(
            "Meta-policies at a glance: what is served, how far it may be trusted, whether the evidence is up to date.")
    public Stream<StatusRow> status(
            @Name(
                            value = "metaPolicyId",
                            defaultValue = "",
                            description = "The id of the meta-policy; empty for all that are not DEPRECATED.")
                    String metaPolicyId) {
        return Answer.rows(() -> ReportWiring.reportStatuses(transaction).run(metaPolicyId).stream()
                .map(StatusRow::of)
                .toList());
    }
}
