package org.metapolicy.evidence.tabulation;

import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.trust.context.InContext;

/**
 * A version's trust in one context at one moment, as it stands, edited or not.
 *
 * @param moment when that was
 * @param figures its numbers by key
 */
public record ContextSnapshot(String id, Moment moment, String contextCluster, Map<String, Double> figures) {
    /**
     * A moment of a family's counting.
     *
     * @param counted the number of the evidence counted last
     * @param asOfEvent how many events the family's trail had when the version's figures were computed
     */
    public record Moment(long counted, long asOfEvent) {}

    /** The id of one of a version in a context at a moment. */
    public static String id(String versionId, Moment moment, String contextCluster) {
        return versionId + ":n" + moment.counted() + ":e" + moment.asOfEvent() + ":" + contextCluster;
    }

    /** What a snapshot stores of trust in a context, by key. */
    public static Map<String, Double> figures(InContext trust) {
        return new TreeMap<>(Map.of(
                "trust", trust.trust(),
                "trust_lower", trust.lower(),
                "trust_upper", trust.upper(),
                "safety", trust.safety(),
                "robustness", trust.robustness(),
                "coherence", trust.coherence(),
                "n", (double) trust.n()));
    }
}
