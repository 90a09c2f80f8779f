package org.metapolicy.procedure;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.metapolicy.app.refresh.PlanOptions;
import org.metapolicy.app.refresh.RefreshOptions;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.PciRow;
import org.metapolicy.procedure.row.PlanRow;
import org.metapolicy.procedure.row.RefreshRow;
import org.metapolicy.wiring.RefreshWiring;
import org.metapolicy.wiring.TrustWiring;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.logging.Log;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;
import org.neo4j.procedure.TerminationGuard;

/** Trust out: what the evidence says of a version, and the refresh that counts it. */
public final class TrustProcedures {
    @Context
    public Transaction transaction;

    @Context
    public GraphDatabaseService database;

    @Context
    public SecurityContext security;

    @Context
    public TerminationGuard guard;

    @Context
    public Log log;

    @Procedure(name = "metapolicy.computePCI", mode = Mode.READ)
    @Example("CALL metapolicy.computePCI('focus.bandit-2')")
    @Description("The trust of a version from the evidence that the last refresh counted, with all that it is made of.")
    public Stream<PciRow> computePci(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(
                            value = "config",
                            defaultValue = "{}",
                            description = "Settings for this call alone, by key; weights as a map by factor. Other"
                                    + " windows or limits recount the family's history.")
                    Map<String, Object> config) {
        return Answer.row(() -> PciRow.of(
                TrustWiring.computePci(transaction).run(versionId, TrustConfig.of(Input.of("config", config)))));
    }

    @Procedure(name = "metapolicy.plan", mode = Mode.READ)
    @Example("CALL metapolicy.plan('focus')")
    @Description("What refreshTrust would do now, and what blocks each promotion; writes nothing.")
    public Stream<PlanRow> plan(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "config",
                            defaultValue = "{}",
                            description = "Settings for this call alone, by key, as computePCI takes them; without:"
                                    + " ['counterfactual_gate'] for whom it would propose if nobody asked how"
                                    + " candidates compare with the default.")
                    Map<String, Object> config) {
        return Answer.rows(() -> RefreshWiring.planRefresh(transaction, security, metaPolicyId)
                .run(metaPolicyId, PlanOptions.of(Input.of("config", config)))
                .stream()
                .map(PlanRow::of)
                .toList());
    }

    @Procedure(name = "metapolicy.refreshTrust", mode = Mode.WRITE)
    @Example("CALL metapolicy.refreshTrust('focus')")
    @Description(
            "Counts new outcomes, takes trust snapshots and judges, in transactions of its own that stay even where"
                    + " the caller's rolls back.")
    public Stream<RefreshRow> refreshTrust(
            @Name(
                            value = "metaPolicyId",
                            defaultValue = "",
                            description = "The id of the meta-policy; null or empty for all.")
                    String metaPolicyId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "mode: INCREMENTAL (default) or FULL, which counts history anew; batch_size:"
                                    + " outcomes in one transaction, 5000 by default; context_snapshots: true keeps each"
                                    + " version's trust in each context as it is then.")
                    Map<String, Object> options) {
        return Answer.rows(() -> RefreshWiring.refreshTrust(database, security, guard, log)
                .run(
                        Optional.ofNullable(metaPolicyId).filter(id -> !id.isEmpty()),
                        RefreshOptions.of(Input.of("options", options)))
                .stream()
                .map(RefreshRow::of)
                .toList());
    }
}
