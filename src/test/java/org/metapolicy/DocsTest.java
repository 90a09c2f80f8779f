package org.metapolicy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Setting;
import org.metapolicy.testing.MarkdownPage;

/** What the documents name is there. Their Cypher is run by DocsIT. */
class DocsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final List<MarkdownPage> PAGES = MarkdownPage.all(ROOT);
    private static final Pattern FILE = Pattern.compile("(?<![\\w./-])(?:cypher|migrations|src|docs)/[\\w./-]*\\w");
    private static final Pattern LOGGED =
            Pattern.compile("(?i)\\blog(?:ger)?(?:\\(\\))?\\.(?:debug|info|warn|error)\\(\\s*\"([^\"]*)\"");
    private static final Pattern JAR = Pattern.compile("metapolicy-[\\d.]+\\.jar");

    @Test
    void everyLinkLeadsToAFileAndToAHeadingOfIt() {
        List<String> broken = new ArrayList<>();
        for (MarkdownPage page : PAGES) {
            for (MarkdownPage.Link link : page.links()) {
                boolean there = Files.exists(link.target())
                        && (link.heading().isEmpty()
                                || MarkdownPage.read(link.target()).anchors().contains(link.heading()));
                if (!there) {
                    broken.add(page.name() + " -> " + ROOT.relativize(link.target()) + " " + link.heading());
                }
            }
        }
        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    @Test
    void everyPageIsReachedFromTheReadme() {
        List<Path> reached = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        for (int i = 0; i < reached.size(); i++) {
            MarkdownPage.read(reached.get(i)).links().stream()
                    .map(MarkdownPage.Link::target)
                    .filter(target -> target.toString().endsWith(".md") && !reached.contains(target))
                    .distinct()
                    .forEach(reached::add);
        }
        assertThat(PAGES).extracting(MarkdownPage::path).isSubsetOf(reached);
    }

    @Test
    void everyFileNamedIsThere() {
        List<String> missing = new ArrayList<>();
        for (MarkdownPage page : PAGES) {
            Matcher named = FILE.matcher(page.text());
            while (named.find()) {
                if (!Files.exists(ROOT.resolve(named.group()))) {
                    missing.add(page.name() + " names " + named.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyMavenCommandNamesWhatIsThere() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        List<String> wrong = new ArrayList<>();
        List<String> commands =
                PAGES.stream().flatMap(page -> page.mavenCommands().stream()).toList();
        assertThat(commands).hasSizeGreaterThan(8);
        for (String command : commands) {
            named(command, "exec:exec@([\\w-]+)").stream()
                    .filter(id -> !pom.contains("<id>" + id + "</id>"))
                    .forEach(id -> wrong.add(command + ": no execution " + id));
            named(command, "-P([\\w-]+)").stream()
                    .filter(id -> !pom.contains("<id>" + id + "</id>"))
                    .forEach(id -> wrong.add(command + ": no profile " + id));
            named(command, "-D(\\w+\\.args)=").stream()
                    .filter(key -> !pom.contains("<" + key + " />"))
                    .forEach(key -> wrong.add(command + ": no property " + key));
            named(command, "-D(?:it\\.)?test='?([^'\\s]+)").stream()
                    .filter(test -> !test.equals("none") && !isTest(test))
                    .forEach(test -> wrong.add(command + ": no test " + test));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theJarNamedIsTheOneThatIsBuilt() throws IOException {
        Matcher version = Pattern.compile("<artifactId>metapolicy</artifactId>\\s*<version>([^<]+)")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(PAGES.stream().flatMap(page -> JAR.matcher(page.text()).results()))
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(jar.group()).isEqualTo("metapolicy-" + version.group(1) + ".jar"));
    }

    @Test
    void theSettingsPageIsWhatTheCodeSays() throws IOException {
        Path actual = ROOT.resolve("target/settings.md");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, settings());
        assertThat(ROOT.resolve("docs/settings.md"))
                .as("docs/settings.md; what the code says now is in target/settings.md, to be copied if it is meant")
                .hasContent(settings());
    }

    @Test
    void everyLogLineOfThePluginIsExplained() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(ROOT.resolve("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                LOGGED.matcher(Files.readString(source)).results().forEach(line -> lines.add(line.group(1)));
            }
        }
        assertThat(lines).isNotEmpty();
        String page = Files.readString(ROOT.resolve("docs/operations.md"));
        assertThat(lines).as("log lines of the code, in docs/operations.md").allSatisfy(line -> assertThat(page)
                .contains("| `" + line + "` |"));
    }

    private static String settings() {
        StringBuilder text = new StringBuilder("""
                # Settings and limits

                For who runs a family: every number and choice that it may set for itself, as the code has it; a test keeps this page
                equal to it. They are keys of `metapolicy.create` and `metapolicy.configure`, which need an approver, and properties of
                the `MetaPolicy`; null puts one back to its default. `metapolicy.computePCI` and `metapolicy.plan` take them to see what
                would be, for one call. What they do is in [evidence.md](evidence.md), [statistics.md](statistics.md) and
                [selection.md](selection.md).

                Five rules tie them together: the six weights sum to 1 (within 1e-9),
                `pci_critical` < `pci_min` ≤ `select_min` < `pci_promote`, `coherence_low` < `coherence_high`,
                `affective_load_exploratory` ≤ `affective_load_high`, and `reward_low` ≤ `reward_floor` ≤ `reward_high` with
                `reward_low` < `reward_high`. Two that must move past each other are changed in one call.

                | setting | default | range | meaning |
                | --- | --- | --- | --- |
                """);
        for (Setting setting : Setting.values()) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(setting.key(), setting.defaultValue(), setting.range(), setting.meaning()));
        }
        return text.toString();
    }

    private static List<String> named(String command, String pattern) {
        return Pattern.compile(pattern)
                .matcher(command)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** {@code Class} or {@code Class#method}, in any package of the tests. */
    private static boolean isTest(String name) {
        String[] parts = name.split("#");
        try (Stream<Path> files = Files.walk(ROOT.resolve("src/test/java"))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().equals(parts[0] + ".java"))
                    .toList();
            return !found.isEmpty()
                    && (parts.length == 1 || Files.readString(found.get(0)).contains("void " + parts[1] + "("));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
