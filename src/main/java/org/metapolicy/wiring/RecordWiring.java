package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.record.RecordAll;
import org.metapolicy.app.record.RecordEpisode;
import org.metapolicy.app.record.RecordOutcome;
import org.metapolicy.app.record.RecordOverride;
import org.metapolicy.evidence.recording.EvidenceWriter;
import org.metapolicy.graph.evidence.GraphEvidenceWriter;
import org.metapolicy.graph.selection.GraphAdjustments;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases that record evidence. */
public final class RecordWiring {
    private RecordWiring() {}

    public static RecordEpisode recordEpisode(Transaction tx) {
        return recordEpisode(tx, new GraphEvidenceWriter(tx));
    }

    private static RecordEpisode recordEpisode(Transaction tx, EvidenceWriter writer) {
        return new RecordEpisode(
                writer, DecideWiring.checkDecision(tx), new GraphAdjustments(tx, Clock.systemUTC()), Clock.systemUTC());
    }

    public static RecordOutcome recordOutcome(Transaction tx) {
        return new RecordOutcome(new GraphEvidenceWriter(tx), Clock.systemUTC());
    }

    public static RecordOverride recordOverride(Transaction tx) {
        return new RecordOverride(new GraphEvidenceWriter(tx));
    }

    public static RecordAll recordAll(Transaction tx) {
        EvidenceWriter writer = new GraphEvidenceWriter(tx);
        return new RecordAll(writer, recordEpisode(tx, writer), new RecordOutcome(writer, Clock.systemUTC()));
    }
}
