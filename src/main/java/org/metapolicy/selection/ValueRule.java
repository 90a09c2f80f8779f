package org.metapolicy.selection;

import java.util.List;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.Setting;
import org.metapolicy.trust.context.Prospect;

/**
 * The rule of expected value: most decisions go to the most valuable version in the context, and as many as are in doubt go
 * to each version by the probability that it is the best there (Thompson 1933, "On the Likelihood that One Unknown
 * Probability Exceeds Another"), tabulated at the refresh.
 */
final class ValueRule implements Rule {
    /** The most that goes by P(best) for the sake of a version that leads with fewer episodes than trust needs. */
    private static final double UNTRUSTED = 0.5;

    private final Candidates family;
    private final List<Assessed> byMerit;
    private final List<Assessed> tried;
    private final Assessed fallback;
    private final Assessed current;
    private final SafetyGate gate;

    ValueRule(Candidates family, List<Assessed> assessed, SafetyGate gate) {
        this.family = family;
        this.gate = gate;
        this.byMerit =
                assessed.stream().filter(one -> one.eligibility().byMerit()).toList();
        this.tried = assessed.stream()
                .filter(one -> one.eligibility().byMerit()
                        || one.eligibility().servable()
                                && one.version().live()
                                && one.version().evidence().scant())
                .toList();
        this.fallback = assessed.stream()
                .filter(one ->
                        one.eligibility().eligible() && !one.eligibility().byMerit())
                .findFirst()
                .orElse(null);
        this.current = byMerit.stream()
                .filter(one -> family.isDefault(one.version()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The most valuable of the default and those that probably beat it; the default where that one may be less safe, so that
     * what is known of the default grows with each refusal. Without a default, of all.
     */
    @Override
    public Assessed best() {
        Assessed best = current;
        for (Assessed one : byMerit) {
            if (one != current && probablyBeats(one) && (best == null || value(one) > value(best))) {
                best = one;
            }
        }
        if (best == null) {
            return fallback;
        }
        return current == null || best == current || gate.serves(best.version()) ? best : current;
    }

    @Override
    public void share(Lottery lottery) {
        if (tried.size() < 2) {
            return;
        }
        double[] chances = chances();
        double part = learning(chances) * lottery.left();
        for (int i = 0; i < chances.length; i++) {
            lottery.ticket(Draw.LEARN, tried.get(i).version(), part * chances[i], gate);
        }
    }

    @Override
    public String why(Assessed best) {
        if (family.isDefault(best.version())) {
            return "no other is likely enough to be worth more and as safe";
        }
        return current == null
                ? "is worth most, the default not being eligible"
                : "is worth more than the default with probability "
                        + Figure.text(beats(best.version(), current.version()));
    }

    @Override
    public String whyTried(VersionStanding version) {
        Prospect prospect = version.evidence().prospect();
        return prospect == null || prospect.best() == null
                ? "takes its turn, nothing being known of it yet"
                : "is tried for being the most valuable with probability " + Figure.text(prospect.best());
    }

    /** The share that goes by P(best): as much as who is best is in doubt, and more where that one is not trusted yet. */
    private double learning(double[] chances) {
        double most = 0;
        double trusted = 0;
        for (int i = 0; i < chances.length; i++) {
            most = Math.max(most, chances[i]);
            if (tried.get(i).eligibility().byMerit()) {
                trusted = Math.max(trusted, chances[i]);
            }
        }
        double learning = Math.max(2 * (1 - most), family.settings().number(Setting.LEARNING_SHARE));
        double untrusted = byMerit.isEmpty() || trusted >= most ? 0 : Math.min(UNTRUSTED, 2 * (1 - trusted));
        return Math.min(1, Math.max(learning, untrusted));
    }

    private boolean probablyBeats(Assessed one) {
        return current == null
                || beats(one.version(), current.version()) >= family.settings().number(Setting.SWITCH_PROBABILITY);
    }

    /** 0 where nothing is known of either. */
    private static double beats(VersionStanding one, VersionStanding other) {
        Prospect own = one.evidence().prospect();
        Prospect others = other.evidence().prospect();
        return own == null || others == null ? 0 : own.beats(others);
    }

    private static double value(Assessed one) {
        Prospect prospect = one.version().evidence().prospect();
        return prospect == null ? Double.NEGATIVE_INFINITY : prospect.value();
    }

    /** P(best) among those tried; one that the table does not have counts as the average. */
    private double[] chances() {
        double[] chances = new double[tried.size()];
        double sum = 0;
        int known = 0;
        for (int i = 0; i < chances.length; i++) {
            Prospect prospect = tried.get(i).version().evidence().prospect();
            boolean tabulated = prospect != null && prospect.best() != null;
            chances[i] = tabulated ? prospect.best() : Double.NaN;
            known += tabulated ? 1 : 0;
            sum += tabulated ? prospect.best() : 0;
        }
        for (int i = 0; i < chances.length; i++) {
            chances[i] = Double.isNaN(chances[i]) || sum == 0
                    ? 1.0 / chances.length
                    : chances[i] / sum * known / chances.length;
        }
        return chances;
    }
}
