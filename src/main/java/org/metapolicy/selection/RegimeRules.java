package org.metapolicy.selection;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Setting;

/**
 * The regime that a situation allows: the first rule of an ordered list that holds (specification, section 8.2). Rules on
 * unknown signals do not hold, but for the one that asks for them, which stands before every rule that opens a regime; and
 * that doing nothing is best does not need to know how steady coherence has been.
 */
public final class RegimeRules {
    private record Rule(Regime regime, Function<Situation, String> reason, Predicate<Situation> holds) {
        Rule(Regime regime, String reason, Predicate<Situation> holds) {
            this(regime, situation -> reason, holds);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    Regime.NONE,
                    s -> "the affective load is at least " + s.limit(Setting.AFFECTIVE_LOAD_HIGH)
                            + " and nobody approved acting under it",
                    s -> !s.highAffectApproved()
                            && atLeast(s.signals().affectiveLoad(), s.limit(Setting.AFFECTIVE_LOAD_HIGH))),
            new Rule(
                    Regime.NONE,
                    s -> "coherence is high and stable"
                            + (s.signals().coherenceStability() == null
                                    ? " (by its entropy change; how steady the session has been is not known)"
                                    : "")
                            + " and no rogue variable is of high potency: nothing needs doing",
                    s -> atLeast(s.signals().coherence(), s.limit(Setting.COHERENCE_HIGH))
                            && s.signals().entropyChange() != null
                            && Math.abs(s.signals().entropyChange()) <= s.limit(Setting.ENTROPY_CHANGE_STABLE)
                            && !unsteady(s)
                            && s.signals().maxRvPotency() != null
                            && !highPotency(s)),
            new Rule(Regime.CONSERVATIVE, "signals are missing", s -> !s.signals()
                    .missing()
                    .isEmpty()),
            new Rule(
                    Regime.CONSERVATIVE,
                    "a rogue variable is of high potency while coherence is low or awareness is not FULL",
                    s -> highPotency(s)
                            && (s.signals().coherence() <= s.limit(Setting.COHERENCE_LOW)
                                    || s.signals().awareness() != Awareness.FULL)),
            new Rule(
                    Regime.EXPLORATORY,
                    "an EXPERIMENTAL family at low risk: no high potency, low affective load, coherence and awareness"
                            + " as they should be",
                    s -> s.riskTier() == RiskTier.EXPERIMENTAL
                            && !highPotency(s)
                            && s.signals().affectiveLoad() < s.limit(Setting.AFFECTIVE_LOAD_EXPLORATORY)
                            && s.signals().coherence() > s.limit(Setting.COHERENCE_LOW)
                            && s.signals().awareness() == Awareness.FULL),
            new Rule(
                    Regime.STANDARD,
                    s -> atLeast(s.signals().affectiveLoad(), s.limit(Setting.AFFECTIVE_LOAD_HIGH))
                            ? "every signal is known, acting under the high affective load is approved, and nothing else"
                                    + " asks for more care"
                            : "every signal is known and none asks for more care",
                    s -> true));

    private RegimeRules() {}

    /** The regime, the rule that gave it and the missing signals. Every situation has one. */
    public static RegimeDecision decide(Situation situation) {
        List<String> missing = situation.signals().missing();
        for (int i = 0; i < RULES.size(); i++) {
            Rule rule = RULES.get(i);
            if (rule.holds.test(situation)) {
                return new RegimeDecision(rule.regime, i + 1, rule.reason.apply(situation), missing);
            }
        }
        throw new IllegalStateException("the last rule holds always");
    }

    private static boolean atLeast(Double signal, double limit) {
        return signal != null && signal >= limit;
    }

    /** Known to be; where it is not known, the entropy change alone tells, as leaving somebody alone is the careful side. */
    private static boolean unsteady(Situation situation) {
        return situation.signals().coherenceStability() != null
                && situation.signals().coherenceStability() > situation.limit(Setting.COHERENCE_STABILITY_MAX);
    }

    private static boolean highPotency(Situation situation) {
        return atLeast(situation.signals().maxRvPotency(), situation.limit(Setting.POTENCY_HIGH));
    }
}
