package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.report.ReadVersion;
import org.metapolicy.app.report.ReportMetrics;
import org.metapolicy.graph.GraphReports;
import org.metapolicy.graph.governance.GraphTrail;
import org.neo4j.graphdb.Transaction;

/** Builds what a monitoring system asks. */
public final class MonitorWiring {
    private MonitorWiring() {}

    public static ReadVersion readVersion() {
        return new ReadVersion();
    }

    public static ReportMetrics reportMetrics(Transaction tx) {
        return new ReportMetrics(
                new GraphReports(tx), TrustWiring.reportStatus(tx), new GraphTrail(tx), Clock.systemUTC());
    }
}
