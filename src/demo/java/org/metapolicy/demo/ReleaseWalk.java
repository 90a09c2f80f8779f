package org.metapolicy.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/**
 * What the README of a release folder says, done as written on an empty server with authentication, from the folder alone: to a
 * first decision, a first trust and a first page.
 */
public final class ReleaseWalk {
    private static final String PASSWORD = "correct-horse-battery";
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private final Path release;
    private final Neo4jDistribution neo4j;
    private final Path home;
    private final List<Step> steps = new ArrayList<>();

    /**
     * @param release the folder
     * @param home of the server that is made
     */
    public ReleaseWalk(Path release, Neo4jDistribution neo4j, Path home) {
        this.release = release;
        this.neo4j = neo4j;
        this.home = home;
    }

    /** What was done, how long it took by the machine's clock, and what it showed at last. */
    public record Step(String what, Duration took, String shows) {}

    private interface Work {
        String run() throws IOException, InterruptedException;
    }

    /**
     * Arguments: the release folder, and a folder for the server, which must not be there.
     *
     * @throws IOException if a step does not do what it should
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[1]);
        if (Files.exists(home)) {
            throw new IOException(home + " is there already: the walk begins on an empty server");
        }
        Neo4jDistribution neo4j = Neo4jDistribution.read(
                Path.of(System.getProperty("metapolicy.server.classpath")),
                Path.of(System.getProperty("metapolicy.server.java.home")));
        List<Step> steps = new ReleaseWalk(Path.of(args[0]), neo4j, home).run();
        steps.forEach(step -> System.out.printf("%6.1f s  %s: %s%n", seconds(step.took()), step.what(), step.shows()));
        System.out.printf(
                "%6.1f s  in all%n", seconds(steps.stream().map(Step::took).reduce(Duration.ZERO, Duration::plus)));
    }

    /** Walks once. */
    public List<Step> run() throws IOException, InterruptedException {
        step("the checksums hold", this::checksums);
        ServerConfiguration configuration =
                ServerConfiguration.of(home, jar(), neo4j, PASSWORD).withSettings(settings(block("properties", 0)));
        try (LocalServer server = new LocalServer(configuration, line -> {})) {
            step("the server starts with the jar", () -> {
                server.start();
                return server.browserUri().toString();
            });
            try (Driver driver = server.driver()) {
                step("the schema stands", () -> {
                    CypherScript.read(release.resolve("schema.cypher")).run(driver, Map.of());
                    return driver.executableQuery("SHOW INDEXES YIELD name RETURN count(*) AS indexes")
                            .execute()
                            .records()
                            .get(0)
                            .asMap()
                            .toString();
                });
                step("the first decision", () -> rows(driver, block("cypher", 0)));
                step("the first trust", () -> rows(driver, block("cypher", 1)));
            }
            step("the first page", () -> page(server.browserUri().resolve("/meta_policy/focus/trust")));
        }
        return List.copyOf(steps);
    }

    private void step(String what, Work work) throws IOException, InterruptedException {
        long began = System.nanoTime();
        String shows = work.run();
        steps.add(new Step(what, Duration.ofNanos(System.nanoTime() - began), shows));
    }

    private String checksums() throws IOException {
        List<String> lines = Files.readAllLines(release.resolve("SHA256SUMS"));
        for (String line : lines) {
            String[] parts = line.split("  ", 2);
            String found = HexFormat.of().formatHex(sha256(Files.readAllBytes(release.resolve(parts[1]))));
            if (!found.equals(parts[0])) {
                throw new IOException(parts[1] + " has the SHA-256 " + found + ", and SHA256SUMS says " + parts[0]);
            }
        }
        return lines.size() + " files";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Path jar() throws IOException {
        try (Stream<Path> files = Files.list(release)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(release + " has no jar: make it by mvn -Prelease package"));
        }
    }

    private String block(String language, int number) throws IOException {
        return BLOCK.matcher(Files.readString(release.resolve("README.md")))
                .results()
                .filter(block -> block.group(1).equals(language))
                .skip(number)
                .findFirst()
                .orElseThrow(() -> new IOException("the README of " + release + " has no block of " + language))
                .group(2);
    }

    private static Map<String, String> settings(String lines) {
        Map<String, String> settings = new LinkedHashMap<>();
        lines.lines().map(line -> line.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        return settings;
    }

    private static String rows(Driver driver, String block) throws IOException {
        List<Record> rows = CypherScript.of(block).run(driver, Map.of());
        if (rows.isEmpty()) {
            throw new IOException("no row came of " + block);
        }
        return rows.get(0).asMap().toString();
    }

    private static String page(URI address) throws IOException, InterruptedException {
        String login = Base64.getEncoder()
                .encodeToString((LocalServer.USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "Basic " + login)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (page.statusCode() != 200) {
            throw new IOException(address + " answers " + page.statusCode() + ": " + page.body());
        }
        return address + ", " + page.body().length() + " characters";
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }
}
