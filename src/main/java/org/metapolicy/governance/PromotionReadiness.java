package org.metapolicy.governance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * Whether a version's evidence carries a promotion: PCI at least {@code pci_promote} on 50 episodes (live or shadow), no
 * alarm, and a mean reward not clearly below the default's (specification, section 7.3).
 *
 * @param alarm whether a guardrail's alarm stands, which no override outweighs
 * @param missing what is not enough, one sentence each; empty when the evidence carries
 */
public record PromotionReadiness(boolean alarm, List<String> missing) {
    /** How far a candidate's mean reward may lie below the default's. */
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
     * @param defaultReward the default's mean reward; null where there is no default or nothing is known of it
     */
    public static PromotionReadiness of(EvidenceAtMove evidence, Double defaultReward, Settings settings) {
        List<String> missing = new ArrayList<>();
        double promote = settings.number(Setting.PCI_PROMOTE);
        boolean live = carries(evidence.n(), evidence.trust(), promote);
        boolean shadow = carries(evidence.shadowN(), evidence.shadowTrust(), promote);
        if (!live && !shadow) {
            if (evidence.n() < Settings.ENOUGH) {
                missing.add("it has " + evidence.n() + " resolved episodes, " + Settings.ENOUGH + " are needed");
            }
            if (evidence.trust() == null || evidence.trust() < promote) {
                missing.add("its PCI is "
                        + (evidence.trust() == null ? "unknown" : number(evidence.trust()))
                        + ", pci_promote is " + number(promote));
            }
        }
        if (defaultReward != null) {
            if (evidence.rewardMean() == null) {
                missing.add("its mean reward is unknown, the default's is " + number(defaultReward));
            } else if (evidence.rewardMean() < defaultReward - REWARD_TOLERANCE) {
                missing.add("its mean reward " + number(evidence.rewardMean()) + " is more than " + REWARD_TOLERANCE
                        + " below the default's " + number(defaultReward));
            }
        }
        return new PromotionReadiness(evidence.alarm(), missing);
    }

    private static boolean carries(long n, Double trust, double promote) {
        return n >= Settings.ENOUGH && trust != null && trust >= promote;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
