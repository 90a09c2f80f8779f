package org.metapolicy.http.page;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.metapolicy.http.CallersDatabase;
import org.metapolicy.http.Json;
import org.metapolicy.http.StaticFile;
import org.metapolicy.wiring.ReportWiring;

/**
 * The pages for browsers: the families with what waits, one family, two versions side by side. Each page is one file for all
 * of its kind, and draws what the interface's other answers say.
 */
@Path("/")
public final class PageResource {
    private static final String FOLDER = "/metapolicy/page/";
    private static final StaticFile FAMILIES = page("families.html");
    private static final StaticFile FAMILY = page("trust.html");
    private static final StaticFile COMPARISON = page("compare.html");

    private static final Map<String, StaticFile> FILES = Stream.concat(
                    Stream.of(
                            new StaticFile(FOLDER + "trust.css", StaticFile.CSS),
                            new StaticFile(FOLDER + "echarts/dist/echarts.min.js", StaticFile.SCRIPT)),
                    Stream.of(
                                    "families",
                                    "trust",
                                    "compare",
                                    "acts",
                                    "contexts",
                                    "dialog",
                                    "notes",
                                    "server",
                                    "stops",
                                    "charts",
                                    "overtime",
                                    "plots",
                                    "tables")
                            .map(name -> new StaticFile(FOLDER + name + ".js", StaticFile.SCRIPT)))
            .collect(Collectors.toMap(
                    file -> file.resource().substring(file.resource().lastIndexOf('/') + 1), Function.identity()));

    /** ECharts writes style attributes into its drawings; scripts come from this server's files alone. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    @BeanParam
    private CallersDatabase database;

    /** Browsers ask for HTML before anything else; who takes anything gets the list as JSON. */
    @GET
    @Produces("text/html;qs=0.5")
    public Response families() {
        return guarded(FAMILIES);
    }

    /** @param versionId the version that is shown, which the page reads from its address */
    @GET
    @Path("{id}/trust")
    public Response family(@QueryParam("version") String versionId) {
        return guarded(FAMILY);
    }

    /** The two versions, which the page reads from its address. */
    @GET
    @Path("{id}/compare.html")
    public Response comparison(@QueryParam("version_id") String versionId, @QueryParam("against_id") String againstId) {
        return guarded(COMPARISON);
    }

    /** The path asks for a file's name, so that a family may be called "page". */
    @GET
    @Path("page/{file: [a-z.]+[.](css|js)}")
    public Response file(@PathParam("file") String name) {
        return guarded(StaticFile.of(FILES, name));
    }

    @GET
    @Path("{id}/trust/data")
    @Produces(MediaType.APPLICATION_JSON)
    public String data(@PathParam("id") String id) {
        return Json.of(database.transact(
                tx -> TrustPageBody.of(ReportWiring.readTrustPage(tx).run(id))));
    }

    private static StaticFile page(String name) {
        return new StaticFile(FOLDER + name, StaticFile.HTML);
    }

    private static Response guarded(StaticFile file) {
        return Response.ok(file.bytes())
                .header("Content-Type", file.type())
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .header("Vary", "Accept")
                .build();
    }
}
