package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.CalibrateTrust;
import org.metapolicy.app.CalibratedTrust;
import org.metapolicy.app.ComputePci;
import org.metapolicy.app.ReadTrustPage;
import org.metapolicy.app.ReportStatus;
import org.metapolicy.app.TrustHistory;
import org.metapolicy.app.TrustLookup;
import org.metapolicy.graph.GraphEvidenceArchive;
import org.metapolicy.graph.GraphFamilies;
import org.metapolicy.graph.GraphReports;
import org.metapolicy.graph.GraphTrustRecords;
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

    public static CalibratedTrust calibratedTrust(Transaction tx) {
        return new CalibratedTrust(new GraphEvidenceArchive(tx), new GraphTrustRecords(tx));
    }

    public static TrustHistory trustHistory(Transaction tx) {
        return new TrustHistory(new GraphTrustRecords(tx));
    }

    public static CalibrateTrust calibrateTrust(Transaction tx) {
        return new CalibrateTrust(new GraphTrustRecords(tx));
    }

    public static ReportStatus reportStatus(Transaction tx) {
        return new ReportStatus(new GraphFamilies(tx), new GraphEvidenceArchive(tx), Clock.systemUTC());
    }

    public static ReadTrustPage readTrustPage(Transaction tx) {
        return new ReadTrustPage(
                reportStatus(tx),
                computePci(tx),
                trustHistory(tx),
                AuditWiring.readTrail(tx),
                new GraphReports(tx),
                calibrateTrust(tx));
    }
}
