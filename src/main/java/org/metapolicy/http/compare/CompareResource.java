package org.metapolicy.http.compare;

import java.util.HashMap;
import java.util.Map;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.http.CallersDatabase;
import org.metapolicy.http.Json;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.wiring.CounterfactualWiring;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.graphdb.Transaction;

/** Two versions of a meta-policy side by side, and what one would have earned where others decided. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CompareResource {
    @BeanParam
    private CallersDatabase database;

    @GET
    @Path("{id}/compare")
    public String compare(
            @PathParam("id") String id,
            @QueryParam("version_id") String versionId,
            @QueryParam("against_id") String againstId) {
        given("version_id", versionId);
        given("against_id", againstId);
        return Json.of(database.transact(tx -> {
            requireOf(tx, id, "version_id", versionId);
            requireOf(tx, id, "against_id", againstId);
            return ComparisonBody.of(
                    id, versionId, againstId, ReportWiring.compareVersions(tx).run(versionId, againstId));
        }));
    }

    @GET
    @Path("{id}/evaluation")
    public String evaluation(
            @PathParam("id") String id,
            @QueryParam("version_id") String versionId,
            @QueryParam("against_id") String againstId) {
        given("version_id", versionId);
        Map<String, Object> options = new HashMap<>();
        options.put("against", againstId);
        EvaluationOptions asked = EvaluationOptions.of(Input.of("options", options));
        return Json.of(database.transact(tx -> {
            requireOf(tx, id, "version_id", versionId);
            return EvaluationBody.of(
                    versionId,
                    againstId,
                    CounterfactualWiring.evaluateVersion(tx).run(versionId, asked));
        }));
    }

    private static void given(String parameter, String value) {
        if (value == null) {
            throw new InvalidInput(parameter + " is missing: it must be the id of a version");
        }
    }

    /** A path about one family gives nothing of another. */
    private static void requireOf(Transaction tx, String id, String parameter, String versionId) {
        Identifier.require(parameter, versionId);
        if (ReportWiring.listVersions(tx).run(id).stream()
                .noneMatch(version -> versionId.equals(version.versionId()))) {
            throw new NotFound("meta-policy '" + id + "' has no version '" + versionId + "'");
        }
    }
}
