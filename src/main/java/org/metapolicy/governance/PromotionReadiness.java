package org.metapolicy.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * Whether a version's evidence carries a promotion: PCI at least {@code pci_promote} on 50 episodes (live or shadow), no
 * alarm, and certainly not clearly worse than the default on the same contexts (specification, section 7.3).
 *
 * @param alarm whether a guardrail's alarm stands, which no override outweighs
 * @param missing what is not enough, one sentence each; empty when the evidence carries
 */
public record PromotionReadiness(boolean alarm, List<String> missing) {
    /** How far an expected reward in a context may lie below the default's there. */
    public static final double REWARD_TOLERANCE = 0.05;

    public PromotionReadiness {
        missing = List.copyOf(missing);
    }

    public boolean isEnough() {
        return !alarm && missing.isEmpty();
    }

    /**
     * Judges the evidence.
     *
     * @param comparison with the default; empty where there is none
     */
    public static PromotionReadiness of(
            EvidenceAtMove evidence, Optional<DefaultComparison> comparison, Settings settings) {
        List<String> missing = new ArrayList<>();
        double promote = settings.number(Setting.PCI_PROMOTE);
        boolean live = carries(evidence.n(), evidence.trust(), promote);
        boolean shadow = carries(evidence.shadowN(), evidence.shadowTrust(), promote);
        if (!live && !shadow) {
            if (evidence.n() < Settings.ENOUGH) {
                missing.add("it has " + evidence.n() + " resolved episodes, " + Settings.ENOUGH + " are needed");
            }
            // Negated, here as wherever a promotion is asked for: what is no number is not enough.
            if (evidence.trust() == null || !(evidence.trust() >= promote)) {
                missing.add("its PCI is "
                        + (evidence.trust() == null ? "unknown" : number(evidence.trust()))
                        + ", pci_promote is " + number(promote));
            }
        }
        comparison.ifPresent(one -> missing.addAll(one.missing(settings)));
        return new PromotionReadiness(evidence.alarm(), missing);
    }

    private static boolean carries(long n, Double trust, double promote) {
        return n >= Settings.ENOUGH && trust != null && trust >= promote;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
