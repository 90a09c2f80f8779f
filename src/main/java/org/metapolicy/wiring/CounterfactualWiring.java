package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.counterfactual.BacktestFamily;
import org.metapolicy.app.counterfactual.EvaluateVersion;
import org.metapolicy.app.counterfactual.ReplayWithScores;
import org.metapolicy.graph.GraphReports;
import org.metapolicy.graph.counterfactual.GraphLoggedDecisions;
import org.metapolicy.graph.selection.GraphAdjustments;
import org.metapolicy.graph.selection.GraphVersionPolicies;
import org.neo4j.graphdb.Transaction;

/** Builds what judges versions on other versions' decisions. */
public final class CounterfactualWiring {
    private CounterfactualWiring() {}

    public static BacktestFamily backtestFamily(Transaction tx) {
        return new BacktestFamily(
                new GraphLoggedDecisions(tx),
                new GraphAdjustments(tx, Clock.systemUTC()),
                new GraphReports(tx),
                Clock.systemUTC());
    }

    public static ReplayWithScores replayWithScores(Transaction tx) {
        return new ReplayWithScores(
                DecideWiring.replay(tx),
                new GraphLoggedDecisions(tx),
                new GraphAdjustments(tx, Clock.systemUTC()),
                Clock.systemUTC());
    }

    public static EvaluateVersion evaluateVersion(Transaction tx) {
        return new EvaluateVersion(new GraphLoggedDecisions(tx), new GraphVersionPolicies(tx), Clock.systemUTC());
    }
}
