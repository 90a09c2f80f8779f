package org.metapolicy.counterfactual;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param reward of it; null where nothing is written
 * @param versions the ids of the versions that decided it
 * @param choices by version, what is written of what it would have done, each once or more often
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
        Map<String, List<StoredChoice>> choices) {
    /** What stands on one WOULD_CHOOSE. */
    public record StoredChoice(Object interventions, Object probabilities) {}

    public StoredDecision {
        context = List.copyOf(context);
        versions = List.copyOf(versions);
        choices = Map.copyOf(choices);
    }
}
