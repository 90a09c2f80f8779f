package org.metapolicy.counterfactual;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An episode with what came of it, as any program may have written it.
 *
 * @param id for messages
 * @param at when it was decided; empty where nothing readable says so
 * @param cluster {@code context_cluster}; null where nothing is written
 * @param hash {@code context_hash}; null where nothing is written
 * @param context the context vector; empty where there is none that can be read
 * @param done what was decided; null where nothing is written
 * @param propensity of what was decided; null where nothing is written
 * @param override whether a person overruled it; null where nobody said so
 * @param hasOutcome whether an outcome came
 * @param reward of it; null where nothing is written, {@link Contradictory} where several came and none was counted
 * @param versions the ids of the versions that decided it
 * @param choices by version, what is written of what it would have done, each once or more often
 * @param chances by what might have been done, how likely it was, as the record of the decision says it: what is not among them had
 *     no chance; empty where no record says so of all
 */
public record StoredDecision(
        String id,
        Optional<Instant> at,
        Object cluster,
        Object hash,
        List<Double> context,
        Object done,
        Object propensity,
        Object override,
        boolean hasOutcome,
        Object reward,
        List<String> versions,
        Map<String, List<StoredChoice>> choices,
        SortedMap<String, Double> chances) {
    /** What stands on one WOULD_CHOOSE. */
    public record StoredChoice(Object interventions, Object probabilities) {}

    /**
     * What stands in the place of a reward where nothing says which of several outcomes is the decision's.
     *
     * @param outcomes how many
     */
    public record Contradictory(int outcomes) {}

    public StoredDecision {
        context = List.copyOf(context);
        versions = List.copyOf(versions);
        choices = Map.copyOf(choices);
        chances = Collections.unmodifiableSortedMap(new TreeMap<>(chances));
    }

    /** One of which no record tells what else might have been done. */
    public StoredDecision(
            String id,
            Optional<Instant> at,
            Object cluster,
            Object hash,
            List<Double> context,
            Object done,
            Object propensity,
            Object override,
            boolean hasOutcome,
            Object reward,
            List<String> versions,
            Map<String, List<StoredChoice>> choices) {
        this(
                id,
                at,
                cluster,
                hash,
                context,
                done,
                propensity,
                override,
                hasOutcome,
                reward,
                versions,
                choices,
                new TreeMap<>());
    }

    /**
     * The propensity of what was decided at an episode that has a record of its decision. It is the record's; one that the episode contradicts
     * is told as both, which is no number.
     *
     * @param ofEpisode what stands on the episode; null for nothing
     * @param ofRecord what the record says of the intervention; null for nothing
     * @param ofVersion what it says of the version that had its turn
     * @return null where it is not known
     */
    public static Object propensity(Object ofEpisode, Object ofRecord, Object ofVersion) {
        if (ofRecord == null) {
            // Nobody else had a chance where it is 1: that is then the intervention's too.
            return isOne(ofEpisode) && isOne(ofVersion) ? ofEpisode : null;
        }
        return ofEpisode == null || ofEpisode.equals(ofRecord) ? ofRecord : ofEpisode + " and " + ofRecord;
    }

    private static boolean isOne(Object propensity) {
        return propensity instanceof Number number && number.doubleValue() == 1;
    }
}
