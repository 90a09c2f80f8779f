package org.metapolicy.evidence;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.RawFactors;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.WindowClosing;
import org.metapolicy.trust.WindowStatistics;

/**
 * What a snapshot stores (specification, section 4.3): the figures of the window that closed, and the trust over all
 * trust windows at that moment. What is not known is left out, as Neo4j stores no nulls.
 */
public final class SnapshotProperties {
    /** Names the formula, so that a later one can be told apart. */
    static final String FORMULA = "PCI/4 REFERENCE";

    /** The formula before: the same index, whose bounds reached no further than what had come. */
    private static final String THIRD = "PCI/3 REFERENCE";

    /**
     * The one before that: flags stood beside resolved episodes, of which each had an outcome, and coverage was measured against
     * what the whole family had met.
     */
    private static final String SECOND = "PCI/2 REFERENCE";

    /** And the one before that, also over windows of then: it counted no cluster but one as breadth 0, and no segment as amplification 0. */
    private static final String FIRST = "PCI/1 REFERENCE";

    public static final String TRUST_SCORE = "trust_score";
    /** The index with the weight of what is missing spread over what is there. */
    public static final String TRUST_KNOWN = "trust_known";

    public static final String TRUST_LOWER = "trust_lower";
    public static final String TRUST_UPPER = "trust_upper";
    /** The keys of {@link #of(WindowStatistics)}, of which some may be missing. */
    public static final Set<String> OF_WINDOW = Stream.concat(
                    Stream.of("n_episodes", "n_outcomes", "safety_flags", "override_rate", "reward_std"),
                    Variable.measures().stream().map(Variable::meanKey))
            .collect(Collectors.toUnmodifiableSet());

    private static final String RAW = "raw_";
    private static final String NORM = "norm_";
    private static final String CONTEXT_COVERAGE = "context_coverage";

    private static final Set<String> KEYS = Stream.of(
                    OF_WINDOW.stream(),
                    Stream.of("kept_limits", "trust_episodes", "formula", CONTEXT_COVERAGE),
                    Stream.of(TRUST_SCORE, TRUST_KNOWN, TRUST_LOWER, TRUST_UPPER),
                    Stream.of(Factor.values()).flatMap(factor -> Stream.of(RAW + factor.key(), NORM + factor.key())))
            .flatMap(keys -> keys)
            .collect(Collectors.toUnmodifiableSet());

    private SnapshotProperties() {}

    public static SnapshotFigures of(WindowClosing closing, Instant now) {
        Map<String, Object> properties = of(closing.window());
        properties.put("kept_limits", closing.kept());
        properties.put(TRUST_LOWER, closing.estimate().bounds().lower());
        properties.put(TRUST_UPPER, closing.estimate().bounds().upper());
        properties.put("trust_episodes", closing.estimate().windows().n());
        properties.putAll(of(closing.estimate().pci()));
        properties.put("formula", closing.carriedOver() ? FIRST : FORMULA);
        return new SnapshotFigures(closing.t(), now, properties);
    }

    /** Whether a snapshot of a window may have a property of this key, beside those that name it. */
    public static boolean isOne(String key) {
        return KEYS.contains(key);
    }

    /** The figures of the index alone. */
    public static Map<String, Object> of(Pci pci) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put(TRUST_SCORE, pci.value());
        if (!Double.isNaN(pci.known())) {
            properties.put(TRUST_KNOWN, pci.known());
        }
        for (Factor factor : Factor.values()) {
            if (!pci.raw().missing(factor)) {
                properties.put(RAW + factor.key(), pci.raw().get(factor));
            }
            properties.put(NORM + factor.key(), pci.normalised().get(factor));
        }
        if (!Double.isNaN(pci.raw().contextCoverage())) {
            properties.put(CONTEXT_COVERAGE, pci.raw().contextCoverage());
        }
        return properties;
    }

    /** The raw factors that a snapshot stores; what it does not store is missing. */
    public static RawFactors raw(Map<String, Object> properties) {
        Map<Factor, Double> known = new EnumMap<>(Factor.class);
        for (Factor factor : Factor.values()) {
            known.put(factor, number(properties.get(RAW + factor.key())));
        }
        return RawFactors.of(known, number(properties.get(CONTEXT_COVERAGE)));
    }

    /** What a snapshot that is stored says by an earlier formula, or did not say yet, by key. */
    public static Set<String> notYetIn(Map<String, Object> stored) {
        if (FIRST.equals(stored.get("formula")) && !stored.containsKey("n_outcomes")) {
            return Set.of(
                    TRUST_KNOWN, "formula", "n_outcomes", RAW + Factor.BREADTH.key(), RAW + Factor.AMPLIFICATION.key());
        }
        if (FIRST.equals(stored.get("formula"))) {
            return Set.of(TRUST_KNOWN, "formula", RAW + Factor.BREADTH.key(), RAW + Factor.AMPLIFICATION.key());
        }
        return SECOND.equals(stored.get("formula")) ? Set.of("formula", "n_outcomes") : Set.of();
    }

    /**
     * What a recount does not find as a stored snapshot says it, by key: what depends on how many context clusters were known
     * to others, where an earlier formula looked at those, and bounds by an earlier formula.
     */
    public static Set<String> notRecounted(Map<String, Object> stored) {
        if (THIRD.equals(stored.get("formula"))) {
            return Set.of("formula", TRUST_LOWER, TRUST_UPPER);
        }
        if (!SECOND.equals(stored.get("formula")) && !FIRST.equals(stored.get("formula"))) {
            return Set.of();
        }
        Set<String> keys = new HashSet<>(notYetIn(stored));
        keys.addAll(Set.of(
                "formula",
                TRUST_SCORE,
                TRUST_KNOWN,
                TRUST_LOWER,
                TRUST_UPPER,
                CONTEXT_COVERAGE,
                RAW + Factor.BREADTH.key(),
                NORM + Factor.BREADTH.key()));
        return keys;
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The figures of the window alone. */
    public static Map<String, Object> of(WindowStatistics window) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("n_episodes", window.n());
        properties.put("n_outcomes", window.outcomes());
        properties.put("safety_flags", window.flags());
        put(properties, "override_rate", window.overrideRate());
        put(properties, "reward_std", window.reward().deviation());
        for (Variable measure : Variable.measures()) {
            put(properties, measure.meanKey(), window.measure(measure).average());
        }
        return properties;
    }

    private static void put(Map<String, Object> properties, String key, OptionalDouble value) {
        value.ifPresent(number -> properties.put(key, number));
    }
}
