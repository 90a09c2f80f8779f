package org.metapolicy.trust;

import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * The limits that froze when a version was promoted (specification, section 6.1).
 *
 * @param rewardFloor mean reward then, less one standard error and {@code degradation_margin}; NaN where there were fewer
 *     than 2 rewards
 * @param overrideMax override rate then, plus one standard error and {@code override_surge_margin}
 */
public record PromotionBaseline(double rewardFloor, double overrideMax) {

    /** The limits that these trust windows give. */
    static PromotionBaseline of(WindowStatistics windows, Settings settings) {
        Moments reward = windows.reward();
        double floor = reward.count() < 2
                ? Double.NaN
                : reward.mean() - reward.standardError().orElseThrow() - settings.number(Setting.DEGRADATION_MARGIN);
        double rate = windows.overrideRate().orElse(0);
        double error = Math.sqrt(rate * (1 - rate) / Math.max(1, windows.n()));
        return new PromotionBaseline(floor, rate + error + settings.number(Setting.OVERRIDE_SURGE_MARGIN));
    }
}
