package org.metapolicy.http;

import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.metapolicy.wiring.ReportWiring;

/** The trust page of a family: one page for all families, and the data that it draws. */
@Path("/")
public final class TrustPageResource {
    private static final String FOLDER = "/metapolicy/page/";
    private static final StaticFile PAGE = new StaticFile(FOLDER + "trust.html", StaticFile.HTML);

    private static final Map<String, StaticFile> FILES = Map.of(
            "trust.css", new StaticFile(FOLDER + "trust.css", StaticFile.CSS),
            "trust.js", new StaticFile(FOLDER + "trust.js", StaticFile.SCRIPT),
            "plots.js", new StaticFile(FOLDER + "plots.js", StaticFile.SCRIPT),
            "tables.js", new StaticFile(FOLDER + "tables.js", StaticFile.SCRIPT),
            "echarts.min.js", new StaticFile(FOLDER + "echarts/dist/echarts.min.js", StaticFile.SCRIPT));

    /** ECharts writes style attributes into its drawings; scripts come from this server's files alone. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("{id}/trust")
    public Response page() {
        return guarded(PAGE);
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

    private static Response guarded(StaticFile file) {
        return Response.ok(file.bytes())
                .header("Content-Type", file.type())
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
