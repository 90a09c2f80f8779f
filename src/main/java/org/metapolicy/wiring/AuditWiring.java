package org.metapolicy.wiring;

import org.metapolicy.app.DefaultAt;
import org.metapolicy.app.ReadTrail;
import org.metapolicy.app.TrailHead;
import org.metapolicy.app.VerifyTrail;
import org.metapolicy.graph.GraphEvidenceArchive;
import org.metapolicy.graph.GraphObservatory;
import org.metapolicy.graph.GraphTrail;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases that read and verify trails. */
public final class AuditWiring {
    private AuditWiring() {}

    public static ReadTrail readTrail(Transaction tx) {
        return new ReadTrail(new GraphTrail(tx));
    }

    public static VerifyTrail verifyTrail(Transaction tx) {
        return new VerifyTrail(new GraphTrail(tx), new GraphObservatory(tx), new GraphEvidenceArchive(tx));
    }

    public static TrailHead trailHead(Transaction tx) {
        return new TrailHead(new GraphTrail(tx));
    }

    public static DefaultAt defaultAt(Transaction tx) {
        return new DefaultAt(new GraphTrail(tx));
    }
}
