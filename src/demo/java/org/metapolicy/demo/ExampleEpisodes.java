package org.metapolicy.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The example's episodes with their outcomes, as rows for Cypher: the same for the same seed. Twelve people, sessions of
 * twenty trials, two of six segments with high potency, four contexts (time of day by load), of a team two (time of day).
 */
final class ExampleEpisodes {
    static final List<String> SEGMENTS = List.of("intent", "habit", "fatigue", "trust", "goal", "mood");
    static final List<Double> POTENCIES = List.of(0.82, 0.35, 0.76, 0.41, 0.22, 0.30);

    /** How many trials of week 9 ask for a decision. */
    static final int TO_DECIDE = 40;

    private static final Instant PILOT_START = Instant.parse("2026-01-05T08:00:00Z");
    private static final int PEOPLE = 12;
    private static final int TRIALS_A_SESSION = 20;

    private final long seed;

    ExampleEpisodes(long seed) {
        this.seed = seed;
    }

    /** The rows of one version in one phase (0 or 1), in order of time. */
    List<Map<String, Object>> rows(ExampleVersion version, int phase) {
        Random random = new Random(seed * 31 + version.id().hashCode() * 7L + phase);
        int count = version.episodes().get(phase);
        if (count == 0) {
            return List.of();
        }
        // Each phase is four weeks; a version's episodes are spread over it evenly.
        Duration step = Duration.ofDays(28).dividedBy(count);
        Instant start = PILOT_START.plus(Duration.ofDays(28L * phase));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Instant at = start.plus(step.multipliedBy(k)).plusSeconds(random.nextInt(60));
            rows.add(row(version, phase, k, at, random));
        }
        return rows;
    }

    /** The trials of week 9, in order of time: each uses two segments, and one in ten has no coherence measured. */
    List<Map<String, Object>> trialsToDecide() {
        Random random = new Random(seed * 31 + 9);
        Instant start = PILOT_START.plus(Duration.ofDays(56));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int k = 0; k < TO_DECIDE; k++) {
            int session = k / TRIALS_A_SESSION;
            double coherence = round(clamp(0.6 + 0.15 * random.nextGaussian(), 0, 1));
            boolean measured = random.nextInt(10) > 0;
            Map<String, Object> trial = trial("focus.week-9." + k, coherence, random);
            if (!measured) {
                trial.remove("coherence");
            }
            trial.put("timestamp", utc(start.plus(Duration.ofMinutes(90L * k))));
            int segment = random.nextInt(SEGMENTS.size());
            rows.add(Map.of(
                    "trial",
                    trial,
                    "segments",
                    List.of(SEGMENTS.get(segment), SEGMENTS.get((segment + 1) % SEGMENTS.size())),
                    "participant",
                    String.format("P%02d", 1 + session % PEOPLE),
                    "session",
                    "focus.week-9.s" + session,
                    "seed",
                    k));
        }
        return rows;
    }

    private static Map<String, Object> trial(String id, double coherence, Random random) {
        Map<String, Object> trial = new HashMap<>();
        trial.put("id", id);
        trial.put("coherence", coherence);
        trial.put("entropy_change", round(0.2 * random.nextGaussian()));
        trial.put("awareness_condition", random.nextDouble() < 0.8 ? "FULL" : "PU");
        return trial;
    }

    private static Map<String, Object> row(ExampleVersion version, int phase, int k, Instant at, Random random) {
        String id = version.id() + "." + phase + "." + k;
        boolean evening = version.evening(random);
        Behaviour behaviour = version.behaviour(phase, evening);
        double load = round(random.nextDouble());
        boolean override = random.nextDouble() < behaviour.overrideRate();
        int session = k / TRIALS_A_SESSION;
        double coherence = clamp(0.6 + 0.15 * random.nextGaussian(), 0, 1);
        double deltaCoherence = clamp(behaviour.coherence() + 0.08 * random.nextGaussian(), -1, 1);

        Map<String, Object> episode = new HashMap<>();
        episode.put("id", id);
        episode.put("policy_id", version.policyId());
        episode.put("policy_version_id", version.id());
        episode.put("trial_id", id);
        episode.put("timestamp", utc(at));
        episode.put("context", List.of(evening ? 1.0 : 0.0, load, round(coherence)));
        episode.put("context_cluster", version.cluster(evening, load));
        episode.put("rv_segment_ids", List.of(SEGMENTS.get(random.nextInt(SEGMENTS.size()))));
        episode.put(
                "chosen_intervention_id",
                version.interventions()
                        .get(random.nextInt(version.interventions().size())));
        episode.put("propensity", round(1.0 / version.interventions().size()));
        episode.put("human_override", override);
        if (override) {
            episode.put("override_type", random.nextBoolean() ? "DISMISSED" : "REPLACED");
        }

        Map<String, Object> outcome = new HashMap<>();
        outcome.put("id", id);
        outcome.put("episode_id", id);
        outcome.put("reward", round(clamp(behaviour.reward() + behaviour.spread() * random.nextGaussian(), -1, 1)));
        outcome.put("delta_coherence", round(deltaCoherence));
        outcome.put("coherence_after", round(clamp(coherence + deltaCoherence, 0, 1)));
        outcome.put("delta_accuracy", round(clamp(behaviour.accuracy() + 0.1 * random.nextGaussian(), -1, 1)));
        outcome.put("delta_calibration", round(clamp(0.02 + 0.08 * random.nextGaussian(), -1, 1)));
        outcome.put("safety_flag", random.nextDouble() < behaviour.flagRate());
        outcome.put("recorded_at", utc(at.plusSeconds(120 + random.nextInt(300))));

        return Map.of(
                "episode",
                episode,
                "outcome",
                outcome,
                "trial",
                trial(id, round(coherence), random),
                "participant",
                String.format("P%02d", 1 + session % PEOPLE),
                "session",
                version.id() + "." + phase + ".s" + session);
    }

    private static ZonedDateTime utc(Instant at) {
        return at.atZone(ZoneOffset.UTC);
    }

    private static double clamp(double value, double low, double high) {
        return Math.min(high, Math.max(low, value));
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
