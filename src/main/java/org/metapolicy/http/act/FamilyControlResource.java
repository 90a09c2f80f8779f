package org.metapolicy.http.act;

import java.io.InputStream;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.metapolicy.http.CallersDatabase;
import org.metapolicy.http.EventBody;
import org.metapolicy.http.Json;
import org.metapolicy.http.RequestSource;

/** A family's mode and status, set over HTTP; what may ask is checked as for the control of versions. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FamilyControlResource {
    @BeanParam
    private CallersDatabase database;

    @BeanParam
    private RequestSource source;

    @POST
    @Path("family_control")
    @Consumes(MediaType.APPLICATION_JSON)
    public String familyControl(InputStream body) {
        source.check();
        FamilyControl asked = FamilyControl.of(body);
        return Json.of(EventBody.of(database.transact(
                tx -> asked.action().run(tx, asked.evidence(), asked.metaPolicyId(), asked.value(), asked.reason()))));
    }
}
