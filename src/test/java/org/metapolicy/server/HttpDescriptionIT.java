package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.testing.HttpAnswers.JSON;
import static org.metapolicy.testing.HttpAnswers.ok;

import com.google.gson.JsonElement;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.ApiDescription;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;

/** What the HTTP interface says of itself, and the figures it gives to a monitoring system. */
class HttpDescriptionIT {
    /** A sample of Prometheus' text format 0.0.4. */
    private static final String SAMPLE =
            "[a-z_]+(?:\\{[a-z_]+=\"([^\"\\\\\\n]|\\\\[\\\\\"n])*\"(,[a-z_]+=\"([^\"\\\\\\n]|\\\\[\\\\\"n])*\")*})? ([-+0-9.Ee]+|[+]Inf)";

    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void aFamilyThatRollsBack() {
        SERVER.run("CALL metapolicy.grantApprover($user, 'answers for the tests')", Map.of("user", LocalServer.USER));
        SERVER.run("CALL metapolicy.create({id: 'f'}, 'test')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.v1'}, 'test')");
        SERVER.run("CALL metapolicy.registerVersion('f', {id: 'f.v2'}, 'test')");
        SERVER.run("CALL metapolicy.promote('f.v1', 'known from elsewhere', {override: true})");
        SERVER.run("CALL metapolicy.setFallback('f.v1', 'the baseline')");
        SERVER.run("CREATE (:Session {id: 's'})-[:HAS_TRIAL]->(:Trial {id: 't', coherence: 0.5, entropy_change: 0.2})");
        SERVER.run("CALL metapolicy.step('f', 't')");
        SERVER.run(
                "UNWIND range(1, 200) AS i CALL metapolicy.recordEpisode('f.v2', {id: 'e' + i, context_cluster: 'c'})"
                        + " YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: -0.9}) YIELD outcomeId"
                        + " RETURN count(*)");
        SERVER.run("CALL metapolicy.refreshTrust('f')");
    }

    @Test
    void theDescriptionIsServedAndEveryOperationExists() {
        ApiDescription description = ApiDescription.read();
        assertThat(ok(owner().get("/meta_policy/openapi.json"))).isEqualTo(description.document());
        for (Map.Entry<String, JsonElement> path :
                description.document().getAsJsonObject("paths").entrySet()) {
            String at = "/meta_policy" + path.getKey().replace("{id}", "f");
            for (String method : path.getValue().getAsJsonObject().keySet()) {
                HttpResponse<String> answer = method.equals("get") ? owner().get(at) : owner().post(at, JSON, "{}");
                assertThat(answer.statusCode()).as(method + " " + at).isIn(200, 400);
                description.check(answer);
            }
        }
    }

    @Test
    void monitoringGetsTrustGuardrailsDecisionsLagAndWhatHappenedByItself() {
        HttpResponse<String> answer = owner().get("/meta_policy/metrics");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("text/plain", "version=0.0.4");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).allMatch(line -> line.matches("# (HELP|TYPE) .*") || line.matches(SAMPLE));
        assertThat(lines)
                .contains(
                        "metapolicy_version_status{meta_policy_id=\"f\",version_id=\"f.v1\",status=\"LIVE\"} 1",
                        "metapolicy_decisions_last_hour{meta_policy_id=\"f\",regime=\"CONSERVATIVE\"} 1",
                        "metapolicy_automatic_events_total{meta_policy_id=\"f\",action=\"PAUSED\"} 1",
                        "metapolicy_version_default{meta_policy_id=\"f\",version_id=\"f.v1\"} 1",
                        "metapolicy_version_default{meta_policy_id=\"f\",version_id=\"f.v2\"} 0",
                        "metapolicy_override_rate{meta_policy_id=\"f\",version_id=\"f.v2\"} 0",
                        "metapolicy_open_proposals{meta_policy_id=\"f\"} 0",
                        "metapolicy_invalid_outcomes{meta_policy_id=\"f\"} 0",
                        "metapolicy_waiting_outcomes 0",
                        "metapolicy_refresh_backlog_outcomes{meta_policy_id=\"f\"} 0");
        assertThat(answer.body())
                .contains("metapolicy_trust_score{meta_policy_id=\"f\",version_id=\"f.v1\"} 0")
                .contains("metapolicy_guardrail_log_e{meta_policy_id=\"f\",version_id=\"f.v1\",guardrail=")
                .contains("metapolicy_refresh_lag_seconds{meta_policy_id=\"f\"} ");
    }

    @Test
    void everySeriesIsThereFromTheStartAndStaysAfterAStop() {
        SERVER.run("CALL metapolicy.create({id: 'young'}, 'nothing happened yet')");
        SERVER.run("CREATE (:MetaPolicy {id: 'by-hand', status: 'ACTIVE', scope: 'INDIVIDUAL', risk_tier: 'SAFE'})");
        SERVER.run("CREATE (:MetaPolicy {id: 7})");
        String metrics = owner().get("/meta_policy/metrics").body();
        assertThat(metrics.lines())
                .contains(
                        "metapolicy_family_problem{meta_policy_id=\"young\"} 0",
                        "metapolicy_family_problem{meta_policy_id=\"by-hand\"} 1",
                        "metapolicy_family_problem{meta_policy_id=\"7\"} 1",
                        "metapolicy_refresh_lag_seconds{meta_policy_id=\"by-hand\"} +Inf",
                        "metapolicy_decisions_last_hour{meta_policy_id=\"young\",regime=\"NONE\"} 0",
                        "metapolicy_version_status{meta_policy_id=\"f\",version_id=\"f.v2\",status=\"PAUSED\"} 1",
                        "metapolicy_version_status{meta_policy_id=\"f\",version_id=\"f.v2\",status=\"LIVE\"} 0");
        for (String action :
                List.of("ROLLED_BACK", "PAUSED", "DEFAULT_MOVED", "SPAWNED", "STATUS_SET", "PROPOSED", "LAPSED")) {
            assertThat(metrics.lines())
                    .contains(
                            "metapolicy_automatic_events_total{meta_policy_id=\"young\",action=\"" + action + "\"} 0");
        }
        assertThat(metrics)
                .containsPattern("metapolicy_refresh_lag_seconds\\{meta_policy_id=\"young\"} [0-9.]+\\n")
                .contains("metapolicy_trust_score{meta_policy_id=\"f\",version_id=\"f.v2\"} ")
                .contains("metapolicy_guardrail_log_e{meta_policy_id=\"f\",version_id=\"f.v2\",guardrail=");
        assertThat(ok(owner().get("/meta_policy/by-hand/status")).get("problem").getAsString())
                .contains("mode");
        SERVER.run("MATCH (m:MetaPolicy) WHERE m.id IN ['by-hand', 7] DETACH DELETE m");
    }

    @Test
    void nobodyReadsEither() {
        HttpUser nobody = new HttpUser(SERVER.server(), null);
        assertThat(nobody.get("/meta_policy/metrics").statusCode()).isEqualTo(401);
        assertThat(nobody.get("/meta_policy/openapi.json").statusCode()).isEqualTo(401);
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }
}
