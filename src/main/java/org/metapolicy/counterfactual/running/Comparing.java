package org.metapolicy.counterfactual.running;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.Compared.Source;

/** Puts a comparison together: from decisions where enough of them are covered, else from each version's own outcomes. */
public final class Comparing {
    /** Each end of an interval of 95 %. */
    private static final double END = 40;

    /** One end alone. */
    private static final double CERTIFICATE = 20;

    private final RunningDifferences running;
    private final String versionId;
    private final String otherId;

    /** Of the first beside the second. */
    public Comparing(RunningDifferences running, String versionId, String otherId) {
        this.running = running;
        this.versionId = versionId;
        this.otherId = otherId;
    }

    /**
     * What is known where the second is the default.
     *
     * @param coverageMin the share of decisions that must be covered, in [0, 1]
     */
    public Compared withDefault(double coverageMin) {
        return compared(running.difference(versionId, otherId).map(this::ofDecisions), coverageMin);
    }

    /**
     * What is known of any two. Where one was the default when they decided, by what both would have done; else by what each would
     * have done beside that default, with half the error for each: whatever the two share, both ends hold together.
     *
     * @param coverageMin the share of decisions that must be covered, in [0, 1]
     */
    public Compared ofAnyTwo(double coverageMin) {
        Optional<Difference> own = running.difference(versionId);
        Optional<Difference> others = running.difference(otherId);
        Optional<Compared> decisions = running.isAbout(otherId)
                ? own.map(this::ofDecisions)
                : running.isAbout(versionId)
                        ? others.map(this::reversed)
                        : own.flatMap(one -> others.map(other -> throughDefault(one, other)));
        return compared(decisions, coverageMin);
    }

    private Compared compared(Optional<Compared> decisions, double coverageMin) {
        return decisions
                .filter(one -> one.coverage() >= coverageMin)
                .or(this::ofOwnOutcomes)
                .or(() -> decisions)
                .orElseGet(() -> new Compared(
                        Source.NOTHING, Double.NaN, -1, 1, -1, 0, 0, Double.NaN, Double.NaN, 0, overrides()));
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
                overrides());
    }

    /** Of what the other has more than the version. */
    private Compared reversed(Difference one) {
        return new Compared(
                Source.DECISIONS,
                -one.estimate(),
                -one.upper(END),
                -one.lower(END),
                -one.upper(CERTIFICATE),
                one.n(),
                one.coverage(),
                one.agreement(),
                one.disagreement(),
                one.effectiveN(),
                overrides());
    }

    private Compared throughDefault(Difference own, Difference other) {
        return new Compared(
                Source.THROUGH_DEFAULT,
                own.estimate() - other.estimate(),
                Math.max(-1, own.lower(2 * END) - other.upper(2 * END)),
                Math.min(1, own.upper(2 * END) - other.lower(2 * END)),
                Math.max(-1, own.lower(2 * CERTIFICATE) - other.upper(2 * CERTIFICATE)),
                Math.min(own.n(), other.n()),
                Math.min(own.coverage(), other.coverage()),
                Double.NaN,
                Double.NaN,
                Math.min(own.effectiveN(), other.effectiveN()),
                overrides());
    }

    private Optional<Compared> ofOwnOutcomes() {
        return rewards()
                .map(both -> new Compared(
                        Source.OWN_OUTCOMES,
                        both.estimate(),
                        both.lower(END),
                        both.upper(END),
                        both.lower(CERTIFICATE),
                        both.n(),
                        both.shared(),
                        Double.NaN,
                        Double.NaN,
                        both.n(),
                        overrides()));
    }

    private Optional<StandardizedDifference> rewards() {
        return running.rewards(versionId).flatMap(own -> running.rewards(otherId)
                .map(other -> new StandardizedDifference(own, other, decided(versionId), decided(otherId))));
    }

    private Map<String, Long> decided(String id) {
        return running.overrides(id).map(OwnOutcomes::contexts).orElseGet(TreeMap::new);
    }

    /** Of each decision that has a status it is known whether it was overridden. */
    private Optional<StandardizedDifference> statuses() {
        return running.overrides(versionId)
                .flatMap(own -> running.overrides(otherId).map(other -> new StandardizedDifference(own, other)));
    }

    /** In one context; empty where not both have decided anything there since that is kept, or it need not be the same of both. */
    Optional<ComparedIn> in(String context) {
        return rewards()
                .flatMap(rewards -> rewards.in(context, 2 * CERTIFICATE))
                .map(found -> new ComparedIn(
                        found.share(),
                        found.n(),
                        found.estimate(),
                        found.low(),
                        found.high(),
                        statuses()
                                .flatMap(statuses -> statuses.in(context, 2 * CERTIFICATE))
                                .map(StandardizedDifference.Here::low)
                                .orElse(-1.0)));
    }

    private OverrideGap overrides() {
        return statuses()
                .map(both -> new OverrideGap(
                        both.estimate(),
                        both.lower(END),
                        both.upper(END),
                        both.lower(CERTIFICATE),
                        both.upper(CERTIFICATE)))
                .orElse(OverrideGap.UNKNOWN);
    }
}
