package org.metapolicy.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.QueryConfig;
import org.neo4j.driver.Record;

/**
 * The pilot that the demonstration tells: three families, eight versions, eight weeks. What governance decides goes through
 * the plugin's procedures; two families' episodes and outcomes are plain Cypher, as other programs write them. Every step looks first
 * whether it is done, so that an interrupted run is finished by the next one and a finished one is left as it is.
 */
public final class ExamplePilot {
    static final long SEED = 20260105;
    static final List<String> FAMILIES = List.of("focus", "planning", ShadowPilot.FAMILY);

    private static final int BATCH = 500;
    private static final String WRITE_EPISODES = """
            CYPHER 5
            UNWIND $rows AS row
            MATCH (v:PolicyVersion {id: row.episode.policy_version_id})
            MATCH (i:InterventionType {id: row.episode.chosen_intervention_id})
            MERGE (person:Participant {id: row.participant})
            MERGE (s:Session {id: row.session}) ON CREATE SET s.participant_id = row.participant
            MERGE (t:Trial {id: row.trial.id}) ON CREATE SET t += row.trial
            MERGE (s)-[:HAS_TRIAL]->(t)
            MERGE (e:PolicyEpisode {id: row.episode.id}) ON CREATE SET e += row.episode
            MERGE (v)-[:EVALUATED_IN]->(e)
            MERGE (e)-[:FOR_TRIAL]->(t)
            MERGE (e)-[:APPLIED_INTERVENTION]->(i)
            MERGE (o:PolicyOutcome {id: row.outcome.id}) ON CREATE SET o += row.outcome
            MERGE (e)-[:HAS_OUTCOME]->(o)
            WITH t, row
            UNWIND row.episode.rv_segment_ids AS segmentId
            MATCH (g:Segment {id: segmentId})
            MERGE (t)-[:USES_SEGMENT]->(g)""";

    private final Driver driver;
    private final ExampleEpisodes episodes;
    private final Consumer<String> progress;

    ExamplePilot(Driver driver, long seed, Consumer<String> progress) {
        this.driver = driver;
        this.episodes = new ExampleEpisodes(seed);
        this.progress = progress;
    }

    /** Tells the whole story to a migrated server, refreshes trust and decides, without a word. */
    public static void loadInto(Driver driver) {
        ExamplePilot pilot = new ExamplePilot(driver, SEED, line -> {});
        pilot.load();
        pilot.refresh();
        pilot.decide();
    }

    /** Tells the whole story, or what of it is not told yet. */
    void load() {
        becomeApprover();
        new ShadowPilot(driver, progress).load();
        if (!run("CYPHER 5 MATCH (:PilotLoaded) RETURN 1", Map.of()).isEmpty()) {
            progress.accept("The example is there from an earlier run: " + count("PolicyEpisode") + " episodes with "
                    + count("PolicyOutcome") + " outcomes.");
            return;
        }
        surroundings();
        createFamilies();
        ExampleVersion.all().forEach(this::register);
        ExampleVersion.all().stream().filter(ExampleVersion::fallback).forEach(this::establish);
        writePhase(0, "Weeks 1 to 4: the baselines serve, the bandits are tried");
        refresh();
        promote("focus.bandit-1", "four good weeks; the pilot's board agreed", Map.of());
        // Teams overrule it oftener than the rules, which no evidence outweighs: a person may.
        promote(
                "planning.bandit-1",
                "four good weeks; the teams want it, and wave away what they do not need",
                Map.of("override", true));
        writePhase(
                1, "Weeks 5 to 8: focus.bandit-1 starts to interrupt, planning.bandit-1 to tire teams in the evening");
        run("CYPHER 5 CREATE (:PilotLoaded)", Map.of());
    }

    /** Counts what is new in the families and gives the refresh's rows. */
    List<Record> refresh() {
        List<Record> rows = new ArrayList<>();
        for (String family : FAMILIES) {
            rows.addAll(run("CALL metapolicy.refreshTrust($family)", Map.of("family", family)));
        }
        return rows;
    }

    /** Asks for a decision in each trial of week 9, as the loop's driver does; asked again, it decides nothing anew. */
    void decide() {
        progress.accept("Week 9: decisions for " + ExampleEpisodes.TO_DECIDE + " trials of focus ...");
        run("""
                CYPHER 5
                UNWIND $rows AS row
                MERGE (person:Participant {id: row.participant})
                MERGE (s:Session {id: row.session}) ON CREATE SET s.participant_id = row.participant
                MERGE (t:Trial {id: row.trial.id}) ON CREATE SET t += row.trial
                MERGE (s)-[:HAS_TRIAL]->(t)
                WITH t, row
                CALL (t, row) {
                  UNWIND row.segments AS segmentId
                  MATCH (g:Segment {id: segmentId})
                  MERGE (t)-[:USES_SEGMENT]->(g)
                }
                CALL metapolicy.step('focus', t.id, {seed: row.seed}) YIELD decision
                RETURN count(decision)""", Map.of("rows", episodes.trialsToDecide()));
    }

    List<Record> run(String query, Map<String, Object> parameters) {
        return driver.executableQuery(query)
                .withParameters(parameters)
                .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                .execute()
                .records();
    }

    private void becomeApprover() {
        if (run("CALL metapolicy.approvers()", Map.of()).isEmpty()) {
            progress.accept("Making " + LocalServer.USER + " the first approver ...");
            run(
                    "CALL metapolicy.grantApprover($user, $reason)",
                    Map.of("user", LocalServer.USER, "reason", "answers for the pilot"));
        }
    }

