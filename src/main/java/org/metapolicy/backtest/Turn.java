package org.metapolicy.backtest;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.MadeDecision;

/**
 * A decision as ways of choosing see it.
 *
 * @param made what each version would have done, and how likely
 * @param served who decided; null for nobody
 * @param inService by id, the versions that were LIVE then, with their trust score, NaN where it was not known
 * @param replayed by id, the chance of each version if the decision were made again under other settings, nobody having what is
 *     left to 1; null where that is not asked or not known
 */
public record Turn(
        MadeDecision made, String served, SortedMap<String, Double> inService, SortedMap<String, Double> replayed) {
    public Turn {
        inService = Collections.unmodifiableSortedMap(new TreeMap<>(inService));
    }

    /**
     * Of a record.
     *
     * @param considered each version with {@code version_id}, {@code status} and {@code trust_score}
     */
    public static Turn of(MadeDecision made, String served, List<Map<String, Object>> considered) {
        SortedMap<String, Double> inService = new TreeMap<>();
        considered.stream()
                .filter(one -> "LIVE".equals(one.get("status"))
                        && one.get("version_id") instanceof String id
                        && made.arms().containsKey(id))
                .forEach(one -> inService.put(
                        (String) one.get("version_id"),
                        one.get("trust_score") instanceof Number trust ? trust.doubleValue() : Double.NaN));
        return new Turn(made, served, inService, null);
    }

    /**
     * The same with what would be decided under other settings.
     *
     * @param chances by id of the version, each in (0, 1]
     */
    public Turn replayed(SortedMap<String, Double> chances) {
        return new Turn(made, served, inService, Collections.unmodifiableSortedMap(new TreeMap<>(chances)));
    }
}
