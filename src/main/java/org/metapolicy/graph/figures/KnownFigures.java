package org.metapolicy.graph.figures;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.metapolicy.graph.Schema.Evidence;
import org.metapolicy.graph.read.Values;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.KnownTrust;
import org.neo4j.graphdb.Node;

/**
 * What is known of a version's trust, on its VersionEvidence: for readers as lists, and the same for decisions as bytes, which
 * the database reads as they are, where it decodes a list bit by bit. The bytes say which figures they go with: beside others,
 * as an earlier version of the plugin on another member of a cluster writes them, the lists count.
 */
public final class KnownFigures {
    private static final Factor[] ORDER = Factor.values();

    private static final int LENGTH = Double.BYTES * (2 + 2 * ORDER.length);

    private KnownFigures() {}

    /** @param node has trust_score and n_total of the same figures already */
    public static void save(Node node, KnownTrust known) {
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
        node.setProperty(Evidence.KNOWN_PARTS, bytes(known, (Double) node.getProperty(Evidence.TRUST_SCORE), (Long)
                node.getProperty(Evidence.N_TOTAL)));
    }

    /** The figures that they go with, and weight and share of each factor in their order: not a number for one that is not there. */
    private static byte[] bytes(KnownTrust known, double trustScore, long nTotal) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).putDouble(trustScore).putDouble(nTotal);
        for (Factor factor : ORDER) {
            KnownTrust.Part part = known.factors().get(factor.key());
            bytes.putDouble(part == null ? Double.NaN : part.weight());
            bytes.putDouble(part == null ? Double.NaN : part.share());
        }
        return bytes.array();
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
        return Optional.of(known(evidence, parts));
    }

    /**
     * The same for a decision, which compares versions by these parts.
     *
     * @param read what was read of the node already: the bytes, whether there are lists, and the figures
     * @param node asked for lists where the bytes are none that can be read, as an earlier version of the plugin left them
     */
    public static Optional<KnownTrust> read(Values read, Node node) {
        if (!read.has(Evidence.KNOWN_FACTORS)) {
            return Optional.empty();
        }
        Map<String, KnownTrust.Part> parts =
                parts(read.get(Evidence.KNOWN_PARTS), read.get(Evidence.TRUST_SCORE), read.get(Evidence.N_TOTAL));
        return parts == null ? read(node) : Optional.of(known(read::get, parts));
    }

    /** Whether the bytes, where a decision goes by any, say what the lists say. */
    public static boolean areAsListed(Node node) {
        Map<String, KnownTrust.Part> parts = parts(
                node.getProperty(Evidence.KNOWN_PARTS, null),
                node.getProperty(Evidence.TRUST_SCORE, null),
                node.getProperty(Evidence.N_TOTAL, null));
        return parts == null
                || read(node).map(known -> known.factors().equals(parts)).orElse(true);
    }

    /** Null where the bytes are none, or do not go with these figures. */
    private static Map<String, KnownTrust.Part> parts(Object stored, Object trustScore, Object nTotal) {
        if (!(stored instanceof byte[] numbers) || numbers.length != LENGTH) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(numbers);
        boolean same = trustScore instanceof Double score
                && Double.compare(score, bytes.getDouble()) == 0
                && nTotal instanceof Long n
                && n == bytes.getDouble();
        return same ? parts(bytes) : null;
    }

    private static Map<String, KnownTrust.Part> parts(ByteBuffer bytes) {
        Map<String, KnownTrust.Part> parts = new TreeMap<>();
        for (Factor factor : ORDER) {
            double weight = bytes.getDouble();
            double share = bytes.getDouble();
            if (Double.isFinite(weight) && Double.isFinite(share)) {
                parts.put(factor.key(), new KnownTrust.Part(weight, share));
            }
        }
        return parts;
    }

    private static KnownTrust known(Function<String, Object> evidence, Map<String, KnownTrust.Part> parts) {
        return new KnownTrust(
                number(evidence.apply(Evidence.TRUST_KNOWN)),
                number(evidence.apply(Evidence.TRUST_KNOWN_LOWER)),
                parts);
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
