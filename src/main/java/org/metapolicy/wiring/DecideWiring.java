package org.metapolicy.wiring;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.metapolicy.app.decide.AblateDecisions;
import org.metapolicy.app.decide.CheckDecision;
import org.metapolicy.app.decide.Choose;
import org.metapolicy.app.decide.ExplainDecision;
import org.metapolicy.app.decide.FindActive;
import org.metapolicy.app.decide.KnownSuggestions;
import org.metapolicy.app.decide.ReadMetaContext;
import org.metapolicy.app.decide.Recommend;
import org.metapolicy.app.decide.ReplayDecisions;
import org.metapolicy.app.decide.ReportShadow;
import org.metapolicy.app.decide.Select;
import org.metapolicy.app.decide.SelectToRecord;
import org.metapolicy.app.decide.Step;
import org.metapolicy.graph.GraphFaults;
import org.metapolicy.graph.selection.FoundFamily;
import org.metapolicy.graph.selection.GraphAdjustments;
import org.metapolicy.graph.selection.GraphExplorations;
import org.metapolicy.graph.selection.GraphFamilies;
import org.metapolicy.graph.selection.GraphFamilyScopes;
import org.metapolicy.graph.selection.GraphKeptStandings;
import org.metapolicy.graph.selection.GraphPositions;
import org.metapolicy.graph.selection.GraphShadowEpisodes;
import org.metapolicy.graph.selection.GraphTrials;
import org.metapolicy.graph.selection.GraphVersionPolicies;
import org.metapolicy.selection.token.KeptStandings;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases of selection and of the Noetic step. */
public final class DecideWiring {
    private DecideWiring() {}

    public static Select select(Transaction tx) {
        FoundFamily found = new FoundFamily(tx);
        return new Select(
                new GraphFamilies(tx, found, Clock.systemUTC()),
                new GraphFamilyScopes(tx, found),
                knownSuggestions(tx),
                ThreadLocalRandom.current());
    }

    public static Choose choose(Transaction tx) {
        FoundFamily found = new FoundFamily(tx);
        return new Choose(
                new GraphFamilies(tx, found, Clock.systemUTC()),
                new GraphFamilyScopes(tx, found),
                knownSuggestions(tx),
                ThreadLocalRandom.current());
    }

    private static KnownSuggestions knownSuggestions(Transaction tx) {
        return new KnownSuggestions(new GraphVersionPolicies(tx), new GraphAdjustments(tx, Clock.systemUTC()));
    }

    public static SelectToRecord selectToRecord(Transaction tx) {
        return new SelectToRecord(
                select(tx),
                new SelectToRecord.Memory(new GraphPositions(tx), new GraphVersionPolicies(tx)),
                Clock.systemUTC(),
                ThreadLocalRandom.current());
    }

    static CheckDecision checkDecision(Transaction tx) {
        return new CheckDecision(new CheckDecision.Memory(
                new GraphFamilies(tx, Clock.systemUTC()),
                new GraphPositions(tx),
                keptStandings(tx),
                new GraphVersionPolicies(tx),
                new GraphAdjustments(tx, Clock.systemUTC())));
    }

    static KeptStandings keptStandings(Transaction tx) {
        return new GraphKeptStandings(tx, new GraphFamilies(tx, Clock.systemUTC()));
    }

    public static Step step(Transaction tx) {
        FoundFamily found = new FoundFamily(tx);
        return new Step(
                new Step.Memory(
                        new GraphTrials(tx),
                        new GraphFamilies(tx, found, Clock.systemUTC()),
                        new GraphFamilyScopes(tx, found),
                        new GraphVersionPolicies(tx),
                        new GraphAdjustments(tx, Clock.systemUTC()),
                        new GraphExplorations(tx),
                        new GraphFaults()),
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
        return new FindActive(new GraphFamilyScopes(tx), new GraphFamilies(tx, Clock.systemUTC()), new GraphFaults());
    }

    public static ExplainDecision explain(Transaction tx) {
        return new ExplainDecision(new GraphAdjustments(tx, Clock.systemUTC()));
    }

    public static ReplayDecisions replay(Transaction tx) {
        return new ReplayDecisions(
                new GraphFamilies(tx, Clock.systemUTC()), new GraphAdjustments(tx, Clock.systemUTC()));
    }

    public static AblateDecisions ablate(Transaction tx) {
        return new AblateDecisions(replay(tx));
    }

    public static ReportShadow shadowReport(Transaction tx) {
        return new ReportShadow(new GraphFamilies(tx, Clock.systemUTC()), new GraphShadowEpisodes(tx));
    }
}
