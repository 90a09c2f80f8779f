package org.metapolicy.http;

import java.util.Optional;
import java.util.stream.Collectors;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.metapolicy.app.audit.VerifyOptions;
import org.metapolicy.app.report.EventReport;
import org.metapolicy.http.proof.ReportPage;
import org.metapolicy.http.proof.VerdictBody;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.wiring.AuditWiring;
import org.metapolicy.wiring.ReportWiring;

/**
 * What is handed over about a move, and a whole trail, as files that are verified without the database; and whether the trail
 * holds here.
 */
@Path("/")
public final class ProofResource {
    private static final String NDJSON = "application/x-ndjson";

    /** The page stands by itself: it loads nothing and runs nothing. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("{id}/report")
    @Produces(MediaType.APPLICATION_JSON)
    public Response report(@PathParam("id") String id, @QueryParam("seq") String seq) {
        return file("attachment", read(id, seq).json(), id + "-" + seq + ".json")
                .build();
    }

    @GET
    @Path("{id}/report.html")
    @Produces(StaticFile.HTML)
    public Response page(@PathParam("id") String id, @QueryParam("seq") String seq) {
        return file("inline", ReportPage.of(read(id, seq)), id + "-" + seq + ".html")
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    @GET
    @Path("{id}/trail")
    @Produces(NDJSON)
    public Response trail(@PathParam("id") String id, @QueryParam("since") String since) {
        Long after = since == null ? null : AuditBody.seq("since", since);
        String lines = database.transact(tx -> AuditWiring.exportTrail(tx).run(id, after)).stream()
                .map(link -> link.line() + "\n")
                .collect(Collectors.joining());
        return file("attachment", lines, id + "-trail.ndjson").build();
    }

    /** Reads the whole trail and what it leads to. */
    @GET
    @Path("{id}/verify")
    @Produces(MediaType.APPLICATION_JSON)
    public String verify(@PathParam("id") String id) {
        VerifyOptions plain = new VerifyOptions(Optional.empty(), false);
        return Json.of(database.transact(
                tx -> VerdictBody.of(AuditWiring.verifyTrail(tx).run(id, plain))));
    }

    private EventReport read(String id, String seq) {
        if (seq == null) {
            throw new InvalidInput("seq is missing: it must be the number of the event that is reported");
        }
        return database.transact(tx -> ReportWiring.reportEvent(tx).run(id + "#" + seq));
    }

    /**
     * Ids and numbers of events hold nothing that would have to be quoted.
     *
     * @param disposition inline for what a browser shows, to be read, printed or saved by this name; else attachment
     */
    private static Response.ResponseBuilder file(String disposition, String text, String name) {
        return Response.ok(text).header("Content-Disposition", disposition + "; filename=\"" + name + "\"");
    }
}
