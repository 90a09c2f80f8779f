package org.metapolicy.selection.choice;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the versions that a decision considered would have done, and how likely what was done was.
 *
 * @param interventions by version id, of those of which it is known
 * @param propensity the probability of what was done, whichever version did it, in (0, 1]; null where of one that could have
 *     been chosen it is not known what it would have done, or not known what was done
 */
public record VersionChoices(SortedMap<String, String> interventions, Double propensity) {
    /** What is done where nobody acts. */
    public static final String NOBODY = "NO_INTERVENTION";

    /** Nothing is known. */
    public static final VersionChoices NONE = new VersionChoices(new TreeMap<>(), null);

    public VersionChoices {
        interventions = Collections.unmodifiableSortedMap(new TreeMap<>(interventions));
    }

    /**
     * Sums the probability of what was done: p(a) is the sum of the propensities of the versions that would have done a.
     *
     * @param done the intervention, {@link #NOBODY} where nobody acts; null where it is not known
     * @param decided the probability of the decision, in (0, 1]
     * @param chances the probability of each version's turn by its id, and under null of nobody's
     * @param interventions by version id, what is known
     */
    public static VersionChoices of(
            String done, double decided, Map<String, Double> chances, SortedMap<String, String> interventions) {
        return new VersionChoices(interventions, propensity(done, decided, chances, interventions));
    }

    private static Double propensity(
            String done, double decided, Map<String, Double> chances, Map<String, String> interventions) {
        if (done == null) {
            return null;
        }
        if (decided == 1) {
            // Nobody else could have had a turn.
            return 1.0;
        }
        double sum = 0;
        for (Map.Entry<String, Double> chance : chances.entrySet()) {
            String would = chance.getKey() == null ? NOBODY : interventions.get(chance.getKey());
            if (chance.getValue() > 0 && would == null) {
                return null;
            }
            sum += Objects.equals(would, done) ? chance.getValue() : 0;
        }
        return sum > 0 ? (Double) Math.min(1, sum) : null;
    }
}
