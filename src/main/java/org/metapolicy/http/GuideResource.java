package org.metapolicy.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.OPTIONS;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** What Neo4j Browser reads before anybody logs in: the guide and the style sheet. They hold nothing of the graph. */
@Path("/")
public final class GuideResource {
    private record Page(String resource, String contentType) {}

    private static final Map<String, Page> PAGES = Map.of(
            "trust.html", new Page("/metapolicy/guide/trust.html", "text/html; charset=utf-8"),
            "metapolicy.grass", new Page("/metapolicy/cypher/metapolicy.grass", "text/plain; charset=utf-8"));

    /** Stands in a page for the address of its folder: Browser takes no relative ones. */
    private static final String HERE = "{guide}";

    @Context
    private UriInfo uri;

    @GET
    @Path("guide/{name}")
    public Response page(@PathParam("name") String name) {
        Page page = PAGES.get(name);
        if (page == null) {
            throw new NotFound("there is no guide '" + name + "': there are "
                    + String.join(", ", PAGES.keySet().stream().sorted().toList()));
        }
        return forBrowser(Response.ok(text(page).replace(HERE, uri.getBaseUri() + "guide"), page.contentType()));
    }

    /** Browser opened as localhost asks whether it may read from 127.0.0.1 with the headers that it always sends. */
    @OPTIONS
    @Path("guide/{name}")
    public Response preflight() {
        return forBrowser(Response.noContent()
                .header("Access-Control-Allow-Methods", "GET")
                .header("Access-Control-Allow-Headers", "cache-control, pragma"));
    }

    private static Response forBrowser(Response.ResponseBuilder response) {
        return response.header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static String text(Page page) {
        try (InputStream file = GuideResource.class.getResourceAsStream(page.resource())) {
            if (file == null) {
                throw new IllegalStateException("the plugin lacks " + page.resource());
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
