package org.metapolicy.wiring;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.metapolicy.app.ExplainDecision;
import org.metapolicy.app.FindActive;
import org.metapolicy.app.ReadMetaContext;
import org.metapolicy.app.Recommend;
import org.metapolicy.app.ReplayDecisions;
import org.metapolicy.app.ReportShadow;
import org.metapolicy.app.Select;
import org.metapolicy.app.Step;
import org.metapolicy.graph.GraphAdjustments;
import org.metapolicy.graph.GraphClaims;
import org.metapolicy.graph.GraphExplorations;
import org.metapolicy.graph.GraphFamilies;
import org.metapolicy.graph.GraphShadowEpisodes;
import org.metapolicy.graph.GraphTrials;
import org.metapolicy.graph.GraphVersionPolicies;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases of selection and of the Noetic step. */
public final class SelectionWiring {
    private SelectionWiring() {}

    public static Select select(Transaction tx) {
        return new Select(new GraphFamilies(tx), ThreadLocalRandom.current());
    }

    public static Step step(Transaction tx) {
        return new Step(
                new Step.Memory(
                        new GraphTrials(tx),
                        new GraphFamilies(tx),
                        new GraphClaims(tx),
                        new GraphVersionPolicies(tx),
                        new GraphAdjustments(tx),
                        new GraphExplorations(tx)),
                Clock.systemUTC(),
                ThreadLocalRandom.current());
    }

    public static ReadMetaContext metaContext(Transaction tx) {
        return new ReadMetaContext(new GraphTrials(tx));
    }

    public static Recommend recommend(Transaction tx) {
        return new Recommend(new GraphVersionPolicies(tx));
    }

    public static FindActive active(Transaction tx) {
        return new FindActive(new GraphClaims(tx), new GraphFamilies(tx));
    }

    public static ExplainDecision explain(Transaction tx) {
        return new ExplainDecision(new GraphAdjustments(tx));
    }

    public static ReplayDecisions replay(Transaction tx) {
        return new ReplayDecisions(new GraphFamilies(tx), new GraphAdjustments(tx));
    }

    public static ReportShadow shadowReport(Transaction tx) {
        return new ReportShadow(new GraphFamilies(tx), new GraphShadowEpisodes(tx));
    }
}
