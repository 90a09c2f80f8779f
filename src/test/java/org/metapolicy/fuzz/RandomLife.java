package org.metapolicy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.metapolicy.testing.SharedNeo4j;

/** Two families that live: whatever services, jobs and people do by the procedures, and other programs by hand, at random. */
final class RandomLife {
    static final List<String> FAMILIES = List.of("f", "g");
    static final List<String> PEOPLE = List.of("anna", "boris");

    private static final String REFUSED = "  refused: ";
    private static final String PARAMETERS = "{alpha: 0.2, actions: {cue: {A: [[1, 0], [0, 1]], b: [0.5, 0.1]},"
            + " rest: {A: [[2, 0], [0, 1]], b: [0.1, 0.1]}}}";
    private static final List<String> CONTEXTS = List.of("morning", "noon", "evening", "night");

    /** What people do to a version. */
    private static final List<String> MOVES = List.of(
            "promote($v, 'go')",
            "promote($v, 'go', {override: true})",
            "promote($v, 'go', {override: true})",
            "promote($v, 'go', {override: true, context_clusters: ['evening']})",
            "pause($v, 'odd')",
            "resume($v, 'go')",
            "resume($v, 'go', {context_cluster: 'noon'})",
            "resume($v, 'go', {participant_id: 'anna'})",
            "rollback($v, 'worse')",
            "deprecate($v, 'old')",
            "setFallback($v, 'known')",
            "learn($v, 'what it saw')",
            "spawn($v, {id: $new, exploration: 0.3}, 'another try')");

    /** What people do to a family. */
    private static final List<String> CHANGES = List.of(
            "registerVersion($f, {id: $new, policy_id: 'policy', parameters: " + PARAMETERS + "}, 'another')",
            "setMode($f, 'ACTIVE', 'on')",
            "setMode($f, 'ACTIVE', 'on')",
            "setMode($f, 'SHADOW', 'off')",
            "setStatus($f, 'PAUSED', 'a holiday')",
            "setStatus($f, 'ACTIVE', 'back')",
            "setStatus($f, 'ACTIVE', 'back')",
            "configure($f, {candidate_share: 0.1, probation_share: 0.3}, 'more')",
            "configure($f, {window_size: 10, patience: 1}, 'sooner')",
            "configure($f, {window_size: null, outcome_order: 'DECISION'}, 'later')",
            "configure($f, {override_rate_max: 0.2, selection: 'TRUST'}, 'by trust')",
            "configure($f, {selection: null, full_evidence: 20, clusters_max: 3}, 'by value')",
            "configure($f, {guardrail_unit: 'SESSION', normalization: 'MINMAX'}, 'otherwise')",
            "configure($f, {auto_branch: 'ON', pci_promote: 0.3, worse_margin: 0.5}, 'bold')",
            "configure($f, {outcome_timeout: 60, switch_probability: 0.5}, 'quick')",
            "annotate($f + '#1', 'as the minutes say')",
            "clusterContexts($f, {k: 2})");

    private final SharedNeo4j neo4j;
    private final Random random;
    private final List<String> episodes = new ArrayList<>();
    private final List<Map<String, Object>> decisions = new ArrayList<>();
    private final List<String> lived = new ArrayList<>();
    private int made;

    RandomLife(SharedNeo4j neo4j, long seed) {
        this.neo4j = neo4j;
        this.random = new Random(seed);
    }

    void begin() {
        neo4j.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        neo4j.run(
                "CREATE (p:Policy {id: 'policy', name: 'p'}) WITH p UNWIND ['cue', 'rest'] AS id"
                        + " CREATE (p)-[:USES_INTERVENTION]->(:InterventionType {id: id, name: id, risk_level: 'LOW', active: true})");
        PEOPLE.forEach(who -> neo4j.run(
                "CREATE (:Participant {id: $who})-[:HAS_SESSION]->(:Session {id: $who + '.s'})", Map.of("who", who)));
        for (String family : FAMILIES) {
            neo4j.run(
                    "CALL metapolicy.create({id: $f, name: $f, scope: 'INDIVIDUAL', outcome_timeout: 86400}, 'a pilot')",
                    Map.of("f", family));
            for (int i = 0; i < 3; i++) {
                String version = family + i;
                neo4j.run(
                        "CALL metapolicy.registerVersion($f, {id: $v, policy_id: 'policy', parameters: " + PARAMETERS
                                + "}, 'one')",
                        Map.of("f", family, "v", version));
            }
            neo4j.run("CALL metapolicy.promote($v, 'known', {override: true})", Map.of("v", family + "0"));
            neo4j.run("CALL metapolicy.setFallback($v, 'harmless')", Map.of("v", family + "0"));
            neo4j.run("CALL metapolicy.setMode($f, 'ACTIVE', 'on')", Map.of("f", family));
            neo4j.run("CALL metapolicy.promote($v, 'better', {override: true})", Map.of("v", family + "1"));
        }
    }

