package org.metapolicy.selection;

import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * A version's score and its parts (specification, section 8.4): trust on what can be compared, the mean reward shrunken towards 0 by the evidence
 * behind it, and a bonus for what has been tried little (the exploration term of UCB1, Auer et al. 2002).
 *
 * @param trust the index on {@link CommonFactors}, 0 where there is none
 * @param value mean reward × n / (n + 50), 0 where there is none
 * @param bonus exploration × sqrt(log(1 + N) / (1 + n))
 */
public record Score(double trust, double value, double bonus, double total) {
    /**
     * That of a version.
     *
     * @param tried log(1 + N) of all that the family has tried
     */
    static Score of(Evidence evidence, Settings settings, CommonFactors common, double tried) {
        double trust = common.trust(evidence);
        double value = evidence.rewardMean() == null
                ? 0
                : evidence.rewardMean() * evidence.n() / (double) (evidence.n() + Settings.ENOUGH);
        double bonus = settings.number(Setting.EXPLORATION) * Math.sqrt(tried / (1.0 + evidence.nTotal()));
        double total = trust + settings.number(Setting.VALUE_WEIGHT) * value + bonus;
        return new Score(trust, value, bonus, total);
    }
}
