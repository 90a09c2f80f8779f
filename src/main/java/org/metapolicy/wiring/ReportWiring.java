package org.metapolicy.wiring;

import java.time.Clock;
import org.metapolicy.app.report.CompareVersions;
import org.metapolicy.app.report.ListApprovers;
import org.metapolicy.app.report.ListFamilies;
import org.metapolicy.app.report.ListProposals;
import org.metapolicy.app.report.ListVersions;
import org.metapolicy.app.report.ReadEpisodes;
import org.metapolicy.app.report.ReadLineage;
import org.metapolicy.app.report.ReadTrustPage;
import org.metapolicy.app.report.ReadVersion;
import org.metapolicy.app.report.ReportEvent;
import org.metapolicy.app.report.ReportMetrics;
import org.metapolicy.app.report.ReportStatus;
import org.metapolicy.app.report.ReportStatuses;
import org.metapolicy.graph.GraphFaults;
import org.metapolicy.graph.GraphInstallations;
import org.metapolicy.graph.GraphReports;
import org.metapolicy.graph.evidence.GraphCountedEvidence;
import org.metapolicy.graph.governance.GraphProposals;
import org.metapolicy.graph.governance.GraphRegistry;
import org.metapolicy.graph.governance.GraphTrail;
import org.metapolicy.graph.governance.stops.GraphStops;
import org.metapolicy.graph.selection.GraphFamilies;
import org.metapolicy.graph.tabulation.GraphTabulations;
import org.neo4j.graphdb.Transaction;

/** Builds what people and monitoring systems look at; it needs nobody's rights but those of the transaction. */
public final class ReportWiring {
    private ReportWiring() {}

    public static ListApprovers listApprovers(Transaction tx) {
        return new ListApprovers(new GraphRegistry(tx), new GraphTrail(tx));
    }

    public static ReadLineage readLineage(Transaction tx) {
        return new ReadLineage(new GraphReports(tx));
    }

    public static ListProposals listProposals(Transaction tx) {
        return new ListProposals(new GraphReports(tx), new GraphProposals(tx), new GraphFaults());
    }

    public static ListFamilies listFamilies(Transaction tx) {
        return new ListFamilies(new GraphReports(tx), reportStatus(tx), new GraphProposals(tx), new GraphFaults());
    }

    public static ListVersions listVersions(Transaction tx) {
        return new ListVersions(new GraphReports(tx));
    }

    public static ReadEpisodes readEpisodes(Transaction tx) {
        return new ReadEpisodes(new GraphReports(tx));
    }

    public static ReportStatus reportStatus(Transaction tx) {
        return new ReportStatus(
                new GraphFamilies(tx, Clock.systemUTC()),
                new GraphReports(tx),
                new GraphCountedEvidence(tx),
                new GraphTrail(tx),
                new GraphInstallations(tx),
                new GraphFaults(),
                Clock.systemUTC());
    }

    public static ReportStatuses reportStatuses(Transaction tx) {
        return new ReportStatuses(new GraphReports(tx), reportStatus(tx));
    }

    public static ReadTrustPage readTrustPage(Transaction tx) {
        return new ReadTrustPage(
                reportStatus(tx),
                TrustWiring.computePci(tx),
                TrustWiring.trustHistory(tx),
                AuditWiring.readTrail(tx),
                new GraphReports(tx),
                TrustWiring.calibrateTrust(tx),
                new GraphTabulations(tx),
                new GraphStops(tx));
    }

    public static CompareVersions compareVersions(Transaction tx) {
        return new CompareVersions(new GraphCountedEvidence(tx), new GraphReports(tx));
    }

    public static ReportEvent reportEvent(Transaction tx) {
        return new ReportEvent(new GraphTrail(tx), TrustWiring.trustHistory(tx), new GraphFaults());
    }

    public static ReportMetrics reportMetrics(Transaction tx) {
        return new ReportMetrics(
                new GraphReports(tx),
                new GraphFamilies(tx, Clock.systemUTC()),
                new GraphCountedEvidence(tx),
                new GraphProposals(tx),
                new GraphTrail(tx),
                new GraphFaults(),
                Clock.systemUTC());
    }

    public static ReadVersion readVersion() {
        return new ReadVersion();
    }
}
