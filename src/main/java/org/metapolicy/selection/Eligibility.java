package org.metapolicy.selection;

import org.metapolicy.policy.Figure;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.VersionStatus;

/**
 * Whether a version may be chosen in a regime (specification, section 8.3), with the reason.
 *
 * @param eligible whether its score counts in the choice
 * @param byMerit whether it would be eligible without being the fallback
 * @param servable whether it may act at all: governed, with a record of evidence and without alarm
 */
public record Eligibility(boolean eligible, boolean byMerit, boolean servable, String reason) {
    private static final Eligibility ELIGIBLE = new Eligibility(true, true, true, "eligible");
    private static final Eligibility CANDIDATE =
            new Eligibility(false, false, true, "a CANDIDATE is reached only by the share for exploring");

    static Eligibility of(VersionStanding version, Candidates family, Regime regime) {
        String bar = bar(version);
        if (bar != null) {
            return new Eligibility(false, false, false, bar);
        }
        if (version.status() == VersionStatus.CANDIDATE) {
            return CANDIDATE;
        }
        String lack = lack(version.evidence(), family, regime);
        if (lack == null) {
            return ELIGIBLE;
        }
        return family.isFallback(version)
                ? new Eligibility(true, false, true, "eligible as the fallback, though " + lack)
                : new Eligibility(false, false, true, lack);
    }

    private static String bar(VersionStanding version) {
        if (version.status() != VersionStatus.LIVE && version.status() != VersionStatus.CANDIDATE) {
            return "its status is " + (version.status() == null ? "unknown" : version.status()) + ", not LIVE";
        }
        if (!version.governed()) {
            return "its status " + version.status() + " was not set by a governed transition";
        }
        if (version.barred() != null) {
            return "it is " + version.barred();
        }
        if (version.evidence() == null) {
            return "it has no record of evidence";
        }
        return version.evidence().alarm() ? "a guardrail has given alarm" : null;
    }

    private static String lack(Evidence evidence, Candidates family, Regime regime) {
        double selectMin = family.settings().number(Setting.SELECT_MIN);
        if (evidence.trustScore() == null) {
            return "it has no trust score yet";
        }
        if (evidence.served() == null) {
            return "too little is known of its trust: safety or robustness is missing";
        }
        if (!(evidence.served() >= selectMin)) {
            return "its trust score " + where(evidence) + Figure.text(evidence.served()) + " is below select_min "
                    + selectMin;
        }
        if (regime != Regime.CONSERVATIVE) {
            return null;
        }
        double safety = family.settings().number(Setting.CONSERVATIVE_SAFETY);
        if (evidence.servedSafety() == null || !(evidence.servedSafety() >= safety)) {
            return "its safety " + where(evidence) + text(evidence.servedSafety()) + " is below the " + safety
                    + " that CONSERVATIVE asks for";
        }
        if (evidence.servedLower() == null || !(evidence.servedLower() >= selectMin)) {
            return "its lower bound of trust " + where(evidence) + text(evidence.servedLower())
                    + " is below select_min " + selectMin + ", which CONSERVATIVE asks for";
        }
        return null;
    }

    private static String where(Evidence evidence) {
        return evidence.judgedInContext() ? "in this context " : "";
    }

    private static String text(Double figure) {
        return figure == null ? "(unknown)" : Figure.text(figure);
    }
}
