package org.metapolicy.trust;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.Settings;

/**
 * What is known of a version's trust, apart from what is missing (specification, section 5.2).
 *
 * @param score {@link Pci#known} on the reference ranges; null where too little is known
 * @param lower its lower bound; null where that is
 * @param factors the factors whose input is there, by key, on the ranges that the family's {@code normalization} names
 */
public record KnownTrust(Double score, Double lower, Map<String, Part> factors) {
    /** Of a version without evidence. */
    public static final KnownTrust NOTHING = new KnownTrust(null, null, Map.of());

    /**
     * A factor's part in the index.
     *
     * @param weight its weight, in [0, 1]
     * @param share weight times the factor on [0, 1]
     */
    public record Part(double weight, double share) {}

    public KnownTrust {
        factors = Collections.unmodifiableMap(new TreeMap<>(factors));
    }

    /**
     * That of an estimate.
     *
     * @param reference on the reference ranges
     * @param shown on those that {@code normalization} names
     */
    public static KnownTrust of(TrustEstimate reference, TrustEstimate shown) {
        Map<String, Part> parts = new TreeMap<>();
        shown.pci()
                .weights()
                .forEach((factor, weight) -> parts.put(
                        factor.key(),
                        new Part(weight, weight * shown.pci().normalised().get(factor))));
        return new KnownTrust(orNull(reference.pci().known()), orNull(reference.knownLower()), parts);
    }

    /**
     * The trust that {@code select_min} asks for: what is known, and with fewer than 50 episodes the whole index, whose
     * factors are missing for want of episodes; null where too little is known.
     *
     * @param known may be null, where a version of the plugin wrote the figures that did not know it: then the index too
     * @param pci may be null
     * @param n resolved episodes since registration or the last resume
     */
    public static Double served(KnownTrust known, Double pci, long n) {
        return known == null || n < Settings.ENOUGH ? pci : known.score;
    }

    private static Double orNull(double number) {
        return Double.isNaN(number) ? null : number;
    }
}
