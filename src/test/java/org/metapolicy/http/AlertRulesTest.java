package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.Commands;

/** The alert rules in docs/monitoring, tried by Prometheus' own tool, and the names that they and the documents use. */
class AlertRulesTest {
    private static final Path RULES = Path.of("docs/monitoring/metapolicy-alerts.yml");
    private static final Path TESTS = Path.of("docs/monitoring/metapolicy-alerts.test.yml");

    @Test
    void everyRuleFiresWhereItMustAndNowhereElse() throws IOException, InterruptedException {
        assumeThat(Commands.succeed(List.of("promtool", "--version")))
                .as("promtool (Debian: prometheus) is there")
                .isTrue();
        assertThat(output("promtool", "check", "rules", RULES.toString())).contains("SUCCESS");
        assertThat(output("promtool", "test", "rules", TESTS.toString())).contains("SUCCESS");
    }

    @Test
    void everyRuleIsTried() throws IOException {
        Set<String> rules = all("alert: (\\w+)", RULES);
        assertThat(rules).hasSizeGreaterThan(5).isEqualTo(all("alertname: (\\w+)", TESTS));
    }

    @Test
    void rulesAndDocumentsNameTheMetricsThatThereAre() throws IOException {
        Set<String> metrics = names(Pattern.compile("# TYPE (\\w+)"), FamilySamples.of(List.of()));
        Set<String> used = all("\\b(metapolicy_\\w+)", RULES);
        assertThat(metrics).containsAll(used);
        String page = Files.readString(Path.of("docs/http.md"));
        String table = page.substring(page.indexOf("## Metrics"), page.indexOf("```yaml"));
        assertThat(names(Pattern.compile("`(metapolicy_\\w+)`"), table)).isEqualTo(metrics);
    }

    private static Set<String> all(String pattern, Path file) throws IOException {
        return names(Pattern.compile(pattern), Files.readString(file));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
