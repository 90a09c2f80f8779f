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
import org.metapolicy.wiring.MovesWiring;

/** A note on an event over HTTP; what may ask is checked as for the control of versions. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class AnnotationResource {
    @BeanParam
    private CallersDatabase database;

    @BeanParam
    private RequestSource source;

    @POST
    @Path("annotation")
    @Consumes(MediaType.APPLICATION_JSON)
    public String annotation(InputStream body) {
        source.check();
        Annotation asked = Annotation.of(body);
        return Json.of(EventBody.of(
                database.transact(tx -> MovesWiring.annotateEvent(tx, tx.securityContext(), asked.evidence())
                        .run(asked.eventId(), asked.note(), asked.options()))));
    }
}