    /** What was done, the last of it last. */
    List<String> lived() {
        return lived;
    }

    /** One thing more. */
    void goOn() {
        int which = random.nextInt(100);
        if (which < 28) {
            step();
        } else if (which < 36) {
            decide();
        } else if (which < 55) {
            outcome();
        } else if (which < 63) {
            many();
        } else if (which < 68) {
            byHand();
        } else if (which < 72) {
            did("CALL metapolicy.recordOverride($e)", Map.of("e", episode()));
        } else if (which < 82) {
            did("CALL metapolicy." + one(MOVES), Map.of("v", version(), "new", "n" + made++));
        } else if (which < 90) {
            did("CALL metapolicy." + one(CHANGES), Map.of("f", one(FAMILIES), "new", "n" + made++));
        } else if (which < 93) {
            proposal();
        } else if (which < 99) {
            refresh();
        } else {
            did("CALL metapolicy.erase({participant_id: $who}, 'asked')", Map.of("who", one(PEOPLE)));
        }
    }

    private void step() {
        String trial = "t" + made++;
        String who = one(PEOPLE);
        Map<String, Object> signals = new HashMap<>();
        signals.put("coherence", one(List.of(0.3, 0.5, 0.8)));
        signals.put("entropy_change", one(List.of(0.0, 0.05, 0.3)));
        signals.put("awareness_condition", one(List.of("FULL", "FULL", "NONE")));
        if (random.nextBoolean()) {
            signals.put("timestamp", time());
        }
        neo4j.run(
                "MATCH (s:Session {id: $who + '.s'}) CREATE (s)-[:HAS_TRIAL]->(t:Trial {id: $t, participant_id: $who})"
                        + " SET t += $signals",
                Map.of("who", who, "t", trial, "signals", signals));
        Map<String, Object> context = new HashMap<>(Map.of("participant_id", who, "seed", random.nextInt()));
        context.put("max_rv_potency", one(List.of(0.1, 0.5, 0.9)));
        context.put("affective_load", one(List.of(0.1, 0.1, 0.6, 0.9)));
        if (random.nextBoolean()) {
            context.put("context_cluster", one(CONTEXTS));
        }
        if (random.nextBoolean()) {
            context.put("context", List.of(random.nextDouble(), random.nextDouble()));
        }
        for (Map<String, Object> row : did(
                "CALL metapolicy.step($f, $t, $c) YIELD episodeId",
                Map.of("f", one(FAMILIES), "t", trial, "c", context))) {
            if (row.get("episodeId") != null) {
                episodes.add((String) row.get("episodeId"));
            }
        }
    }

    /** As a service that asks first and records later, or never, or twice. */
    private void decide() {
        Map<String, Object> context = new HashMap<>(Map.of("participant_id", one(PEOPLE), "seed", random.nextInt()));
        context.put("awareness", "FULL");
        context.put("coherence", one(List.of(0.3, 0.5)));
        context.put("entropy_change", one(List.of(0.0, 0.3)));
        context.put("max_rv_potency", 0.2);
        context.put("affective_load", 0.1);
        context.put("context", List.of(random.nextDouble(), random.nextDouble()));
        for (Map<String, Object> row : did(
                "CALL metapolicy.select($f, $c) YIELD versionId, decisionId RETURN *",
                Map.of("f", one(FAMILIES), "c", context))) {
            decisions.add(row);
            if (random.nextBoolean()) {
                record(row);
                assertThat(lived.get(lived.size() - 1)).as("recorded at once").doesNotStartWith(REFUSED);
            }
        }
        if (!decisions.isEmpty()) {
            record(one(decisions));
        }
    }

    private void record(Map<String, Object> decision) {
        for (Map<String, Object> row : did(
                "CALL metapolicy.recordEpisode($versionId, {decision_id: $decisionId}) YIELD episodeId", decision)) {
            episodes.add((String) row.get("episodeId"));
        }
    }

