package org.metapolicy.testing;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.Manifest;

/**
 * What a graph handed out of a family, and what came of counting rows from there in plain lists.
 *
 * @param family whose evidence it is
 * @param rows how many were read
 */
public record Counted(String family, String from, String states, String manifest, long rows) {
    private static final String CALL = "CALL metapolicy.importEvidence($family, $states, $manifest)";

    /** Makes a family of two versions, id.a and id.b, whose evidence is counted outside of the graph. */
    public static void family(SharedNeo4j neo4j, String id) {
        neo4j.run(
                "CALL metapolicy.create({id: $id, evidence_source: 'EXTERNAL', window_size: 20}, 'a pilot')",
                Map.of("id", id));
        for (String version : List.of("a", "b")) {
            neo4j.run(
                    "CALL metapolicy.registerVersion($id, {id: $id + '.' + $version, version_tag: $version}, 'a pilot')",
                    Map.of("id", id, "version", version));
        }
    }

    /** Counts what stands in no graph, as of a time after all of it. The versions' ids begin with the family's and a dot. */
    public static Counted of(
            SharedNeo4j neo4j,
            String family,
            Instant now,
            List<Map<String, Object>> episodes,
            List<Map<String, Object>> outcomes) {
        HandedOut from = HandedOut.read(neo4j.run(
                        "CALL metapolicy.exportEvidence($family) YIELD evidence RETURN evidence",
                        Map.of("family", family))
                .get(0)
                .get("evidence")
                .toString());
        CountedElsewhere counted = new CountedApart(from, family + ".", now).of(episodes, outcomes);
        Manifest manifest = Manifest.of(
                from,
                counted,
                now,
                List.of(
                        file("episodes", Manifest.Kind.EPISODES, episodes),
                        file("outcomes", Manifest.Kind.OUTCOMES, outcomes)));
        return new Counted(family, from.text(), counted.text(), manifest.text(), manifest.rows());
    }

    /** What a job of an earlier release makes of the same rows, which compares no versions. */
    public Counted withoutDifferences() {
        return withDifferences("");
    }

    /** With others in their place. */
    public Counted withDifferences(String differences) {
        return with(counted -> new CountedElsewhere(counted.clusters(), counted.versions(), differences));
    }

    /** With something else in its place, under a manifest that says so. */
    public Counted with(UnaryOperator<CountedElsewhere> edit) {
        CountedElsewhere edited = edit.apply(CountedElsewhere.read(states));
        Manifest now = Manifest.read(manifest);
        return new Counted(
                family,
                from,
                edited.text(),
                Manifest.of(HandedOut.read(from), edited, now.asOf(), now.files())
                        .text(),
                rows);
    }

    private static Manifest.ReadFile file(String path, Manifest.Kind kind, List<Map<String, Object>> rows) {
        String text = rows.toString();
        return new Manifest.ReadFile(path, kind, rows.size(), text.length(), Manifest.digestOf(text));
    }

    /** Imports it, as an approver. */
    public List<Map<String, Object>> imported(SharedNeo4j neo4j) {
        return neo4j.run(CALL, parameters(family));
    }

    /** Tries to as somebody else, or into another family. */
    public List<Map<String, Object>> importedAs(SharedNeo4j neo4j, String user, String into) {
        return neo4j.runAs(user, CALL, parameters(into));
    }

    private Map<String, Object> parameters(String into) {
        return Map.of("family", into, "states", states, "manifest", manifest);
    }

    /** For the job's own tests, which run without a graph: what goes in, and what the graph is known to agree with. */
    public void keep(String name, List<Map<String, Object>> episodes, List<Map<String, Object>> outcomes) {
        Path folder = Path.of(System.getProperty("metapolicy.basedir", "."), "target", "exchange", name);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("evidence.json"), from);
            Files.writeString(folder.resolve("states.json"), states);
            Files.write(folder.resolve("episodes.jsonl"), lines(episodes));
            Files.write(folder.resolve("outcomes.jsonl"), lines(outcomes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(List<Map<String, Object>> rows) {
        return rows.stream().map(new Gson()::toJson).toList();
    }
}
