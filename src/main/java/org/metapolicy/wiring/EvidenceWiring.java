package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.RecordEpisode;
import org.metapolicy.app.RecordOutcome;
import org.metapolicy.graph.GraphEvidenceLog;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases that record evidence. */
public final class EvidenceWiring {
    private EvidenceWiring() {}

    public static RecordEpisode recordEpisode(Transaction tx) {
        return new RecordEpisode(new GraphEvidenceLog(tx), Clock.systemUTC());
    }

    public static RecordOutcome recordOutcome(Transaction tx) {
        return new RecordOutcome(new GraphEvidenceLog(tx), Clock.systemUTC());
    }
}
