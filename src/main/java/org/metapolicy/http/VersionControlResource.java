package org.metapolicy.http;

import java.io.InputStream;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.wiring.MovesWiring;

/**
 * Versions moved over HTTP.
 *
 * <p>Only {@code application/json} is taken, and nothing that a page of another origin sent: it can make a browser that is
 * logged in send forms, plain text and bodies without a media type here.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class VersionControlResource {
    @BeanParam
    private CallersDatabase database;

    @BeanParam
    private RequestSource source;

    @POST
    @Path("version_control")
    @Consumes(MediaType.APPLICATION_JSON)
    public String versionControl(InputStream body) {
        source.check();
        return Json.of(EventBody.of(move(VersionControl.of(body))));
    }

    private GovernanceEvent move(VersionControl asked) {
        return database.transact(tx -> MovesWiring.controlVersion(tx, tx.securityContext(), asked.evidence())
                .run(asked.metaPolicyId(), asked.action(), asked.versionId(), asked.reason(), asked.options()));
    }
}
