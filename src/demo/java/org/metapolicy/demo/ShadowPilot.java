package org.metapolicy.demo;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.neo4j.driver.Driver;
import org.neo4j.driver.QueryConfig;
import org.neo4j.driver.Record;

/**
 * The third family of the demonstration, which goes the whole way of {@code docs/pilot.md}, through procedures alone: rules and a
 * bandit in shadow mode, decisions that keep what each would have done, a tenth of them left to the candidate, the refresh's
 * proposal, and the person who approves it. What is done already is left as it is.
 */
final class ShadowPilot {
    static final String FAMILY = "reminders";

    private static final String RULES = FAMILY + ".rules";
    private static final String BANDIT = FAMILY + ".bandit";
    private static final int IN_SHADOW = 100;
    private static final int DECISIONS = 900;
    private static final String DECIDE = """
            CYPHER 5
            UNWIND $rows AS row
            MERGE (t:Trial {id: $family + '.' + row.i}) ON CREATE SET t.participant_id = row.participant,
              t.timestamp = datetime('2026-01-05T08:00:00Z') + duration({minutes: 90 * row.i})
            WITH t, row
            CALL metapolicy.step($family, t.id, {coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.0,
              affective_load: 0.1, awareness: 'FULL', seed: row.i, context_cluster: row.cluster,
              suggestions: {`reminders.rules`: 'wait', `reminders.bandit`: row.suggests}})
            YIELD episodeId, versionId
            CALL metapolicy.recordOutcome(episodeId, {reward: row.rewards[versionId], delta_coherence: row.gained})
            YIELD created
            RETURN count(*) AS decisions""";

    private final Driver driver;
    private final Consumer<String> progress;

    ShadowPilot(Driver driver, Consumer<String> progress) {
        this.driver = driver;
        this.progress = progress;
    }

    /** Goes the way, or what of it is left; somebody has to be an approver. */
    void load() {
        if (run("CYPHER 5 MATCH (m:MetaPolicy {id: $family}) RETURN 1").isEmpty()) {
            progress.accept("Creating the family " + FAMILY + " ...");
            run("CALL metapolicy.create({id: $family, name: 'When to remind', risk_tier: 'SAFE', owner: 'pilot board',"
                    + " description: 'When to remind, and when to wait; piloted in shadow mode'}, 'a pilot begins')");
            run("""
                    CYPHER 5
                    MERGE (p:Policy {id: $family})
                    WITH p UNWIND ['wait', 'remind'] AS id
                    MERGE (i:InterventionType {id: id}) ON CREATE SET i.name = id, i.risk_level = 'LOW', i.active = true
                    MERGE (p)-[:USES_INTERVENTION]->(i)""");
        }
        register(RULES);
        register(BANDIT);
        if (status(RULES).equals("CANDIDATE")) {
            run("CALL metapolicy.promote('" + RULES + "', 'fixed rules, in use for years', {override: true})");
            run("CALL metapolicy.setFallback('" + RULES + "', 'the safe baseline')");
        }
        if (!status(BANDIT).equals("CANDIDATE")) {
            return;
        }
        if (!run("CYPHER 5 MATCH (m:MetaPolicy {id: $family, mode: 'SHADOW'}) RETURN 1")
                .isEmpty()) {
            decide(0, IN_SHADOW, "In shadow: the rules serve, and each decision keeps what the bandit would have done");
            run("CALL metapolicy.refreshTrust($family)");
            run(
                    "CALL metapolicy.configure($family, {candidate_share: 0.1}, 'shadow shows how often they agree, no more')");
            run("CALL metapolicy.setMode($family, 'ACTIVE', 'the rules serve, the bandit is tried in a tenth')");
        }
        decide(IN_SHADOW, DECISIONS, "Tried, a little: a tenth of the decisions is the bandit's");
        run("CALL metapolicy.refreshTrust($family)");
        run("""
                CYPHER 5
                CALL metapolicy.proposals($family) YIELD proposalId, state
                WITH proposalId WHERE state = 'OPEN'
                CALL metapolicy.approve(proposalId, 'looked at the figures with the pilot board') YIELD action
                RETURN action""").forEach(row -> progress.accept("The refresh proposed " + BANDIT + ", and it was approved"));
    }

    private void register(String versionId) {
        if (run("CYPHER 5 MATCH (v:PolicyVersion {id: '" + versionId + "'}) RETURN 1")
                .isEmpty()) {
            run("CALL metapolicy.registerVersion($family, {id: '" + versionId + "', policy_id: $family, version_tag: '"
                    + versionId.substring(FAMILY.length() + 1) + "'}, 'part of the pilot')");
            progress.accept("  registered " + versionId);
        }
    }

    private void decide(int from, int to, String what) {
        progress.accept(what + " (" + (to - from) + " decisions) ...");
        run(
                DECIDE,
                Map.of(
                        "family",
                        FAMILY,
                        "rows",
                        IntStream.range(from, to)
                                .mapToObj(ShadowPilot::decision)
                                .toList()));
    }

    /** One in four situations is calm, where both wait; else the bandit would remind, which earns .4 more. */
    private static Map<String, Object> decision(int i) {
        boolean calm = i % 4 == 0;
        double reward = i % 3 * 0.1 + (calm ? 0.3 : 0.1);
        return Map.of(
                "i",
                i,
                "participant",
                String.format("P%02d", 1 + i % 40),
                "cluster",
                calm ? "calm" : "busy",
                "suggests",
                calm ? "wait" : "remind",
                "rewards",
                Map.of(RULES, reward, BANDIT, calm ? reward : reward + 0.4),
                "gained",
                0.05 + i % 5 * 0.01);
    }

    private String status(String versionId) {
        return run("CYPHER 5 MATCH (v:PolicyVersion {id: '" + versionId + "'}) RETURN v.status AS status").stream()
                .map(row -> row.get("status").asString())
                .findFirst()
                .orElseThrow();
    }

    private List<Record> run(String query) {
        return run(query, Map.of("family", FAMILY));
    }

    private List<Record> run(String query, Map<String, Object> parameters) {
        return driver.executableQuery(query)
                .withParameters(parameters)
                .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                .execute()
                .records();
    }
}
