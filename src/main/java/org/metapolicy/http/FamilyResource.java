package org.metapolicy.http;

import java.util.HashMap;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.metapolicy.app.audit.TrailQuery;
import org.metapolicy.app.report.EpisodesPage;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.Period;
import org.metapolicy.wiring.AuditWiring;
import org.metapolicy.wiring.ReportWiring;

/** A meta-policy read over HTTP. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FamilyResource {
    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("{id}/status")
    public String status(@PathParam("id") String id) {
        return Json.of(database.transact(
                tx -> StatusBody.of(ReportWiring.reportStatus(tx).run(Identifier.require("meta-policy id", id)))));
    }

    @GET
    @Path("{id}/versions")
    public String versions(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        return Json.of(database.transact(
                tx -> VersionsBody.of(ReportWiring.listVersions(tx).run(id), Page.of(limit, after))));
    }

    @GET
    @Path("{id}/lineage")
    public String lineage(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        return Json.of(database.transact(
                tx -> LineageBody.of(ReportWiring.readLineage(tx).run(id), Page.of(limit, after))));
    }

    @GET
    @Path("{id}/episodes")
    public String episodes(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        Page page = Page.of(limit, after);
        return Json.of(database.transact(tx -> EpisodesBody.of(
                ReportWiring.readEpisodes(tx).run(id, new EpisodesPage(page.limit(), page.after())), page)));
    }

    @GET
    @Path("{id}/audit")
    public String audit(
            @PathParam("id") String id,
            @QueryParam("limit") String limit,
            @QueryParam("after") String after,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("version_id") String versionId) {
        Page page = Page.of(limit, after);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(Period.FROM, from);
        parameters.put(Period.TO, to);
        Period period = Period.of(Input.of("", parameters));
        TrailQuery query = new TrailQuery(
                period.from(),
                period.to(),
                versionId,
                page.limit(),
                page.after() == null ? null : AuditBody.seq("after", page.after()));
        return Json.of(
                database.transact(tx -> AuditBody.of(AuditWiring.readTrail(tx).run(id, query), page)));
    }
}
