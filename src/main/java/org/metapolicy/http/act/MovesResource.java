package org.metapolicy.http.act;

import java.util.Objects;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.metapolicy.http.CallersDatabase;
import org.metapolicy.http.Json;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.wiring.MovesWiring;
import org.metapolicy.wiring.ReportWiring;

/** What the caller may do now, what would come of it, and why they may not do the rest. Nothing is written. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class MovesResource {
    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("{id}/moves")
    public String moves(@PathParam("id") String id, @QueryParam("version_id") String versionId) {
        if (versionId != null) {
            Identifier.require("version_id", versionId);
        }
        String caller = database.transact(tx -> {
            boolean known = ReportWiring.listVersions(tx).run(id).stream()
                    .anyMatch(version -> Objects.equals(version.versionId(), versionId));
            if (versionId != null && !known) {
                throw new NotFound("meta-policy '" + id + "' has no version '" + versionId + "'");
            }
            return MovesWiring.caller(tx, tx.securityContext()).name();
        });
        Rehearsal rehearsal = new Rehearsal(database, id);
        return Json.of(new MovesBody(
                id, versionId, caller, versionId == null ? rehearsal.ofFamily() : rehearsal.ofVersion(versionId)));
    }
}
