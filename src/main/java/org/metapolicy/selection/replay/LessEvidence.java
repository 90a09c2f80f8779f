package org.metapolicy.selection.replay;

import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.Settings;
import org.metapolicy.selection.Evidence;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** What is known of a version, without a part of it. */
final class LessEvidence {
    private LessEvidence() {}

    static Evidence withoutAlarm(Evidence evidence) {
        return with(
                evidence, evidence.trustScore(), evidence.trustLower(), false, evidence.known(), evidence.inContext());
    }

    /** Eligible by its trust on the whole. */
    static Evidence withoutContext(Evidence evidence) {
        return with(evidence, evidence.trustScore(), evidence.trustLower(), evidence.alarm(), evidence.known(), null);
    }

    /** As safe as any other. */
    static Evidence withoutGate(Evidence evidence) {
        Prospect known = evidence.prospect();
        return known == null
                ? evidence
                : evidence.expecting(
                        new Prospect(known.best(), known.value(), known.valueDeviation(), 1, 0, known.n()),
                        evidence.inContext());
    }

    /**
     * The weight of a factor spread over the others; lower bounds move with what they bound. Unchanged where the decision does
     * not hold its factors.
     */
    static Evidence withoutFactor(Evidence evidence, Factor factor, Settings settings) {
        if (evidence.known() == null || evidence.trustScore() == null) {
            return evidence;
        }
        Map<String, KnownTrust.Part> left = new TreeMap<>(evidence.known().factors());
        KnownTrust.Part part = left.remove(factor.key());
        double weight = settings.number(factor.weight());
        Double score = weight < 1
                ? (Double) unit((evidence.trustScore() - (part == null ? 0 : part.share())) / (1 - weight))
                : null;
        Double known = part == null ? evidence.known().score() : mean(left);
        return with(
                evidence,
                score,
                moved(evidence.trustLower(), evidence.trustScore(), score),
                evidence.alarm(),
                new KnownTrust(
                        known, moved(evidence.known().lower(), evidence.known().score(), known), left),
                part == null ? evidence.inContext() : inContext(evidence, factor, part));
    }

    private static InContext inContext(Evidence evidence, Factor factor, KnownTrust.Part part) {
        InContext here = evidence.inContext();
        if (here == null) {
            return null;
        }
        double weights = evidence.known().factors().values().stream()
                .mapToDouble(KnownTrust.Part::weight)
                .sum();
        if (weights <= part.weight()) {
            return null;
        }
        double above =
                switch (factor) {
                    case SAFETY -> here.safety();
                    case ROBUSTNESS -> here.robustness();
                    case COHERENCE -> here.coherence();
                    default -> 0;
                };
        double trust =
                unit((here.trust() * weights - part.share() - part.weight() * above) / (weights - part.weight()));
        double moved = trust - here.trust();
        return new InContext(
                trust,
                unit(here.lower() + moved),
                unit(here.upper() + moved),
                here.safety(),
                here.robustness(),
                here.coherence(),
                here.n());
    }

    private static Double mean(Map<String, KnownTrust.Part> factors) {
        double weights = 0;
        double shares = 0;
        for (KnownTrust.Part part : factors.values()) {
            weights += part.weight();
            shares += part.share();
        }
        return weights > 0 ? (Double) unit(shares / weights) : null;
    }

    private static Double moved(Double bound, Double from, Double to) {
        return bound == null || from == null || to == null ? null : (Double) unit(bound + to - from);
    }

    private static double unit(double value) {
        return Math.max(0, Math.min(1, value));
    }

    private static Evidence with(
            Evidence evidence, Double score, Double lower, boolean alarm, KnownTrust known, InContext inContext) {
        return new Evidence(
                score,
                lower,
                evidence.safetyNorm(),
                evidence.n(),
                evidence.nSinceResume(),
                evidence.nTotal(),
                evidence.rewardMean(),
                alarm,
                known,
                evidence.prospect(),
                inContext);
    }
}
