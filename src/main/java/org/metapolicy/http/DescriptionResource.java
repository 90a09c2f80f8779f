package org.metapolicy.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** What the interface says of itself, by OpenAPI 3.0. */
@Path("/")
public final class DescriptionResource {
    private static final String FILE = "/metapolicy/openapi.json";

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String description() {
        return text();
    }

    private static String text() {
        try (InputStream file = DescriptionResource.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the plugin lacks " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
