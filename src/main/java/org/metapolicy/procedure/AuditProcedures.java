package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.audit.TrailQuery;
import org.metapolicy.app.audit.VerifyOptions;
import org.metapolicy.app.moves.AnnotationOptions;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.procedure.row.DefaultRow;
import org.metapolicy.procedure.row.EventReportRow;
import org.metapolicy.procedure.row.EventRow;
import org.metapolicy.procedure.row.HeadRow;
import org.metapolicy.procedure.row.TrailLineRow;
import org.metapolicy.procedure.row.VerdictRow;
import org.metapolicy.wiring.AuditWiring;
import org.metapolicy.wiring.MovesWiring;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** The trail of a meta-policy, or of the graph's own settings, read and verified. */
public final class AuditProcedures {
    private static final String WHOSE = "The id of the meta-policy; null for the chain of the graph's own settings.";

    @Context
    public Transaction transaction;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.annotate", mode = Mode.WRITE)
    @Example(
            "CALL metapolicy.annotate('focus#1', 'the minutes are in the archive', {links: ['https://pilot.example/minutes/12']})")
    @Description("Says more about an event that is in a trail already, as an event of its own; approves nothing.")
    public Stream<EventRow> annotate(
            @Name(
                            value = "eventId",
                            description =
                                    "The meta-policy's id (nothing for the graph's own settings), # and the event's seq.")
                    String eventId,
            @Name(value = "note", description = "What there is to say; kept in the trail.") String note,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "links: a list of texts; version_id, snapshot_id: what it is about besides, the"
                                            + " snapshot's notes become the note; evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.annotateEvent(transaction, security, CallerEvidence.among(Input.of("options", options)))
                        .run(eventId, note, AnnotationOptions.of(Input.of("options", options)))));
    }

    @Procedure(name = "metapolicy.audit", mode = Mode.READ)
    @Example("CALL metapolicy.audit('focus', {version_id: 'focus.bandit-1', limit: 10})")
    @Description("Lists the events of a trail, the newest first.")
    public Stream<EventRow> audit(
            @Name(value = "metaPolicyId", description = WHOSE) String metaPolicyId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "from, to: datetimes or their ISO text, the end excluded; version_id (or"
                                    + " versionId): about this version alone; limit: 1000 by default; after: the seq that the"
                                    + " page before ended with.")
                    Map<String, Object> options) {
        return Answer.rows(() -> AuditWiring.readTrail(transaction)
                        .run(metaPolicyId, TrailQuery.of(Input.of("options", options))))
                .map(EventRow::of);
    }

    @Procedure(name = "metapolicy.audit.verify", mode = Mode.READ)
    @Example("CALL metapolicy.audit.verify('focus', {recount: true})")
    @Description("Recomputes a trail's contents and links, replays it, and compares the result, and the trust that it"
            + " rests on, with the graph.")
    public Stream<VerdictRow> verify(
            @Name(value = "metaPolicyId", description = WHOSE) String metaPolicyId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "expected_head: {seq, hash} as metapolicy.audit.head gave it, kept elsewhere;"
                                    + " recount: true counts the whole evidence again and compares it too.")
                    Map<String, Object> options) {
        return Answer.row(() -> VerdictRow.of(AuditWiring.verifyTrail(transaction)
                .run(metaPolicyId, VerifyOptions.of(Input.of("options", options)))));
    }

    @Procedure(name = "metapolicy.audit.export", mode = Mode.READ)
    @Example("CALL metapolicy.audit.export('focus')")
    @Description(
            "Gives a trail to its end, a line of JSON an event, for docs/verifiers to recompute without the database.")
    public Stream<TrailLineRow> export(
            @Name(value = "metaPolicyId", description = WHOSE) String metaPolicyId,
            @Name(value = "since", defaultValue = "0", description = "Events with a larger seq alone; 0 for all.")
                    Long since) {
        return Answer.rows(() -> AuditWiring.exportTrail(transaction).run(metaPolicyId, since))
                .map(TrailLineRow::of);
    }

    @Procedure(name = "metapolicy.report", mode = Mode.READ)
    @Example("CALL metapolicy.report('focus#1')")
    @Description(
            "Puts together what there is to hand over about an event, a promotion or a stop above all: who, why, figures,"
                    + " notes, and the whole chain that proves it.")
    public Stream<EventReportRow> report(
            @Name(
                            value = "eventId",
                            description =
                                    "The meta-policy's id (nothing for the graph's own settings), # and the event's seq.")
                    String eventId) {
        return Answer.row(
                () -> EventReportRow.of(ReportWiring.reportEvent(transaction).run(eventId)));
    }

    @Procedure(name = "metapolicy.audit.head", mode = Mode.READ)
    @Example("CALL metapolicy.audit.head('focus')")
    @Description("Gives the end of a trail, to be kept elsewhere and given back to metapolicy.audit.verify.")
    public Stream<HeadRow> head(@Name(value = "metaPolicyId", description = WHOSE) String metaPolicyId) {
        return Answer.row(() -> HeadRow.of(AuditWiring.trailHead(transaction).run(metaPolicyId)));
    }

    @Procedure(name = "metapolicy.defaultAt", mode = Mode.READ)
    @Example("CALL metapolicy.defaultAt('focus', datetime())")
    @Description("Which version was the default at a moment, by the trail; no row before the meta-policy existed.")
    public Stream<DefaultRow> defaultAt(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(value = "when", description = "A datetime, or its ISO 8601 text.") Object when) {
        return Answer.of(() -> AuditWiring.defaultAt(transaction)
                        .run(metaPolicyId, ValueKind.TIME.require("when", when).toInstant()))
                .stream()
                .map(DefaultRow::of);
    }
}
