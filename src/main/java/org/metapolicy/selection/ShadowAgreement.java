package org.metapolicy.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.VersionEvidence;

/**
 * What shadow mode says of a suggested version (specification, section 4.5): how often what was served was what it would
 * have done, and the trust that those episodes give by the formulas of live trust, apart from it.
 *
 * @param suggested episodes in which it was suggested
 * @param agreed those of them in which the same was served
 * @param evidence the agreeing ones, as far as their status and their outcome were counted
 */
public record ShadowAgreement(
        String versionId, long suggested, long agreed, VersionEvidence evidence, TrustEstimate trust) {
    /** One for each version suggested, by id. */
    public static List<ShadowAgreement> of(List<ShadowEpisode> episodes, Settings settings, int knownClusters) {
        Map<String, List<ShadowEpisode>> byVersion = new TreeMap<>();
        episodes.forEach(episode -> byVersion
                .computeIfAbsent(episode.versionId(), id -> new ArrayList<>())
                .add(episode));
        return byVersion.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), settings, knownClusters))
                .toList();
    }

    private static ShadowAgreement of(
            String versionId, List<ShadowEpisode> episodes, Settings settings, int knownClusters) {
        VersionEvidence evidence = VersionEvidence.empty();
        List<ShadowEpisode> agreed =
                episodes.stream().filter(ShadowEpisode::agreed).toList();
        agreed.forEach(episode -> {
            if (episode.observation() != null) {
                evidence.countOutcome(episode.observation(), settings);
            }
            if (episode.status() != null) {
                evidence.countStatus(episode.status(), settings, knownClusters);
            }
        });
        return new ShadowAgreement(
                versionId, episodes.size(), agreed.size(), evidence, evidence.estimate(settings, knownClusters));
    }

    /** The share of suggestions that agreed with what was served, in [0, 1]. */
    public double agreement() {
        return (double) agreed / suggested;
    }

    /** The share of the counted agreeing episodes that a person overrode, in [0, 1]; empty where there are none. */
    public OptionalDouble overrideRate() {
        return trust.windows().overrideRate();
    }
}
