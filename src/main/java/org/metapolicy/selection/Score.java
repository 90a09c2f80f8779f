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
    static Score of(Evidence evidence, Candidates family, CommonFactors common) {
        double trust = common.trust(evidence);
        double value = evidence.rewardMean() == null
                ? 0
                : evidence.rewardMean() * evidence.n() / (double) (evidence.n() + Settings.ENOUGH);
        double bonus = family.settings().number(Setting.EXPLORATION)
                * Math.sqrt(Math.log1p(family.resolved()) / (1.0 + evidence.nTotal()));
        double total = trust + family.settings().number(Setting.VALUE_WEIGHT) * value + bonus;
        return new Score(trust, value, bonus, total);
    }
}
