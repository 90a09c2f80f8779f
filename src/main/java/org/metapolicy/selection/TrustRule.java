package org.metapolicy.selection;

import java.util.ArrayList;
import java.util.List;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/** The change request's rule: the default, unless another leads its score by more than the margin. */
final class TrustRule implements Rule {
    private final Candidates family;
    private final List<Assessed> assessed;
    private final SafetyGate gate;

    TrustRule(Candidates family, List<Assessed> assessed, SafetyGate gate) {
        this.family = family;
        this.assessed = assessed;
        this.gate = gate;
    }

    /** The default while it is eligible and no other leads by the margin, else the highest score, ties by id. */
    @Override
    public Assessed best() {
        Assessed highest = null;
        Assessed current = null;
        for (Assessed one : assessed) {
            if (!one.eligibility().eligible()) {
                continue;
            }
            if (gate.serves(one.version())
                    && (highest == null || one.score().total() > highest.score().total())) {
                highest = one;
            }
            if (family.isDefault(one.version())) {
                current = one;
            }
        }
        if (current == null) {
            return highest;
        }
        double margin = family.settings().number(Setting.SWITCH_MARGIN);
        return highest.score().total() - current.score().total() > margin ? highest : current;
    }

    @Override
    public void share(Lottery lottery) {
        List<VersionStanding> scant = new ArrayList<>();
        for (Assessed one : assessed) {
            if (one.eligibility().servable()
                    && one.version().live()
                    && one.version().evidence().scant()) {
                scant.add(one.version());
            }
        }
        lottery.share(Draw.PROBATION, family.settings().number(Setting.PROBATION_SHARE), scant, gate);
    }

    @Override
    public String why(Assessed best) {
        if (family.isDefault(best.version())) {
            return "no other leads it by more than switch_margin";
        }
        return gate.standard() == null
                ? "has the best score, the default not being eligible"
                : "leads the default by more than switch_margin";
    }

    @Override
    public String whyTried(VersionStanding version) {
        return "takes its turn among live versions with fewer than " + Settings.ENOUGH + " resolved episodes";
    }
}
