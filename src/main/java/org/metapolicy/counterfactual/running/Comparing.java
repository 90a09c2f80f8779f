package org.metapolicy.counterfactual.running;

import java.util.Optional;
import org.metapolicy.counterfactual.running.Compared.Source;

/** Puts a comparison together: from decisions where enough of them are covered, else from each version's own outcomes. */
final class Comparing {
    /** Each end of an interval of 95 %. */
    private static final double END = 40;

    /** One end alone. */
    private static final double CERTIFICATE = 20;

    private final RunningDifferences running;
    private final String versionId;
    private final String standard;

    Comparing(RunningDifferences running, String versionId, String standard) {
        this.running = running;
        this.versionId = versionId;
        this.standard = standard;
    }

    Compared compared(double coverageMin) {
        Optional<Compared> decisions = running.difference(versionId, standard)
                .filter(one -> one.n() > 0)
                .map(this::ofDecisions);
        return decisions
                .filter(one -> one.coverage() >= coverageMin)
                .or(this::ofOwnOutcomes)
                .or(() -> decisions)
                .orElseGet(() -> new Compared(
                        Source.NOTHING, Double.NaN, -1, 1, -1, 0, 0, Double.NaN, Double.NaN, 0, overriddenMore()));
    }

    private Compared ofDecisions(Difference one) {
        return new Compared(
                Source.DECISIONS,
                one.estimate(),
                one.lower(END),
                one.upper(END),
                one.lower(CERTIFICATE),
                one.n(),
                one.coverage(),
                one.agreement(),
                one.disagreement(),
                one.effectiveN(),
                overriddenMore());
    }

    /** Two streams, each of which may err: so each errs half as often. */
    private Optional<Compared> ofOwnOutcomes() {
        Optional<OwnOutcomes> own = running.rewards(versionId);
        Optional<OwnOutcomes> other = running.rewards(standard);
        if (own.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Compared(
                Source.OWN_OUTCOMES,
                own.get().mean() - other.get().mean(),
                Math.max(-1, own.get().lower(2 * END) - other.get().upper(2 * END)),
                Math.min(1, own.get().upper(2 * END) - other.get().lower(2 * END)),
                Math.max(-1, own.get().lower(2 * CERTIFICATE) - other.get().upper(2 * CERTIFICATE)),
                own.get().n(),
                other.get().sharedWith(own.get()),
                Double.NaN,
                Double.NaN,
                own.get().n(),
                overriddenMore()));
    }

    /** In one context; empty where not both have decided anything there since that is kept. */
    Optional<ComparedIn> in(String context) {
        Optional<ContextEvidence> own = running.rewards(versionId).flatMap(outcomes -> outcomes.in(context));
        Optional<OwnOutcomes> others = running.rewards(standard);
        Optional<ContextEvidence> other = others.flatMap(outcomes -> outcomes.in(context));
        if (own.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ComparedIn(
                others.get().shareOf(context),
                own.get().n(),
                own.get().mean() - other.get().mean(),
                Math.max(-1, own.get().lower(2 * CERTIFICATE) - other.get().upper(2 * CERTIFICATE)),
                Math.min(1, own.get().upper(2 * CERTIFICATE) - other.get().lower(2 * CERTIFICATE)),
                overriddenMoreIn(context)));
    }

    private double overriddenMoreIn(String context) {
        Optional<ContextEvidence> own = running.overrides(versionId).flatMap(statuses -> statuses.in(context));
        Optional<ContextEvidence> other = running.overrides(standard).flatMap(statuses -> statuses.in(context));
        return own.isEmpty() || other.isEmpty()
                ? -1
                : Math.max(-1, own.get().lower(2 * CERTIFICATE) - other.get().upper(2 * CERTIFICATE));
    }

    private double overriddenMore() {
        Optional<OwnOutcomes> own = running.overrides(versionId);
        Optional<OwnOutcomes> other = running.overrides(standard);
        return own.isEmpty() || other.isEmpty()
                ? -1
                : Math.max(-1, own.get().lower(2 * CERTIFICATE) - other.get().upper(2 * CERTIFICATE));
    }
}
