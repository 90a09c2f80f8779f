package org.metapolicy.counterfactual.running;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.counterfactual.EvaluationOptions;

/**
 * What a decision's record says of what was done, of what each version would have done, and of how likely either was.
 *
 * @param at when it was decided
 * @param standard the default then; null where there was none
 * @param done what was decided: an intervention, or the turn of a version where not all that could be done is known
 * @param propensity how likely it was, in (0, 1]
 * @param arms by version, what it would have done
 * @param chances by version, how likely its turn was, in [0, 1]
 */
public record MadeDecision(
        Instant at,
        String standard,
        String done,
        double propensity,
        SortedMap<String, Arm> arms,
        SortedMap<String, Double> chances) {
    /** What rounding may leave of chances that sum to 1. */
    private static final double LEAST = 1e-9;

    /**
     * What one version would have done.
     *
     * @param does an intervention, or the version's own turn
     * @param propensity how likely that was to be done, whichever version did it, in [0, 1]
     */
    public record Arm(String does, double propensity) {}

    public MadeDecision {
        arms = Collections.unmodifiableSortedMap(new TreeMap<>(arms));
        chances = Collections.unmodifiableSortedMap(new TreeMap<>(chances));
    }

    /** One of which nothing is said of the turns of versions. */
    public MadeDecision(Instant at, String standard, String done, double propensity, SortedMap<String, Arm> arms) {
        this(at, standard, done, propensity, arms, new TreeMap<>());
    }

    /**
     * Reads a record. Where one of the versions that had a chance is not known to do anything in particular, the probability
     * of an intervention is not known either, and what is compared are the turns of the versions themselves.
     *
     * @param considered each version with {@code version_id}, {@code propensity} and {@code is_default}; in SHADOW mode the
     *     propensities are those of the suggestion
     * @param interventions by version, what it would have done, as far as it is known
     * @param served the version that decided; null for nobody
     * @param intervention what it did; null where that is not known
     * @param propensity of the version served, in (0, 1]
     * @return empty where the record says no such thing
     */
    public static Optional<MadeDecision> read(
            Instant at,
            List<Map<String, Object>> considered,
            Map<String, String> interventions,
            String served,
            String intervention,
            double propensity) {
        Map<String, Double> chances = new HashMap<>();
        String standard = null;
        for (Map<String, Object> one : considered) {
            if (one == null || !(one.get("propensity") instanceof Number chance) || !isReadable(one, chance)) {
                return Optional.empty();
            }
            String version = (String) one.get("version_id");
            // Where one was certain, what the others have is a suggestion's.
            chances.put(
                    version,
                    propensity == 1
                            ? (version == null ? served == null : version.equals(served)) ? 1.0 : 0.0
                            : chance.doubleValue());
            standard = Boolean.TRUE.equals(one.get("is_default")) ? version : standard;
        }
        chances.putIfAbsent(served, propensity);
        Map<String, String> does = new HashMap<>(interventions);
        does.put(null, EvaluationOptions.NOBODY);
        if (served != null && intervention != null) {
            does.put(served, intervention);
        }
        boolean known = chances.entrySet().stream()
                .allMatch(chance -> chance.getValue() == 0 || does.get(chance.getKey()) != null);
        Map<String, Double> likely = new HashMap<>();
        SortedMap<String, Arm> arms = new TreeMap<>();
        SortedMap<String, Double> turns = new TreeMap<>();
        chances.forEach((version, chance) -> likely.merge(arm(version, does, known), chance, Double::sum));
        chances.keySet().stream().filter(version -> version != null).forEach(version -> {
            String arm = arm(version, does, known);
            arms.put(version, new Arm(arm, Math.min(1, likely.get(arm))));
            turns.put(version, chances.get(version));
        });
        String done = arm(served, does, known);
        double likelihood = Math.min(1, likely.get(done));
        return likelihood > 0
                ? Optional.of(new MadeDecision(at, standard, done, likelihood, arms, turns))
                : Optional.empty();
    }

    /** A version that is named by no text is not nobody; what is no flag does not say that another is the default. */
    private static boolean isReadable(Map<String, Object> one, Number chance) {
        return chance.doubleValue() >= 0
                && chance.doubleValue() <= 1
                && (one.get("version_id") == null || one.get("version_id") instanceof String)
                && (one.get("is_default") == null || one.get("is_default") instanceof Boolean);
    }

    /**
     * How likely what would be done if versions had these chances, and nobody what they leave to 1: of all that would have any chance.
     *
     * @param turns by version, each one of the record's, how likely its turn is, in [0, 1]
     */
    public SortedMap<String, Double> likely(SortedMap<String, Double> turns) {
        SortedMap<String, Double> likely = new TreeMap<>();
        double left = 1;
        for (Map.Entry<String, Double> turn : turns.entrySet()) {
            if (turn.getValue() > 0) {
                likely.merge(arms.get(turn.getKey()).does(), turn.getValue(), Double::sum);
                left -= turn.getValue();
            }
        }
        if (left > LEAST) {
            boolean ofNobody =
                    arms.values().stream().noneMatch(arm -> arm.does().equals(done));
            likely.merge(ofNobody ? done : EvaluationOptions.NOBODY, left, Double::sum);
        }
        likely.replaceAll((does, share) -> Math.min(1, share));
        return likely;
    }

    private static String arm(String version, Map<String, String> does, boolean known) {
        String intervention = known ? does.get(version) : null;
        return intervention == null ? "version " + version : intervention;
    }
}
