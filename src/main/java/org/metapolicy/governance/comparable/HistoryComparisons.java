package org.metapolicy.governance.comparable;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.ComparedIn;
import org.metapolicy.counterfactual.running.OverrideGap;
import org.metapolicy.policy.RewardRange;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.context.ContextHistory;
import org.metapolicy.trust.context.ContextSums;
import org.metapolicy.trust.context.Prospect;
import org.metapolicy.trust.context.Prospects;

/**
 * By the last {@code value_history} outcomes of each version, for evidence that is counted outside of the graph, where no decision is
 * at hand: Σ_c w_c (value(v, c) − value(d, c)), w_c the share of the default's outcomes that context c has among those in which
 * both acted, values by partial pooling (specification, section 8.4). Its deviation takes a version's values in several contexts
 * for fully correlated, which they are at most: √((Σ w_c s(v, c))² + (Σ w_c s(d, c))²). Ends are those of one look.
 *
 * @param histories by the version's id
 * @param range of the family's rewards
 */
public record HistoryComparisons(Map<String, ContextHistory> histories, RewardRange range) implements Comparisons {
    private static final double TWO_SIDED = 1.959964;
    private static final double ONE_SIDED = 1.644854;

    @Override
    public Compared compare(String versionId, String defaultId, double coverageMin) {
        Map<String, ContextSums> own = sums(versionId);
        Map<String, ContextSums> others = sums(defaultId);
        long all = outcomes(others, others.keySet());
        Set<String> same = new TreeSet<>(own.keySet());
        // What has no name of its own may be other contexts of each.
        same.remove(EpisodeFacts.OTHER_CLUSTER);
        long shared = outcomes(others, same);
        if (shared == 0) {
            return new Compared(
                    Source.NOTHING, Double.NaN, -1, 1, -1, 0, 0, Double.NaN, Double.NaN, 0, OverrideGap.UNKNOWN);
        }
        Map<String, ContextHistory> two = new TreeMap<>();
        two.put(versionId, histories.get(versionId));
        two.put(defaultId, histories.get(defaultId));
        Prospects prospects = Prospects.of(two, two.keySet());
        double difference = 0;
        double ofVersion = 0;
        double ofDefault = 0;
        double overridden = 0;
        double variance = 0;
        for (Map.Entry<String, ContextSums> context : others.entrySet()) {
            ContextSums here = own.get(context.getKey());
            if (!same.contains(context.getKey()) || context.getValue().outcomes() == 0) {
                continue;
            }
            double weight = (double) context.getValue().outcomes() / shared;
            Prospect one = at(prospects, versionId, context.getKey());
            Prospect other = at(prospects, defaultId, context.getKey());
            difference += weight * (one.value() - other.value());
            ofVersion += weight * one.valueDeviation();
            ofDefault += weight * other.valueDeviation();
            overridden += weight * (rate(here) - rate(context.getValue()));
            variance += weight * weight * (variance(here) + variance(context.getValue()));
        }
        double deviation = Math.hypot(ofVersion, ofDefault);
        return new Compared(
                Source.HISTORIES,
                unit(difference),
                unit(difference - TWO_SIDED * deviation),
                unit(difference + TWO_SIDED * deviation),
                unit(difference - ONE_SIDED * deviation),
                outcomes(own, own.keySet()),
                (double) shared / all,
                Double.NaN,
                Double.NaN,
                outcomes(own, own.keySet()),
                gap(overridden, Math.sqrt(variance)));
    }

    private static OverrideGap gap(double difference, double deviation) {
        return new OverrideGap(
                difference,
                Math.max(-1, difference - TWO_SIDED * deviation),
                Math.min(1, difference + TWO_SIDED * deviation),
                Math.max(-1, difference - ONE_SIDED * deviation),
                Math.min(1, difference + ONE_SIDED * deviation));
    }

    /** One look says nothing that holds at every look. */
    @Override
    public Optional<ComparedIn> compareIn(String versionId, String defaultId, String context) {
        return Optional.empty();
    }

    /** What has no cluster is compared by what is expected everywhere. */
    private static Prospect at(Prospects prospects, String versionId, String cluster) {
        return cluster.equals(ContextHistory.NONE)
                ? prospects.overall(versionId)
                : prospects.byCluster(versionId).get(cluster);
    }

    private Map<String, ContextSums> sums(String versionId) {
        Map<String, ContextSums> acted = new TreeMap<>();
        if (histories.containsKey(versionId)) {
            histories.get(versionId).sums().forEach((cluster, sums) -> {
                if (sums.reward().count() > 0) {
                    acted.put(cluster, sums);
                }
            });
        }
        return acted;
    }

    private static long outcomes(Map<String, ContextSums> sums, Set<String> clusters) {
        return sums.entrySet().stream()
                .filter(context -> clusters.contains(context.getKey()))
                .mapToLong(context -> context.getValue().outcomes())
                .sum();
    }

    /** With one more that was overridden and one that was not, so that no rate is known without doubt. */
    private static double rate(ContextSums sums) {
        return (sums.overrides() + 1.0) / (sums.statuses() + 2);
    }

    private static double variance(ContextSums sums) {
        return rate(sums) * (1 - rate(sums)) / (sums.statuses() + 2);
    }

    private double unit(double reward) {
        return Math.min(1, Math.max(-1, reward / range.width()));
    }
}
