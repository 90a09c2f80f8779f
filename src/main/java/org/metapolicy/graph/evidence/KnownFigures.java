package org.metapolicy.graph.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.metapolicy.graph.Schema.Evidence;
import org.metapolicy.trust.KnownTrust;
import org.neo4j.graphdb.Node;

/** What is known of a version's trust, on its VersionEvidence. */
public final class KnownFigures {
    private KnownFigures() {}

    static void save(Node node, KnownTrust known) {
        set(node, Evidence.TRUST_KNOWN, known.score());
        set(node, Evidence.TRUST_KNOWN_LOWER, known.lower());
        node.setProperty(Evidence.KNOWN_FACTORS, known.factors().keySet().toArray(String[]::new));
        node.setProperty(
                Evidence.KNOWN_WEIGHTS,
                known.factors().values().stream()
                        .mapToDouble(KnownTrust.Part::weight)
                        .toArray());
        node.setProperty(
                Evidence.KNOWN_SHARES,
                known.factors().values().stream()
                        .mapToDouble(KnownTrust.Part::share)
                        .toArray());
    }

    /**
     * As it stands; empty where a version of the plugin saved the figures that did not know it. Lists that do not fit each
     * other tell of no factor, and what is no finite number is none.
     */
    public static Optional<KnownTrust> read(Node node) {
        return read(node.getProperties(
                Evidence.KNOWN_FACTORS,
                Evidence.KNOWN_WEIGHTS,
                Evidence.KNOWN_SHARES,
                Evidence.TRUST_KNOWN,
                Evidence.TRUST_KNOWN_LOWER)::get);
    }

    /** The same of what was read of the node already, by key. */
    public static Optional<KnownTrust> read(Function<String, Object> evidence) {
        Object known = evidence.apply(Evidence.KNOWN_FACTORS);
        if (known == null) {
            return Optional.empty();
        }
        Map<String, KnownTrust.Part> parts = new TreeMap<>();
        if (known instanceof String[] factors
                && evidence.apply(Evidence.KNOWN_WEIGHTS) instanceof double[] weights
                && evidence.apply(Evidence.KNOWN_SHARES) instanceof double[] shares
                && factors.length == weights.length
                && factors.length == shares.length
                && areFinite(weights)
                && areFinite(shares)) {
            for (int i = 0; i < factors.length; i++) {
                parts.put(factors[i], new KnownTrust.Part(weights[i], shares[i]));
            }
        }
        return Optional.of(new KnownTrust(
                number(evidence.apply(Evidence.TRUST_KNOWN)),
                number(evidence.apply(Evidence.TRUST_KNOWN_LOWER)),
                parts));
    }

    /** Without a stream: this is asked for each version of each decision. */
    private static boolean areFinite(double[] numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    private static Double number(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? (Double) number.doubleValue()
                : null;
    }

    private static void set(Node node, String key, Double value) {
        if (value == null) {
            node.removeProperty(key);
        } else {
            node.setProperty(key, value);
        }
    }
}