    private void surroundings() {
        run(
                """
                CYPHER 5
                UNWIND $interventions AS id
                MERGE (i:InterventionType {id: id})
                  ON CREATE SET i.name = id, i.layer_target = 'ATTENTION', i.risk_level = 'LOW', i.active = true""",
                Map.of(
                        "interventions",
                        ExampleVersion.all().stream()
                                .flatMap(version -> version.interventions().stream())
                                .distinct()
                                .toList()));
        run(
                """
                CYPHER 5
                UNWIND $segments AS row
                MERGE (g:Segment {id: row.id})
                MERGE (g)-[:HAS_STATE]->(st:SegmentState {t: 0})
                  ON CREATE SET st.potency = row.potency, st.rv = row.potency >= 0.7, st.coherence = 0.6,
                                st.affective_load = 0.2""",
                Map.of(
                        "segments",
                        IntStream.range(0, ExampleEpisodes.SEGMENTS.size())
                                .mapToObj(i -> Map.of(
                                        "id", ExampleEpisodes.SEGMENTS.get(i),
                                        "potency", ExampleEpisodes.POTENCIES.get(i)))
                                .toList()));
    }

    private void createFamilies() {
        create(Map.of(
                "id", "focus",
                "name", "Support for sustained attention",
                "scope", "INDIVIDUAL",
                "risk_tier", "SAFE",
                "task", "sustained-attention",
                "owner", "pilot board",
                "description", "When and how to help one person stay with a task"));
        create(Map.of(
                "id", "planning",
                "name", "Support for planning in a team",
                "scope", "GROUP",
                "risk_tier", "EXPERIMENTAL",
                "task", "weekly-planning",
                "owner", "pilot board",
                "description", "When and how to help a group that plans together"));
    }

    private void create(Map<String, Object> spec) {
        if (run("CYPHER 5 MATCH (m:MetaPolicy {id: $id}) RETURN 1", spec).isEmpty()) {
            progress.accept("Creating the family " + spec.get("id") + " ...");
            run("CALL metapolicy.create($spec, 'the pilot begins')", Map.of("spec", spec));
        }
    }

    private void register(ExampleVersion version) {
        if (status(version.id()) == null) {
            Map<String, Object> spec = new HashMap<>();
            spec.put("id", version.id());
            spec.put("policy_id", version.policyId());
            spec.put("version_tag", version.tag());
            spec.put("parent_version_id", version.parentId());
            spec.put("hyperparams", Map.of("alpha", 0.5));
            spec.put("parameters", version.parameters());
            spec.put("context_dim", ExampleVersion.CONTEXT_DIM);
            run(
                    "CALL metapolicy.registerVersion($family, $spec, 'part of the pilot')",
                    Map.of("family", version.familyId(), "spec", spec));
            progress.accept("  registered " + version.id());
        }
    }

    /** A baseline of fixed rules goes live without evidence, by a person's explicit word, and is the fallback. */
    private void establish(ExampleVersion baseline) {
        if ("CANDIDATE".equals(status(baseline.id()))) {
            run(
                    "CALL metapolicy.promote($id, 'fixed rules, in use for years', {override: true})",
                    Map.of("id", baseline.id()));
        }
        if (run(
                        "CYPHER 5 MATCH (:MetaPolicy)-[:FALLBACK_POLICY]->(v:PolicyVersion {id: $id}) RETURN 1",
                        Map.of("id", baseline.id()))
                .isEmpty()) {
            run("CALL metapolicy.setFallback($id, 'the safe baseline')", Map.of("id", baseline.id()));
        }
        if (run("CYPHER 5 MATCH (m:MetaPolicy {id: $id, mode: 'ACTIVE'}) RETURN 1", Map.of("id", baseline.familyId()))
                .isEmpty()) {
            run("CALL metapolicy.setMode($id, 'ACTIVE', 'the pilot serves')", Map.of("id", baseline.familyId()));
        }
    }

    private void promote(String versionId, String reason, Map<String, Object> options) {
        if ("CANDIDATE".equals(status(versionId))) {
            progress.accept("Promoting " + versionId + " ...");
            run(
                    "CALL metapolicy.promote($id, $reason, $options)",
                    Map.of("id", versionId, "reason", reason, "options", options));
        }
    }

    private void writePhase(int phase, String what) {
        Set<String> known = run("CYPHER 5 MATCH (o:PolicyOutcome) RETURN o.id AS id", Map.of()).stream()
                .map(row -> row.get("id").asString())
                .collect(Collectors.toSet());
        List<Map<String, Object>> rows = ExampleVersion.all().stream()
                .flatMap(version -> episodes.rows(version, phase).stream())
                .filter(row -> !known.contains(((Map<?, ?>) row.get("outcome")).get("id")))
                .toList();
        progress.accept(what + " (" + rows.size() + " episodes) ...");
        for (int from = 0; from < rows.size(); from += BATCH) {
            run(WRITE_EPISODES, Map.of("rows", rows.subList(from, Math.min(rows.size(), from + BATCH))));
        }
    }

    private String status(String versionId) {
        return run("CYPHER 5 MATCH (v:PolicyVersion {id: $id}) RETURN v.status AS status", Map.of("id", versionId))
                .stream()
                .map(row -> row.get("status").asString())
                .findFirst()
                .orElse(null);
    }

    private long count(String label) {
        return run("CYPHER 5 MATCH (n:" + label + ") RETURN count(n) AS n", Map.of())
                .get(0)
                .get("n")
                .asLong();
    }
}
