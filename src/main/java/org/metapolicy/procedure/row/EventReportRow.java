package org.metapolicy.procedure.row;

import org.metapolicy.app.report.EventReport;
import org.neo4j.procedure.Description;

/** A report of one event. */
public record EventReportRow(
        @Description("The event's id.") String eventId,

        @Description(
                "The report as one JSON text, to be kept as a file: event, evidence, notes, links, sides, chain, head.")
        String report,

        @Description("The number of the last event of the chain in it.")
        long headSeq,

        @Description("The hash of that event, to be compared with a head that was kept elsewhere.")
        String headHash) {
    public static EventReportRow of(EventReport report) {
        return new EventReportRow(
                report.id().text(),
                report.json(),
                report.head().seq(),
                report.head().hash());
    }
}
