package org.metapolicy.http;

import java.util.Map;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.OPTIONS;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

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

    /** What a URL may name as a host and port: anything else was written to get into the page. */
    private static final Pattern AUTHORITY =
            Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    /** Not the address by Jersey, which believes whatever X-Forwarded-Host says. */
    @Context
    private HttpServletRequest request;

    @HeaderParam("Host")
    private String host;

    @GET
    @Path(FILE)
    public Response page(@PathParam("name") String name) {
        StaticFile file = StaticFile.of(FILES, name);
        return forBrowser(Response.ok(file.text().replace(HERE, here()), file.type()));
    }

    private String here() {
        if (host == null || !AUTHORITY.matcher(host).matches()) {
            throw new InvalidInput("Host is " + host + ": it must be this server's name and port");
        }
        return (request.isSecure() ? "https://" : "http://") + host + request.getContextPath()
                + request.getServletPath() + "/guide";
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
