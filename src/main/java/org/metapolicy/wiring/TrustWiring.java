package org.metapolicy.wiring;

import org.metapolicy.app.trust.CalibrateTrust;
import org.metapolicy.app.trust.CalibratedTrust;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustFor;
import org.metapolicy.app.trust.TrustHistory;
import org.metapolicy.app.trust.TrustInContext;
import org.metapolicy.app.trust.TrustLookup;
import org.metapolicy.graph.evidence.GraphCountedEvidence;
import org.metapolicy.graph.evidence.GraphTrustSnapshots;
import org.metapolicy.graph.people.GraphPeople;
import org.metapolicy.graph.tabulation.GraphTabulations;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases of trust. */
public final class TrustWiring {
    private TrustWiring() {}

    public static ComputePci computePci(Transaction tx) {
        return new ComputePci(new GraphCountedEvidence(tx));
    }

    public static TrustLookup trustLookup(Transaction tx) {
        return new TrustLookup(new GraphCountedEvidence(tx));
    }

    public static TrustInContext trustInContext(Transaction tx) {
        return new TrustInContext(new GraphTabulations(tx));
    }

    public static TrustFor trustFor(Transaction tx) {
        return new TrustFor(new GraphCountedEvidence(tx), new GraphTabulations(tx), new GraphPeople(tx));
    }

    public static CalibratedTrust calibratedTrust(Transaction tx) {
        return new CalibratedTrust(new GraphCountedEvidence(tx), new GraphTrustSnapshots(tx));
    }

    public static TrustHistory trustHistory(Transaction tx) {
        return new TrustHistory(new GraphTrustSnapshots(tx));
    }

    public static CalibrateTrust calibrateTrust(Transaction tx) {
        return new CalibrateTrust(new GraphTrustSnapshots(tx));
    }
}
