package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.record.RecordEpisode;
import org.metapolicy.app.record.RecordOutcome;
import org.metapolicy.graph.evidence.GraphEvidenceWriter;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases that record evidence. */
public final class RecordWiring {
    private RecordWiring() {}

    public static RecordEpisode recordEpisode(Transaction tx) {
        return new RecordEpisode(new GraphEvidenceWriter(tx), Clock.systemUTC());
    }

    public static RecordOutcome recordOutcome(Transaction tx) {
        return new RecordOutcome(new GraphEvidenceWriter(tx), Clock.systemUTC());
    }
}
