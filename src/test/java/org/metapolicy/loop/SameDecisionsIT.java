package org.metapolicy.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Settings;
import org.metapolicy.selection.Decision;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.worlds.Product;
import org.metapolicy.worlds.Product.Parts;
import org.metapolicy.worlds.World.Outcome;

/**
 * What the evaluation runs in memory decides as the procedures do: a poor version of the closed loop, one that turns bad and is
 * left, and a worse one, under
 * signals of every regime that is met with them, by {@code step}, {@code recordOutcome} and {@code refreshTrust} on a database and by
 * {@link Product} with the same seeds. Seed 20.
 */
class SameDecisionsIT {
    private static final int TRIALS = 600;
    private static final int CHANGE = 300;
    private static final int REFRESH = 50;
    private static final long SEED = 20;

    /** Limits relative to a promotion's evidence never give alarm: in memory nobody was promoted, so that there are none. */
    private static final Map<String, Object> SETTINGS = Map.of("degradation_margin", 2.0, "override_surge_margin", 1.0);

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** What a trial shows, each signal beyond its threshold in one of them, or unknown. */
    private enum Kind {
        PLAIN("plain", new MetaContext(0.6, 0.3, 0.0, 0.1, Awareness.FULL)),
        AT_REST("plain", new MetaContext(0.85, 0.02, 0.0, 0.1, Awareness.FULL)),
        RESTLESS("plain", new MetaContext(0.85, 0.3, 0.0, 0.1, Awareness.FULL)),
        STRAINED("rogue", new MetaContext(0.3, 0.3, 0.8, 0.1, Awareness.FULL)),
        UNAWARE("rogue", new MetaContext(0.6, 0.3, 0.8, 0.1, Awareness.IU)),
        STEADY("rogue", new MetaContext(0.6, 0.3, 0.8, 0.1, Awareness.FULL)),
        LOADED("loaded", new MetaContext(0.6, 0.3, 0.0, 0.8, Awareness.FULL)),
        UNKNOWN("plain", new MetaContext(0.6, 0.3, 0.0, 0.1, null));

        private final String segment;
        private final MetaContext signals;

        Kind(String segment, MetaContext signals) {
            this.segment = segment;
            this.signals = signals;
        }

        static Kind draw(SplittableRandom random) {
            return random.nextInt(3) > 0 ? PLAIN : values()[random.nextInt(values().length)];
        }
    }

    private final PilotVersions versions = PilotVersions.of(TRIALS, CHANGE, List.of("base", "old", "worse"));
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void theProceduresDecideAsTheEvaluationDoes() {
        family();
        Product memory = new Product(
                        versions, Settings.defaults().with(SETTINGS), Parts.ALL, new SplittableRandom(SEED))
                .withFallback();
        List<String> stored = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Set<String> regimes = new TreeSet<>();
        Set<String> served = new TreeSet<>();
        for (int t = 0; t < TRIALS; t++) {
            Kind kind = Kind.draw(random);
            SplittableRandom chance = random.split();
            long seed = random.nextLong();
            Map<String, Object> row = step(t, kind, seed);
            Decision decision = memory.decide(0, kind.signals, new SplittableRandom(seed));
            stored.add(text(
                    t,
                    row.get("decision"),
                    row.get("versionId"),
                    row.get("regime"),
                    (Double) row.get("propensity"),
                    (Double) row.get("trustScore")));
            expected.add(text(
                    t,
                    decision.kind(),
                    decision.served() == null ? null : decision.served().id(),
                    decision.regime().regime(),
                    decision.propensity(),
                    decision.served() == null
                            ? null
                            : decision.served().evidence().trustScore()));
            regimes.add(decision.regime().regime().name());
            if (decision.served() != null) {
                served.add(decision.served().id());
                int version = Integer.parseInt(decision.served().id().substring(1));
                Outcome outcome = versions.outcome(t, version, 0, chance);
                memory.see(version, 0, kind.segment.equals("rogue") ? true : null, outcome);
                record(t, (String) row.get("episodeId"), outcome);
            }
            assertThat(stored.get(t)).as("seed %d, %s", SEED, kind).isEqualTo(expected.get(t));
            if ((t + 1) % REFRESH == 0) {
                memory.refresh();
                NEO4J.run("CALL metapolicy.refreshTrust('f')");
            }
        }
        assertThat(regimes).as("regimes that were met").contains("NONE", "CONSERVATIVE", "STANDARD");
        assertThat(served).as("versions that served").containsExactly("v0", "v1", "v2");
        assertThat(expected.subList(TRIALS / 4, CHANGE))
                .as("the one that turns bad serves most before it does")
                .filteredOn(one -> one.contains(" v1 "))
                .hasSizeGreaterThan((CHANGE - TRIALS / 4) / 2);
        assertThat(expected.subList(TRIALS - REFRESH, TRIALS))
                .as("and hardly at the end")
                .filteredOn(one -> one.contains(" v1 "))
                .hasSizeLessThan(REFRESH / 5);
    }

