package org.metapolicy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.demo.ExamplePilot;
import org.metapolicy.testing.HttpUser;
import org.metapolicy.testing.RealServer;

/** The guide, the style sheet and the named queries, on the example. */
@Tag("apoc")
class GuideIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    private static final Path QUERIES = RealServer.basedir().resolve("cypher");
    /** What the example has no case of. */
    private static final List<String> WITHOUT_A_CASE = List.of("promotions-on-lost-evidence", "shadow-report");

    private final HttpUser nobody = new HttpUser(SERVER.server(), null);

    @BeforeAll
    static void theExample() {
        ExamplePilot.loadInto(SERVER.driver());
    }

    @Test
    void everyBlockOfTheGuideRuns() {
        HttpResponse<String> guide = nobody.get("/meta_policy/guide/trust.html");
        assertThat(guide.statusCode()).isEqualTo(200);
        List<String> blocks = Pattern.compile("<pre class=\"code runnable\">(.*?)</pre>", Pattern.DOTALL)
                .matcher(guide.body())
                .results()
                .map(block ->
                        block.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .toList();
        assertThat(blocks)
                .hasSizeGreaterThan(12)
                .contains(":params {family: 'focus', metaPolicyId: 'focus'}", ":param versionId => 'focus.bandit-1'");
        for (String block : blocks) {
            if (!block.startsWith(":")) {
                assertThat(block).doesNotContain("focus");
                assertThat(SERVER.run(block, Map.of("family", "focus", "versionId", "focus.bandit-1")))
                        .as(block)
                        .isNotEmpty();
            }
        }
        assertThat(blocks.stream().filter(block -> block.contains("apoc."))).hasSize(1);
    }

    @Test
    void everyNamedQueryRuns() throws IOException {
        for (String name : questions().keySet()) {
            List<?> rows = SERVER.run(
                    "CYPHER 5 " + Files.readString(QUERIES.resolve(name + ".cypher")),
                    Map.of(
                            "metaPolicyId",
                            "focus",
                            "versionId",
                            "focus.bandit-1",
                            "limit",
                            10,
                            "beforeTime",
                            ZonedDateTime.parse("9999-12-31T23:59:59Z"),
                            "beforeId",
                            "",
                            "ids",
                            SERVER.run("MATCH (e:PolicyEpisode) RETURN e.id AS id LIMIT 3").stream()
                                    .map(row -> row.get("id").asString())
                                    .toList(),
                            "from",
                            Instant.EPOCH.atZone(ZoneOffset.UTC),
                            "to",
                            ZonedDateTime.now(ZoneOffset.UTC)));
            if (!WITHOUT_A_CASE.contains(name)) {
                assertThat(rows).as(name).isNotEmpty();
            }
        }
    }

    @Test
    void theDocumentListsEveryNamedQuery() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        Pattern.compile("\\| \\[([a-z-]+)]\\(\\.\\./cypher/\\1\\.cypher\\) \\| (.*?) \\|")
                .matcher(Files.readString(RealServer.basedir().resolve("docs/browser.md")))
                .results()
                .forEach(row -> listed.put(row.group(1), row.group(2)));
        assertThat(listed).isEqualTo(questions()).hasSizeGreaterThan(10);
    }

    @Test
    void nobodyNeedsALoginForTheGuideAndGetsNothingElse() {
        HttpResponse<String> guide = nobody.get("/meta_policy/guide/trust.html");
        assertThat(guide.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(guide.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(guide.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(guide.body())
                .contains("style " + SERVER.server().browserUri().resolve("/meta_policy/guide/metapolicy.grass"));
        assertThat(nobody.get("/meta_policy/guide/metapolicy.grass").body()).contains("node.RolledBack {");
        HttpResponse<String> absent = nobody.get("/meta_policy/guide/lineage.cypher");
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(absent.body()).contains("there are metapolicy.grass, trust.html");
    }

    @Test
    void browserUnderAnotherNameMayReadIt() {
        HttpResponse<String> allowed = nobody.send(nobody.request("/meta_policy/guide/trust.html")
                .header("Access-Control-Request-Method", "GET")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers")).hasValue("cache-control, pragma");
    }

    /** The queries whose first line is a question, by name. */
    private static Map<String, String> questions() throws IOException {
        Map<String, String> questions = new TreeMap<>();
        try (Stream<Path> files = Files.list(QUERIES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".cypher")).toList()) {
                String first = Files.readAllLines(file).get(0).replace("// ", "");
                if (first.endsWith("?")) {
                    questions.put(file.getFileName().toString().replace(".cypher", ""), first);
                }
            }
        }
        return questions;
    }
}
