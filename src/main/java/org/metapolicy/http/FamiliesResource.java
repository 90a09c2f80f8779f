package org.metapolicy.http;

import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.metapolicy.wiring.ReportWiring;

/** All meta-policies at once: the list of them, and what waits for a person in any. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class FamiliesResource {
    @BeanParam
    private CallersDatabase database;

    @GET
    public String families(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        Page page = Page.of(limit, after);
        return Json.of(database.transact(
                tx -> FamiliesBody.of(ReportWiring.listFamilies(tx).run(), page)));
    }

    @GET
    @Path("proposals")
    public String waiting(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        Page page = Page.of(limit, after);
        return Json.of(database.transact(
                tx -> ProposalsBody.of(ReportWiring.listProposals(tx).run(null), page)));
    }
}
