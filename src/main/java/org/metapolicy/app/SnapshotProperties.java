package org.metapolicy.app;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.metapolicy.evidence.SnapshotFigures;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.WindowClosing;
import org.metapolicy.trust.WindowStatistics;

/**
 * What a snapshot stores (DESIGN section 3): the figures of the window that closed, and the trust over all trust windows
 * at that moment. What is not known is left out, as Neo4j stores no nulls.
 */
final class SnapshotProperties {
    /** Names the formula, so that a later one can be told apart. */
    static final String FORMULA = "PCI/1 REFERENCE";

    private SnapshotProperties() {}

    static SnapshotFigures of(WindowClosing closing, Instant now) {
        Map<String, Object> properties = new TreeMap<>();
        WindowStatistics window = closing.window();
        properties.put("n_episodes", window.n());
        properties.put("safety_flags", window.flags());
        put(properties, "override_rate", window.overrideRate());
        put(properties, "reward_mean", window.reward().average());
        put(properties, "reward_std", window.reward().deviation());
        put(properties, "delta_coherence_mean", window.coherence().average());
        put(properties, "delta_accuracy_mean", window.accuracy().average());
        put(properties, "delta_calibration_mean", window.calibration().average());
        properties.put("kept_limits", closing.kept());
        Pci pci = closing.estimate().pci();
        properties.put("trust_score", pci.value());
        properties.put("trust_lower", closing.estimate().bounds().lower());
        properties.put("trust_upper", closing.estimate().bounds().upper());
        properties.put("trust_episodes", closing.estimate().windows().n());
        for (Factor factor : Factor.values()) {
            if (!pci.raw().missing(factor)) {
                properties.put("raw_" + factor.key(), pci.raw().get(factor));
            }
            properties.put("norm_" + factor.key(), pci.normalised().get(factor));
        }
        if (!Double.isNaN(pci.raw().contextCoverage())) {
            properties.put("context_coverage", pci.raw().contextCoverage());
        }
        properties.put("formula", FORMULA);
        return new SnapshotFigures(closing.t(), now, properties);
    }

    private static void put(Map<String, Object> properties, String key, OptionalDouble value) {
        value.ifPresent(number -> properties.put(key, number));
    }
}
