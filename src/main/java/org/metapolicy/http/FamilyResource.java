package org.metapolicy.http;

import java.util.List;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.metapolicy.wiring.GovernanceWiring;

/** A meta-policy read over HTTP. */
@Path("/")
public final class FamilyResource {
    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("{id}/versions")
    @Produces(MediaType.APPLICATION_JSON)
    public String versions(@PathParam("id") String id) {
        return Json.of(database.transact(tx -> Map.of(
                "versions",
                List.copyOf(new GovernanceWiring(tx, tx.securityContext())
                        .listVersions()
                        .list(id)))));
    }
}
