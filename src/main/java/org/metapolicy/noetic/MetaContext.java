package org.metapolicy.noetic;

import java.util.ArrayList;
import java.util.List;

/**
 * What the Noetic layer knows before the next stimulus. Every signal may be null, which means that it is not known; an
 * unknown signal never opens a regime.
 *
 * @param coherence in [0, 1]
 * @param entropyChange a finite number, signed
 * @param maxRvPotency the highest potency among the rogue variables in play, in [0, 1]; 0 where there are none
 * @param affectiveLoad the highest affective load in play, in [0, 1]
 * @param awareness the trial's awareness condition
 * @param coherenceStability sample standard deviation of coherence over the session's last trials, in [0, 1]; the one signal
 *     of which no regime asks that it be known
 */
public record MetaContext(
        Double coherence,
        Double entropyChange,
        Double maxRvPotency,
        Double affectiveLoad,
        Awareness awareness,
        Double coherenceStability) {
    public static final String COHERENCE = "coherence";
    public static final String ENTROPY_CHANGE = "entropy_change";
    public static final String MAX_RV_POTENCY = "max_rv_potency";
    public static final String AFFECTIVE_LOAD = "affective_load";
    public static final String AWARENESS = "awareness";
    public static final String COHERENCE_STABILITY = "coherence_stability";

    /** Nothing is known. */
    public static final MetaContext UNKNOWN = new MetaContext(null, null, null, null, null);

    /** Without a word on how steady coherence has been. */
    public MetaContext(
            Double coherence, Double entropyChange, Double maxRvPotency, Double affectiveLoad, Awareness awareness) {
        this(coherence, entropyChange, maxRvPotency, affectiveLoad, awareness, null);
    }

    /** The keys of the five signals that a regime asks for and that are not known, in the order of the components. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        noteMissing(missing, COHERENCE, coherence);
        noteMissing(missing, ENTROPY_CHANGE, entropyChange);
        noteMissing(missing, MAX_RV_POTENCY, maxRvPotency);
        noteMissing(missing, AFFECTIVE_LOAD, affectiveLoad);
        noteMissing(missing, AWARENESS, awareness);
        return List.copyOf(missing);
    }

    private static void noteMissing(List<String> missing, String key, Object signal) {
        if (signal == null) {
            missing.add(key);
        }
    }
}
