package org.metapolicy.http;

import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.OPTIONS;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** What Neo4j Browser reads before anybody logs in: the guide and the style sheet. They hold nothing of the graph. */
@Path("/")
public final class GuideResource {
    /** The path asks for a file's name, so that a family may be called "guide". */
    private static final String FILE = "guide/{name: [a-z-]+[.][a-z]+}";

    private static final Map<String, StaticFile> FILES = Map.of(
            "trust.html", new StaticFile("/metapolicy/guide/trust.html", StaticFile.HTML),
            "metapolicy.grass", new StaticFile("/metapolicy/cypher/metapolicy.grass", StaticFile.TEXT));

    /** Stands in a page for the address of its folder: Browser takes no relative ones. */
    private static final String HERE = "{guide}";

    @Context
    private UriInfo uri;

    @GET
    @Path(FILE)
    public Response page(@PathParam("name") String name) {
        StaticFile file = StaticFile.of(FILES, name);
        return forBrowser(Response.ok(file.text().replace(HERE, uri.getBaseUri() + "guide"), file.type()));
    }

    /** Browser opened as localhost asks whether it may read from 127.0.0.1 with the headers that it always sends. */
    @OPTIONS
    @Path(FILE)
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
}