    private void outcome() {
        did("CALL metapolicy.recordOutcome($e, $o)", Map.of("e", episode(), "o", figures()));
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new HashMap<>();
        figures.put("reward", Math.max(-1, Math.min(1, one(List.of(-0.4, 0.1, 0.4)) + 0.3 * random.nextGaussian())));
        if (random.nextBoolean()) {
            figures.put("delta_coherence", random.nextDouble() / 2 - 0.1);
            figures.put("safety_flag", random.nextInt(20) == 0);
            figures.put("coherence_after", random.nextDouble());
        }
        return figures;
    }

    private void many() {
        String version = version();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
            String id = "e" + made++;
            Map<String, Object> episode = new HashMap<>(Map.of("id", id, "human_override", random.nextInt(8) == 0));
            episode.put("timestamp", time());
            episode.put("context_cluster", one(CONTEXTS));
            if (random.nextBoolean()) {
                episode.put("chosen_intervention_id", one(List.of("cue", "rest")));
                episode.put("propensity", one(List.of(0.1, 0.5, 1.0)));
            }
            if (random.nextInt(4) == 0) {
                episode.put("trial_id", "t" + random.nextInt(made));
            }
            Map<String, Object> row = new HashMap<>(Map.of("version_id", version, "episode", episode));
            if (random.nextInt(5) > 0) {
                row.put("outcome", figures());
            }
            rows.add(row);
            episodes.add(id);
        }
        did("CALL metapolicy.recordAll($rows)", Map.of("rows", rows));
    }

    /** As other programs write, early, late and wrong. */
    private void byHand() {
        String id = "h" + made++;
        episodes.add(id);
        Map<String, Object> named = Map.of(
                "e", id, "v", version(), "at", time(), "r", one(List.<Object>of(0.2, 0.3, -0.7, 4, "much", true)));
        did(
                one(
                        List.of(
                                "MATCH (v:PolicyVersion {id: $v}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: $e, timestamp:"
                                        + " datetime($at), human_override: false})",
                                "MATCH (v:PolicyVersion {id: $v}) CREATE (v)-[:EVALUATED_IN]->(:PolicyEpisode {id: $e, timestamp:"
                                        + " datetime($at)})-[:HAS_OUTCOME]->(:PolicyOutcome {id: $e + '.o', reward: $r})",
                                "CREATE (:PolicyOutcome {id: $e + '.o', episode_id: $e, reward: $r})",
                                "CREATE (:PolicyEpisode {id: $e, policy_version_id: $v, timestamp: datetime($at), context_hash: 'dawn'})")),
                named);
    }

    private void proposal() {
        String proposal = neo4j
                .run("CALL metapolicy.proposals() YIELD proposalId, state WHERE state = 'OPEN' RETURN proposalId")
                .stream()
                .map(row -> (String) row.get("proposalId"))
                .findFirst()
                .orElse("none");
        did("CALL metapolicy." + one(List.of("approve", "reject")) + "($p, 'seen')", Map.of("p", proposal));
    }

    private void refresh() {
        did(
                one(List.of(
                        "CALL metapolicy.refreshTrust()",
                        "CALL metapolicy.refreshTrust($f)",
                        "CALL metapolicy.refreshTrust($f, {batch_size: 3, context_snapshots: true})",
                        "CALL metapolicy.refreshTrust($f, {mode: 'FULL'})")),
                Map.of("f", one(FAMILIES)));
    }

    private List<Map<String, Object>> did(String what, Map<String, Object> named) {
        lived.add(what + " " + named);
        try {
            return neo4j.run(what, named);
        } catch (RuntimeException refused) {
            Throwable raw = RawErrors.rootOf(refused);
            if (raw != null) {
                throw new AssertionError("a raw error at " + RawErrors.where(raw), refused);
            }
            lived.add(REFUSED + refused.getMessage());
            return List.of();
        }
    }

    private String version() {
        return (String) one(neo4j.run("MATCH (v:PolicyVersion) RETURN v.id AS id ORDER BY id"))
                .get("id");
    }

    private String episode() {
        return episodes.isEmpty() ? "none" : one(episodes.subList(Math.max(0, episodes.size() - 60), episodes.size()));
    }

    private String time() {
        return "2026-03-0" + (1 + random.nextInt(9)) + "T1" + random.nextInt(10) + ":" + (10 + random.nextInt(50))
                + ":00Z";
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
