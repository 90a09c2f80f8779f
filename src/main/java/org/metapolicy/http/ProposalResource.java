package org.metapolicy.http;

import java.io.InputStream;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.metapolicy.wiring.MovesWiring;
import org.metapolicy.wiring.ReportWiring;

/** Promotions that a refresh proposed, read and decided over HTTP; what may ask is checked as for {@link VersionControl}. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ProposalResource {
    @BeanParam
    private CallersDatabase database;

    @BeanParam
    private RequestSource source;

    @GET
    @Path("{id}/proposals")
    public String proposals(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("after") String after) {
        Page page = Page.of(limit, after);
        return Json.of(database.transact(
                tx -> ProposalsBody.of(ReportWiring.listProposals(tx).run(id), page)));
    }

    @POST
    @Path("proposal_control")
    @Consumes(MediaType.APPLICATION_JSON)
    public String proposalControl(InputStream body) {
        source.check();
        ProposalControl asked = ProposalControl.of(body);
        return Json.of(database.transact(
                tx -> EventBody.of(MovesWiring.decideProposal(tx, tx.securityContext(), asked.evidence())
                        .run(asked.proposalId(), asked.approve(), asked.reason()))));
    }
}
