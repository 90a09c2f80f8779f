package org.metapolicy.http;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** What the interface says of itself, by OpenAPI 3.0. */
@Path("/")
public final class DescriptionResource {
    private static final StaticFile FILE = new StaticFile("/metapolicy/openapi.json", MediaType.APPLICATION_JSON);

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String description() {
        return FILE.text();
    }
}
