package org.metapolicy.wiring;

import org.metapolicy.app.ComputePci;
import org.metapolicy.app.TrustLookup;
import org.metapolicy.graph.GraphEvidenceArchive;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases of trust. */
public final class TrustWiring {
    private TrustWiring() {}

    public static ComputePci computePci(Transaction tx) {
        return new ComputePci(new GraphEvidenceArchive(tx));
    }

    public static TrustLookup trustLookup(Transaction tx) {
        return new TrustLookup(new GraphEvidenceArchive(tx));
    }
}
