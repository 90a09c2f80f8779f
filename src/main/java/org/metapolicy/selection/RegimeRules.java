package org.metapolicy.selection;

import java.util.List;
import java.util.function.Predicate;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.policy.RiskTier;

/**
 * The regime that a situation allows: the first rule of an ordered list that holds (specification, section 8.2). Rules on
 * unknown signals do not hold, but for the one that asks for them, which stands before every rule that opens a regime.
 */
public final class RegimeRules {
    public static final double AFFECT_UNAPPROVED = 0.7;
    public static final double AFFECT_EXPLORATORY = 0.5;
    public static final double COHERENCE_HIGH = 0.75;
    public static final double COHERENCE_LOW = 0.4;
    public static final double ENTROPY_STABLE = 0.1;

    private record Rule(Regime regime, String reason, Predicate<Situation> holds) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    Regime.NONE,
                    "the affective load is at least 0.7 and nobody approved acting under it",
                    s -> !s.highAffectApproved() && atLeast(s.signals().affectiveLoad(), AFFECT_UNAPPROVED)),
            new Rule(
                    Regime.NONE,
                    "coherence is high and stable and no rogue variable is of high potency: nothing needs doing",
                    s -> atLeast(s.signals().coherence(), COHERENCE_HIGH)
                            && s.signals().entropyChange() != null
                            && Math.abs(s.signals().entropyChange()) <= ENTROPY_STABLE
                            && s.signals().maxRvPotency() != null
                            && !highPotency(s)),
            new Rule(Regime.CONSERVATIVE, "signals are missing", s -> !s.signals()
                    .missing()
                    .isEmpty()),
            new Rule(
                    Regime.CONSERVATIVE,
                    "a rogue variable is of high potency while coherence is low or awareness is not FULL",
                    s -> highPotency(s)
                            && (s.signals().coherence() <= COHERENCE_LOW
                                    || s.signals().awareness() != Awareness.FULL)),
            new Rule(
                    Regime.EXPLORATORY,
                    "an EXPERIMENTAL family at low risk: no high potency, low affective load, coherence and awareness"
                            + " as they should be",
                    s -> s.riskTier() == RiskTier.EXPERIMENTAL
                            && !highPotency(s)
                            && s.signals().affectiveLoad() < AFFECT_EXPLORATORY
                            && s.signals().coherence() > COHERENCE_LOW
                            && s.signals().awareness() == Awareness.FULL),
            new Rule(Regime.STANDARD, "every signal is known and none asks for more care", s -> true));

    private RegimeRules() {}

    /** The regime, the rule that gave it and the missing signals. Every situation has one. */
    public static RegimeDecision decide(Situation situation) {
        List<String> missing = situation.signals().missing();
        for (int i = 0; i < RULES.size(); i++) {
            Rule rule = RULES.get(i);
            if (rule.holds.test(situation)) {
                return new RegimeDecision(rule.regime, i + 1, rule.reason, missing);
            }
        }
        throw new IllegalStateException("the last rule holds always");
    }

    private static boolean atLeast(Double signal, double limit) {
        return signal != null && signal >= limit;
    }

    private static boolean highPotency(Situation situation) {
        return atLeast(situation.signals().maxRvPotency(), situation.potencyHigh());
    }
}
