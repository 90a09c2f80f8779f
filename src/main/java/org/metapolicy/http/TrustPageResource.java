package org.metapolicy.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.wiring.TrustWiring;

/** The trust page of a family: one page for all families, and the data that it draws. */
@Path("/")
public final class TrustPageResource {
    private static final String FOLDER = "/metapolicy/page/";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String PAGE = "trust.html";

    /** All that is served; a name that is not here is not looked for. */
    private static final Map<String, StaticFile> FILES = Map.of(
            PAGE,
            new StaticFile("trust.html", "text/html; charset=utf-8"),
            "trust.css",
            new StaticFile("trust.css", "text/css; charset=utf-8"),
            "trust.js",
            new StaticFile("trust.js", SCRIPT),
            "plots.js",
            new StaticFile("plots.js", SCRIPT),
            "tables.js",
            new StaticFile("tables.js", SCRIPT),
            "echarts.min.js",
            new StaticFile("echarts/dist/echarts.min.js", SCRIPT));

    /** ECharts writes style attributes into its drawings; scripts come from this server's files alone. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    @BeanParam
    private CallersDatabase database;

    private record StaticFile(String resource, String type) {}

    @GET
    @Path("{id}/trust")
    public Response page() {
        return file(PAGE);
    }

    /** The path asks for a file's name, so that a family may be called "page". */
    @GET
    @Path("page/{file: [a-z.]+[.](css|js)}")
    public Response file(@PathParam("file") String name) {
        StaticFile file = FILES.get(name);
        if (file == null) {
            throw new NotFound("the trust page has no file '" + name + "'");
        }
        return Response.ok(read(file.resource()))
                .header("Content-Type", file.type())
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache")
                .build();
    }

    @GET
    @Path("{id}/trust/data")
    @Produces(MediaType.APPLICATION_JSON)
    public String data(@PathParam("id") String id) {
        return Json.of(database.transact(
                tx -> TrustPageBody.of(TrustWiring.readTrustPage(tx).read(id))));
    }

    private static byte[] read(String resource) {
        try (InputStream file = TrustPageResource.class.getResourceAsStream(FOLDER + resource)) {
            if (file == null) {
                throw new IllegalStateException("the plugin lacks " + FOLDER + resource);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
