package org.metapolicy.graph.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.graph.GovernedNodes;
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
     * other tell of no factor.
     */
    public static Optional<KnownTrust> read(Node node) {
        if (!node.hasProperty(Evidence.KNOWN_FACTORS)) {
            return Optional.empty();
        }
        Map<String, KnownTrust.Part> parts = new TreeMap<>();
        if (node.getProperty(Evidence.KNOWN_FACTORS) instanceof String[] factors
                && node.getProperty(Evidence.KNOWN_WEIGHTS, null) instanceof double[] weights
                && node.getProperty(Evidence.KNOWN_SHARES, null) instanceof double[] shares
                && factors.length == weights.length
                && factors.length == shares.length) {
            for (int i = 0; i < factors.length; i++) {
                parts.put(factors[i], new KnownTrust.Part(weights[i], shares[i]));
            }
        }
        return Optional.of(new KnownTrust(
                GovernedNodes.number(node, Evidence.TRUST_KNOWN),
                GovernedNodes.number(node, Evidence.TRUST_KNOWN_LOWER),
                parts));
    }

    private static void set(Node node, String key, Double value) {
        if (value == null) {
            node.removeProperty(key);
        } else {
            node.setProperty(key, value);
        }
    }
}
