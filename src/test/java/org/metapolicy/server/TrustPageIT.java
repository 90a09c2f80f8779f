package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.demo.LocalServer;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.NodeScript;
import org.metapolicy.testing.RealServer;

/** The trust page of the example pilot, as a client reads its data and as people see it in a browser. */
class TrustPageIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @BeforeAll
    static void theExampleWithRecordedDecisionsAndAFamilyWithoutVersions() {
        ExamplePilot.loadInto(SERVER.driver());
        SERVER.run("CALL metapolicy.create({id: 'bare', name: 'Bare'}, 'nothing in it yet')");
        SERVER.run(
                "CALL metapolicy.spawn('focus.bandit-1', {version_tag: 'next', id: 'focus.bandit-3'}, $reason)",
                Map.of("reason", "=1+1, <img src=x onerror=alert(1)> {a|b}"));
        SERVER.run("CALL metapolicy.spawn('focus.bandit-3', {version_tag: 'long',"
                + " id: 'focus.a-version-with-an-id-of-sixty-characters-and-no-fewer1'}, 'of a fourth generation')");
    }

    @Test
    void theDataAreWhatTheProceduresSay() {
        HttpResponse<String> answer = owner().get("/meta_policy/focus/trust/data");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject data = JsonParser.parseString(answer.body()).getAsJsonObject();
        data.getAsJsonArray("versions").forEach(element -> {
            JsonObject version = element.getAsJsonObject();
            assertThat(version.getAsJsonArray("snapshots"))
                    .hasSize(SERVER.run(
                                    "CALL metapolicy.trustHistory($id)",
                                    Map.of("id", version.get("id").getAsString()))
                            .size());
        });
        assertThat(data.getAsJsonArray("versions"))
                .hasSize(SERVER.run("CALL metapolicy.versions('focus')").size());
        assertThat(data.getAsJsonArray("events"))
                .hasSize(SERVER.run("CALL metapolicy.audit('focus')").size());
        assertThat(data.getAsJsonArray("contexts")).isNotEmpty().allSatisfy(element -> {
            JsonObject row = element.getAsJsonObject();
            assertThat(row.get("trust").getAsDouble())
                    .isEqualTo(SERVER.run(
                                    "RETURN metapolicy.trustIn($version, $cluster) AS trust",
                                    Map.of(
                                            "version", row.get("version_id").getAsString(),
                                            "cluster",
                                                    row.get("context_cluster").getAsString()))
                            .get(0)
                            .get("trust")
                            .asDouble());
        });
        assertThat(data.getAsJsonArray("regimes").asList().stream()
                        .mapToLong(row -> row.getAsJsonObject().get("n").getAsLong())
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() {
        HttpResponse<String> page = owner().get("/meta_policy/focus/trust");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self';");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(owner().get("/meta_policy/page/secrets.js").statusCode()).isEqualTo(404);
        assertThat(new HttpUser(SERVER.server(), null)
                        .get("/meta_policy/focus/trust/data")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void peopleSeeEveryFigureInABrowser() throws IOException, InterruptedException {
        NodeScript.Result seen = NodeScript.inChromium(
                "trust-page.mjs",
                List.of(
                        SERVER.server().browserUri().resolve("/meta_policy/").toString(),
                        LocalServer.USER,
                        RealServer.PASSWORD,
                        RealServer.jar().resolveSibling("screenshots").toString()));
        assertThat(seen.exitValue()).as(seen.output() + seen.errors()).isZero();
    }

    private static HttpUser owner() {
        return new HttpUser(SERVER.server(), LocalServer.USER);
    }
}
