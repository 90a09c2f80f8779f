package org.metapolicy.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neo4j.harness.Neo4jBuilder;

/**
 * What pages of a history cost beside a history twenty times as long, and far back in it beside the first: of a trail, of
 * counted episodes, and of the figures for Prometheus, which have no pages and tell of both.
 */
final class PagesBenchmark {
    private static final int TIMES = 20;
    private static final int EPISODES_AN_EVENT = 5;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 21;
    private static final int CALLS = 10;
    /** An index is a third deeper over twenty times as many; what reads a history takes twenty times as long. */
    private static final double FLAT = 1.25;

    private static final String AUDIT = "CALL metapolicy.audit('f', {limit: 100})";
    private static final String AUDIT_DEEP = "CALL metapolicy.audit('f', {limit: 100, after: $middle})";
    private static final String DEFAULT_AT = "CALL metapolicy.defaultAt('f', datetime())";
    private static final String DEFAULT_AT_DEEP = "CALL metapolicy.defaultAt('f', $moment)";
    private static final String PLAN = "CALL metapolicy.plan($family)";
    private static final String EPISODES = "CALL metapolicy.episodes('m', {limit: 100})";
    private static final String EPISODES_DEEP = "CALL metapolicy.episodes('m', {limit: 100, after: $after})";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Report report;
    private final int events;

    /** @param events in the short trail; five times as many episodes are in the short history of these */
    PagesBenchmark(int events, Report report) {
        this.events = events;
        this.report = report;
    }

    void trail(Path migrations) throws IOException {
        report.part(String.format(
                Locale.ROOT,
                "a trail of %,d events : one of %,d; in it the middle : the newest",
                events * TIMES,
                events));
        try (TrailLoad few = new TrailLoad(migrations, events, PagesBenchmark::server);
                TrailLoad many = new TrailLoad(migrations, events * TIMES, PagesBenchmark::server)) {
            Map<String, String> calls = new LinkedHashMap<>();
            calls.put("audit, a page of 100", AUDIT);
            calls.put("defaultAt", DEFAULT_AT);
            calls.put("plan", PLAN.replace("$family", "'f'"));
            Turns turns = new Turns();
            calls.forEach((name, call) ->
                    turns.way("few: " + name, () -> few.time(call)).way("many: " + name, () -> many.time(call)));
            turns.way("audit, deep", () -> many.time(AUDIT_DEEP))
                    .way("defaultAt, deep", () -> many.time(DEFAULT_AT_DEEP))
                    .way("few: metrics", () -> metrics(few.http()))
                    .way("many: metrics", () -> metrics(many.http()))
                    .take(WARM_UP, ROUNDS, CALLS);
            calls.keySet().forEach(name -> beside(turns, name));
            report.ratio(
                    "audit, from the middle : the first page",
                    turns.compared("audit, deep", "many: audit, a page of 100"),
                    Aim.flat(FLAT));
            report.ratio(
                    "defaultAt, in the middle : now",
                    turns.compared("defaultAt, deep", "many: defaultAt"),
                    Aim.flat(FLAT));
            report.ratio("metrics over HTTP", turns.waited("many: metrics", "few: metrics"), Aim.flat(FLAT));
        }
    }

    void episodes(Path migrations) throws IOException {
        int shortest = events * EPISODES_AN_EVENT;
        report.part(String.format(
                Locale.ROOT,
                "a history of %,d episodes : one of %,d; in it far back : the newest",
                shortest * TIMES,
                shortest));
        try (EvidenceLoad few = counted(migrations, shortest);
                EvidenceLoad many = counted(migrations, shortest * TIMES)) {
            // The second of the two is older than nineteen of twenty.
            Map<String, Object> deep =
                    Map.of("after", "ev0-" + shortest * TIMES / EvidenceLoad.VERSIONS.size() / TIMES);
            Turns turns = new Turns()
                    .way("few: episodes, a page of 100", () -> few.time(EPISODES, Map.of()))
                    .way("many: episodes, a page of 100", () -> many.time(EPISODES, Map.of()))
                    .way("episodes, deep", () -> many.time(EPISODES_DEEP, deep))
                    .way("few: plan", () -> few.time(PLAN, Map.of("family", "m")))
                    .way("many: plan", () -> many.time(PLAN, Map.of("family", "m")))
                    .way("few: metrics", () -> metrics(few.http()))
                    .way("many: metrics", () -> metrics(many.http()))
                    .take(WARM_UP, ROUNDS, CALLS);
            List.of("episodes, a page of 100", "plan").forEach(name -> beside(turns, name));
            report.ratio(
                    "episodes, far back : the first page",
                    turns.compared("episodes, deep", "many: episodes, a page of 100"),
                    Aim.flat(FLAT));
            report.ratio("metrics over HTTP", turns.waited("many: metrics", "few: metrics"), Aim.flat(FLAT));
        }
    }

    private void beside(Turns turns, String name) {
        report.ratio(name, turns.compared("many: " + name, "few: " + name), Aim.flat(FLAT));
    }

    private static EvidenceLoad counted(Path migrations, int outcomes) throws IOException {
        EvidenceLoad load = new EvidenceLoad(migrations, 8, PagesBenchmark::server);
        load.write(outcomes);
        load.time("CALL metapolicy.refreshTrust('m')", Map.of());
        return load;
    }

    private static Neo4jBuilder server(Neo4jBuilder builder) {
        return builder.withUnmanagedExtension("/meta_policy", "org.metapolicy.http");
    }

    /** The length of what one scrape gives. */
    private Integer metrics(URI http) {
        HttpRequest request =
                HttpRequest.newBuilder(http.resolve("/meta_policy/metrics")).build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("metapolicy_trust_score{")) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body().length();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
