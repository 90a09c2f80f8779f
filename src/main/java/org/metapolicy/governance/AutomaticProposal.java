package org.metapolicy.governance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.policy.Figure;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trust.TrustJudgement;

/** When a candidate is proposed for promotion, and when an open proposal lapses (specification, section 6.7). */
final class AutomaticProposal {
    /** Windows that must close after a rejection before the next proposal. */
    static final long WINDOWS_AFTER_REJECTION = 2;

    private AutomaticProposal() {}

    /** Lapses the proposals of versions whose contents were changed, whatever their evidence says. */
    static void lapseChanged(Collection<AutomaticVersion> versions, List<AutomaticAction> actions) {
        for (AutomaticVersion version : versions) {
            if (version.proposed().isPresent()) {
                version.contentsChange()
                        .ifPresent(
                                change -> actions.add(new AutomaticAction.LapseProposal(version.id(), "it " + change)));
            }
        }
    }

    static void judge(
            AutomaticVersion version,
            Optional<AutomaticVersion> served,
            AutomaticPlan.FamilySituation family,
            List<AutomaticAction> actions,
            Map<String, List<String>> blocks) {
        Settings settings = family.settings();
        if (version.proposed().isPresent()) {
            lapse(version, version.proposed().get(), settings)
                    .ifPresent(reason -> actions.add(new AutomaticAction.LapseProposal(version.id(), reason)));
        } else if (version.isProposable()) {
            boolean live = version.judgement().promotable();
            TrustJudgement basis = live ? version.judgement() : version.shadow().orElse(version.judgement());
            List<String> remaining = blocks(version, basis, served, settings);
            if (family.disputedDefault().isPresent()) {
                // A default that cannot be read is not none: compared with nobody, a candidate would pass for want of
                // evidence.
                remaining.add(family.disputedDefault().get());
                blocks.put(version.id(), remaining);
            } else if (remaining.isEmpty()) {
                actions.add(new AutomaticAction.Propose(
                        version.id(),
                        ContextLimit.NONE,
                        Optional.empty(),
                        !live,
                        comparison(version, served),
                        "PCI " + Figure.text(basis.lastClosing()) + " at the last closing, at or above pci_promote "
                                + settings.number(Setting.PCI_PROMOTE) + " for " + settings.integer(Setting.PATIENCE)
                                + " closings" + (live ? "" : ", on shadow evidence")));
            } else {
                limited(version, served, settings)
                        .ifPresentOrElse(
                                actions::add,
                                () -> blocks.put(version.id(), withContexts(version, remaining, settings)));
            }
        }
    }

    /** In the contexts in which its evidence carries, where it certainly does not in all. */
    private static Optional<AutomaticAction.Propose> limited(
            AutomaticVersion version, Optional<AutomaticVersion> served, Settings settings) {
        // With another default since just now, the contexts were compared with one that is gone.
        if (alarmed(version)
                || isRejectedLately(version)
                || comparison(version, served).isEmpty()) {
            return Optional.empty();
        }
        return version.contexts().flatMap(contexts -> contexts.proposable(settings)
                .map(limit -> new AutomaticAction.Propose(
                        version.id(),
                        limit,
                        Optional.of(contexts),
                        false,
                        comparison(version, served),
                        contexts.reason(limit))));
    }

    private static List<String> withContexts(AutomaticVersion version, List<String> remaining, Settings settings) {
        List<String> all = new ArrayList<>(remaining);
        version.contexts().ifPresent(contexts -> all.addAll(contexts.missing(settings)));
        return all;
    }

    private static Optional<String> lapse(AutomaticVersion version, ContextLimit proposed, Settings settings) {
        double promote = settings.number(Setting.PCI_PROMOTE);
        if (!version.isProposable()) {
            return Optional.of("its status became " + version.status());
        }
        if (alarmed(version)) {
            return Optional.of("an alarm");
        }
        if (!proposed.isNone()) {
            return corrected(version).or(() -> version.contexts().flatMap(contexts -> contexts.unfit(proposed)));
        }
        // Negated, so that evidence that is no longer there lapses it too.
        boolean liveHolds = version.judgement().lastClosing() >= promote;
        boolean shadowHolds = version.shadow()
                .filter(shadow -> shadow.lastClosing() >= promote)
                .isPresent();
        if (!liveHolds && !shadowHolds) {
            return Optional.of("its last closing lies below pci_promote " + promote);
        }
        return corrected(version).or(() -> version.comparison().flatMap(comparison -> comparison.worse(settings)));
    }

    private static Optional<String> corrected(AutomaticVersion version) {
        return version.corrected()
                ? Optional.of("a recount corrected the evidence that it was proposed on")
                : Optional.empty();
    }

    private static boolean isRejectedLately(AutomaticVersion version) {
        return version.windowsSinceRejection()
                .filter(windows -> windows < WINDOWS_AFTER_REJECTION)
                .isPresent();
    }

    private static List<String> blocks(
            AutomaticVersion version, TrustJudgement basis, Optional<AutomaticVersion> served, Settings settings) {
        List<String> remaining = new ArrayList<>();
        if (alarmed(version)) {
            remaining.add("an alarm");
        }
        if (!basis.promotable()) {
            remaining.add("PCI not at or above pci_promote " + settings.number(Setting.PCI_PROMOTE) + " for "
                    + settings.integer(Setting.PATIENCE) + " closings with 50 episodes or more (n "
                    + basis.nSinceResume()
                    + ", last closing " + Figure.text(basis.lastClosing()) + ")");
        }
        if (basis.estimate().windows().reward().average().isEmpty()) {
            remaining.add("no mean reward");
        }
        if (served.isPresent()) {
            comparison(version, served)
                    .ifPresentOrElse(
                            comparison -> remaining.addAll(comparison.missing(settings)),
                            () -> remaining.add("the default is another since just now, '"
                                    + served.get().id() + "': the next refresh compares it with that"));
        }
        version.windowsSinceRejection()
                .filter(windows -> windows < WINDOWS_AFTER_REJECTION)
                .ifPresent(windows -> remaining.add(
                        windows + " of " + WINDOWS_AFTER_REJECTION + " windows since its proposal was rejected"));
        return remaining;
    }

    /** With whoever is the default after the moves of this plan. */
    private static Optional<DefaultComparison> comparison(AutomaticVersion version, Optional<AutomaticVersion> served) {
        return version.comparison()
                .filter(one -> served.filter(standard -> standard.id().equals(one.defaultId()))
                        .isPresent());
    }

    private static boolean alarmed(AutomaticVersion version) {
        return EvidenceAtMove.alarm(
                version.judgement().alarm(),
                version.shadow().filter(TrustJudgement::alarm).isPresent());
    }
}
