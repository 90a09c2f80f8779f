package org.metapolicy.wiring;

import org.metapolicy.app.audit.DefaultAt;
import org.metapolicy.app.audit.ExportTrail;
import org.metapolicy.app.audit.ReadTrail;
import org.metapolicy.app.audit.TrailHead;
import org.metapolicy.app.audit.VerifyTrail;
import org.metapolicy.graph.evidence.GraphCountedEvidence;
import org.metapolicy.graph.governance.GraphObservedStates;
import org.metapolicy.graph.governance.GraphProposals;
import org.metapolicy.graph.governance.GraphRegistry;
import org.metapolicy.graph.governance.GraphTrail;
import org.metapolicy.graph.selection.GraphRecordedDecisions;
import org.metapolicy.graph.tabulation.GraphTabulations;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases that read and verify trails. */
public final class AuditWiring {
    private AuditWiring() {}

    public static ReadTrail readTrail(Transaction tx) {
        return new ReadTrail(new GraphTrail(tx), new GraphRegistry(tx));
    }

    public static VerifyTrail verifyTrail(Transaction tx) {
        return new VerifyTrail(
                new GraphTrail(tx),
                new GraphObservedStates(tx),
                new GraphCountedEvidence(tx),
                new GraphProposals(tx),
                new GraphTabulations(tx),
                new GraphRecordedDecisions(tx));
    }

    public static ExportTrail exportTrail(Transaction tx) {
        return new ExportTrail(new GraphTrail(tx));
    }

    public static TrailHead trailHead(Transaction tx) {
        return new TrailHead(new GraphTrail(tx));
    }

    public static DefaultAt defaultAt(Transaction tx) {
        return new DefaultAt(new GraphTrail(tx));
    }
}
