package org.metapolicy.graph.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.metapolicy.evidence.CountingTransaction.SavedVersion;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Evidence;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.Schema.Version;
import org.metapolicy.graph.Values;
import org.metapolicy.graph.figures.KnownFigures;
import org.metapolicy.policy.Shown;
import org.neo4j.graphdb.Node;

/** The figures that selection and people read of a version's running states, on its VersionEvidence and on itself. */
public final class RunningFigures {
    private RunningFigures() {}

    /** Writes the figures alone. */
    public static void save(Node version, Node node, SavedVersion saved) {
        VersionFigures figures = saved.figures();
        saveShadow(node, !saved.states().shadow().isEmpty(), figures);
        node.setProperty(Evidence.TRUST_SCORE, figures.trustScore());
        node.setProperty(Evidence.TRUST_LOWER, figures.trustLower());
        node.setProperty(Evidence.TRUST_UPPER, figures.trustUpper());
        node.setProperty(Evidence.SAFETY_NORM, figures.safetyNorm());
        node.setProperty(Evidence.N, figures.n());
        node.setProperty(Evidence.N_SINCE_RESUME, figures.nSinceResume());
        node.setProperty(Evidence.N_TOTAL, figures.nTotal());
        setOrRemove(node, Evidence.REWARD_MEAN, figures.rewardMean());
        node.setProperty(Evidence.ALARM, figures.alarm());
        node.setProperty(Evidence.KNOWN_CLUSTERS, (long) figures.knownClusters());
        node.setProperty(Evidence.SHADOW_KNOWN_CLUSTERS, (long) figures.shadowKnownClusters());
        node.setProperty(Evidence.AS_OF_EVENT, events(version));
        figures.known().ifPresent(known -> KnownFigures.save(node, known));
        version.setProperty(Version.TRUST_SCORE_LATEST, figures.trustScore());
        version.setProperty(Version.TRUST_LOWER_LATEST, figures.trustLower());
        version.setProperty(Version.TRUST_UPPER_LATEST, figures.trustUpper());
        version.setProperty(Version.N_EPISODES_LATEST, figures.n());
    }

    /** The figures as they stand, edited or not; empty before the first refresh. */
    static Optional<VersionFigures> read(Node node) {
        if (!node.hasProperty(Evidence.TRUST_SCORE)) {
            return Optional.empty();
        }
        return Optional.of(new VersionFigures(
                orNaN(node, Evidence.TRUST_SCORE),
                orNaN(node, Evidence.TRUST_LOWER),
                orNaN(node, Evidence.TRUST_UPPER),
                orNaN(node, Evidence.SAFETY_NORM),
                GovernedNodes.integer(node, Evidence.N),
                GovernedNodes.integer(node, Evidence.N_SINCE_RESUME),
                GovernedNodes.integer(node, Evidence.N_TOTAL),
                optional(node, Evidence.REWARD_MEAN),
                optional(node, Evidence.SHADOW_TRUST),
                GovernedNodes.integer(node, Evidence.SHADOW_N),
                optional(node, Evidence.SHADOW_REWARD_MEAN),
                Boolean.TRUE.equals(node.getProperty(Evidence.SHADOW_ALARM, null)),
                Boolean.TRUE.equals(node.getProperty(Evidence.ALARM, null)),
                (int) GovernedNodes.integer(node, Evidence.KNOWN_CLUSTERS),
                // One number stood for both before.
                (int) GovernedNodes.integer(
                        node,
                        node.hasProperty(Evidence.SHADOW_KNOWN_CLUSTERS)
                                ? Evidence.SHADOW_KNOWN_CLUSTERS
                                : Evidence.KNOWN_CLUSTERS),
                KnownFigures.read(node)));
    }

    /**
     * What a decision reads and cannot go by: an alarm that is none, without which nobody is served by the version
     * (specification, section 8.3), or parts of its trust that are not those it shows.
     */
    static Optional<String> unreadable(Node node) {
        return unreadableAlarm(node)
                .or(() -> KnownFigures.areAsListed(node)
                        ? Optional.empty()
                        : Optional.of("has " + Evidence.KNOWN_PARTS + " that do not say what its "
                                + Evidence.KNOWN_FACTORS + ", " + Evidence.KNOWN_WEIGHTS + " and "
                                + Evidence.KNOWN_SHARES + " do"));
    }

    /** An alarm that is none, of live evidence or of shadow evidence where there is any; empty where each can be read. */
    public static Optional<String> unreadableAlarm(Node node) {
        return Stream.of(Evidence.ALARM, Evidence.SHADOW_ALARM)
                // Without shadow evidence there is nothing that could alarm.
                .filter(key -> key.equals(Evidence.ALARM) || node.hasProperty(Evidence.SHADOW_N))
                .filter(key -> !(node.getProperty(key, null) instanceof Boolean))
                .findFirst()
                .map(key -> "has " + key + " " + Shown.withType(node.getProperty(key, null))
                        + ": it must be true or false");
    }

    /** How many events the family's trail had when they were saved: the settings of then are the last among those. */
    static long asOfEvent(Node node) {
        return GovernedNodes.integer(node, Evidence.AS_OF_EVENT);
    }

    /** What the version shows of them, by key; what is missing or no number is left out. */
    static Map<String, Double> latest(Node version) {
        Map<String, Double> figures = Values.figures(version);
        figures.keySet()
                .retainAll(Set.of(
                        Version.TRUST_SCORE_LATEST,
                        Version.TRUST_LOWER_LATEST,
                        Version.TRUST_UPPER_LATEST,
                        Version.N_EPISODES_LATEST));
        return figures;
    }

    private static void saveShadow(Node node, boolean shadow, VersionFigures figures) {
        if (shadow) {
            node.setProperty(Evidence.SHADOW_N, figures.shadowN());
            node.setProperty(Evidence.SHADOW_ALARM, figures.shadowAlarm());
        } else if (node.hasProperty(Evidence.SHADOW_N)) {
            // A recount found it gone.
            node.removeProperty(Evidence.SHADOW_N);
            node.removeProperty(Evidence.SHADOW_ALARM);
        }
        setOrRemove(node, Evidence.SHADOW_REWARD_MEAN, figures.shadowRewardMean());
        setOrRemove(node, Evidence.SHADOW_TRUST, figures.shadowTrust());
    }

    private static void setOrRemove(Node node, String key, OptionalDouble value) {
        if (value.isPresent()) {
            node.setProperty(key, value.getAsDouble());
        } else {
            node.removeProperty(key);
        }
    }

    private static long events(Node version) {
        return GovernedNodes.starts(version, Types.HAS_VERSION).stream()
                .mapToLong(GovernedNodes::events)
                .sum();
    }

    private static double orNaN(Node node, String key) {
        return optional(node, key).orElse(Double.NaN);
    }

    private static OptionalDouble optional(Node node, String key) {
        Double number = GovernedNodes.number(node, key);
        return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
    }
}