    /** All versions live, the first the default and the fallback. */
    private static void family() {
        NEO4J.run("CALL metapolicy.grantApprover($who, 'answers for it')", Map.of("who", SharedNeo4j.OWNER));
        Map<String, Object> spec = new HashMap<>(SETTINGS);
        spec.putAll(Map.of("id", "f", "name", "f", "scope", "INDIVIDUAL", "risk_tier", "SAFE"));
        NEO4J.run("CALL metapolicy.create($spec, 'a trial')", Map.of("spec", spec));
        for (int v = 2; v >= 0; v--) {
            Map<String, Object> version = Map.of("version", "v" + v);
            NEO4J.run("CALL metapolicy.registerVersion('f', {id: $version}, 'to be tried')", version);
            NEO4J.run("CALL metapolicy.promote($version, 'known from elsewhere', {override: true})", version);
        }
        NEO4J.run("CALL metapolicy.setFallback('v0', 'the baseline')");
        NEO4J.run("CALL metapolicy.setMode('f', 'ACTIVE', 'it may act')");
        NEO4J.run("""
                UNWIND [['plain', false, 0.1, 0.1], ['rogue', true, 0.8, 0.1], ['loaded', false, 0.1, 0.8]] AS row
                CREATE (:Segment {id: row[0]})-[:HAS_STATE]->
                    (:SegmentState {t: 0, rv: row[1], potency: row[2], affective_load: row[3]})
                """);
    }

    private static Map<String, Object> step(int t, Kind kind, long seed) {
        Map<String, Object> trial = new HashMap<>();
        trial.put("id", "t" + t);
        trial.put("segment", kind.segment);
        trial.put("coherence", kind.signals.coherence());
        trial.put("entropy", kind.signals.entropyChange());
        trial.put(
                "awareness",
                kind.signals.awareness() == null
                        ? null
                        : kind.signals.awareness().name());
        trial.put("minute", 10 * t);
        trial.put("seed", seed);
        return NEO4J.run("""
                        MATCH (s:Segment {id: $segment})
                        CREATE (:Trial {id: $id, coherence: $coherence, entropy_change: $entropy,
                            awareness_condition: $awareness,
                            timestamp: datetime('2026-03-01T00:00:00Z') + duration({minutes: $minute})})-[:USES_SEGMENT]->(s)
                        WITH s CALL metapolicy.step('f', $id, {seed: $seed})
                        YIELD decision, versionId, regime, propensity, trustScore, episodeId
                        RETURN decision, versionId, regime, propensity, trustScore, episodeId
                        """, trial).get(0);
    }

    private static void record(int t, String episode, Outcome outcome) {
        NEO4J.run(
                "MATCH (e:PolicyEpisode {id: $episode}) SET e.human_override = $overridden"
                        + " WITH e CALL metapolicy.recordOutcome(e.id, {id: $id, reward: $reward}) YIELD outcomeId RETURN outcomeId",
                Map.of(
                        "episode",
                        episode,
                        "overridden",
                        outcome.overridden(),
                        "id",
                        "o" + t,
                        "reward",
                        outcome.reward()));
    }

    /** To nine digits: what was stored was read back. */
    private static String text(int t, Object kind, Object version, Object regime, double propensity, Double trust) {
        return String.format(Locale.ROOT, "%d %s %s %s %.9f %.9f", t, kind, version, regime, propensity, trust);
    }
}
