package org.metapolicy.selection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.selection.choice.VersionChoices;

/**
 * What selection answers.
 *
 * @param served the version that acts, null for none
 * @param suggested in SHADOW mode the version that would have acted, else null
 * @param propensity the probability of what is served, in (0, 1]; in SHADOW mode, where chance moves only the
 *     suggestion, 1 (the suggestion's own stands in {@code considered})
 * @param considered every version that was looked at, by id
 */
public record Decision(
        Kind kind,
        VersionStanding served,
        VersionStanding suggested,
        RegimeDecision regime,
        Draw draw,
        double propensity,
        String reason,
        List<Considered> considered) {
    /** What is done. */
    public enum Kind {
        USE_VERSION,
        FALLBACK,
        NO_INTERVENTION
    }

    /**
     * What the versions considered would have done, with the probability of what was done.
     *
     * @param intervention of the version served; null where none is known, or nobody serves
     * @param interventions by version, as far as they are known
     */
    public VersionChoices choices(String intervention, SortedMap<String, String> interventions) {
        Map<String, Double> chances = new HashMap<>();
        considered.forEach(
                one -> chances.put(one.version() == null ? null : one.version().id(), one.propensity()));
        return VersionChoices.of(
                served == null ? VersionChoices.NOBODY : intervention, propensity, chances, interventions);
    }

    /** By id, the versions that could serve with their chance, in (0, 1]; nobody has what is left to 1. */
    public SortedMap<String, Double> chances() {
        SortedMap<String, Double> chances = new TreeMap<>();
        if (propensity == 1) {
            // Where one is certain, what the others have is a suggestion's.
            if (served != null) {
                chances.put(served.id(), 1.0);
            }
            return chances;
        }
        considered.stream()
                .filter(one -> one.version() != null && one.propensity() > 0)
                .forEach(one -> chances.put(one.version().id(), one.propensity()));
        return chances;
    }

    /** The score of the version served, or null. */
    public Score score() {
        for (Considered one : considered) {
            if (served != null && one.version() == served) {
                return one.score();
            }
        }
        return null;
    }
}
