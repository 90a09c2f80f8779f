package org.metapolicy.trust.local;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.FactorRanges;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.RawFactors;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.context.ContextHistory;
import org.metapolicy.trust.context.Contrast;
import org.metapolicy.trust.context.InContext;

/**
 * Trust in a context: {@link Pci#known} with safety, robustness and coherence moved by as much as the version differs there
 * from what it is on the whole, the other factors its own (specification, section 5.5). In the mean over its contexts, each
 * as often as it met it, safety and coherence are its own.
 */
public final class ContextTrust {
    /** Standard errors that make a 95 % interval. */
    private static final double ERRORS = 1.959963984540054;

    private ContextTrust() {}

    /**
     * In every context that the version met in its history; in none where its trust is not known.
     *
     * @param estimate on the reference ranges
     */
    public static SortedMap<String, InContext> of(TrustEstimate estimate, ContextHistory history, Settings settings) {
        SortedMap<String, InContext> trust = new TreeMap<>();
        if (!Double.isNaN(estimate.pci().known())) {
            Contrast.of(history).forEach((cluster, contrast) -> trust.put(cluster, of(estimate, contrast, settings)));
        }
        return trust;
    }

    /** Where the version differs by as much; its trust is known. */
    public static InContext of(TrustEstimate estimate, Contrast contrast, Settings settings) {
        Pci own = estimate.pci();
        double evidence = Math.min(1, estimate.windows().outcomes() / (double) settings.integer(Setting.FULL_EVIDENCE));
        double spread = evidence - own.raw().get(Factor.ROBUSTNESS);
        Map<Factor, Double> raw = new EnumMap<>(Factor.class);
        own.weights().keySet().forEach(factor -> raw.put(factor, own.raw().get(factor)));
        raw.computeIfPresent(Factor.SAFETY, (factor, value) -> Math.min(1, value + contrast.safety()));
        raw.computeIfPresent(Factor.ROBUSTNESS, (factor, value) -> Math.max(0, evidence - spread * contrast.spread()));
        raw.computeIfPresent(
                Factor.COHERENCE,
                (factor, value) -> Math.max(
                        0, estimate.windows().measure(Variable.DELTA_COHERENCE).mean() + contrast.coherence()));
        Pci here = Pci.of(RawFactors.of(raw, own.raw().contextCoverage()), settings);
        double error = ERRORS
                * Math.sqrt(variance(own, Factor.SAFETY, contrast.safetyVariance(), settings)
                        + variance(own, Factor.ROBUSTNESS, spread * spread * contrast.spreadVariance(), settings)
                        + variance(own, Factor.COHERENCE, contrast.coherenceVariance(), settings));
        double trust = here.known();
        return new InContext(
                trust,
                Math.max(0, trust - Math.hypot(own.known() - estimate.knownLower(), error)),
                Math.min(1, trust + Math.hypot(own.spread(estimate.bounds().upper()) - own.known(), error)),
                above(Factor.SAFETY, here, own),
                above(Factor.ROBUSTNESS, here, own),
                above(Factor.COHERENCE, here, own),
                contrast.n());
    }

    private static double above(Factor factor, Pci here, Pci own) {
        return here.normalised().get(factor) - own.normalised().get(factor);
    }

    /** What the variance of a factor's raw value is as one of the index; 0 where the factor is missing. */
    private static double variance(Pci own, Factor factor, double raw, Settings settings) {
        double present =
                own.weights().values().stream().mapToDouble(weight -> weight).sum();
        FactorRanges.Range range = factor.reference(settings);
        double slope = own.weights().getOrDefault(factor, 0.0) / present / (range.high() - range.low());
        return slope * slope * raw;
    }
}
