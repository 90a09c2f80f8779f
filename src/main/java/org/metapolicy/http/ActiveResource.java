package org.metapolicy.http;

import java.util.HashMap;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.metapolicy.policy.Input;
import org.metapolicy.selection.Addressee;
import org.metapolicy.wiring.DecideWiring;

/** Which meta-policy decides for someone. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ActiveResource {
    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("active")
    public String active(
            @QueryParam("participant_id") String participantId,
            @QueryParam("group_id") String groupId,
            @QueryParam("task") String task) {
        Map<String, Object> who = new HashMap<>();
        who.put("participant_id", participantId);
        who.put("group_id", groupId);
        who.put("task", task);
        return Json.of(active(Addressee.of(Input.of("", who))));
    }

    private ActiveBody active(Addressee who) {
        return database.transact(tx -> DecideWiring.active(tx).run(who))
                .map(ActiveBody::of)
                .orElseThrow(() -> ActiveBody.nobodyDecides(who));
    }
}
