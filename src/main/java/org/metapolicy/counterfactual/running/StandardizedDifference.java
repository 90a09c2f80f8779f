package org.metapolicy.counterfactual.running;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How much more one version has than another where the other decides, from what each decided itself (direct standardization):
 *
 * <pre>D = Σ_c w_c (m(version, c) − m(other, c)),  w_c the share of context c among the other's decisions</pre>
 *
 * <p>so that who met the contexts in other shares is not told better or worse by that. An end is the outer one of two, each of
 * which holds at every look:
 *
 * <ul>
 *   <li>of the means of what either decided, less what the contexts gave, by bets ({@link Evidence}), which hold for any n;
 *   <li>of D, by a mixture of normal likelihood ratios over differences N(0, {@value #EXPECTED}²) (Robbins 1970; for estimates that are
 *       means in the limit Waudby-Smith, Arbour, Sinha, Kennedy &amp; Ramdas 2024, "Time-uniform central limit theory"): an end at
 *       evidence e is off the estimate by s √((1 + s²/{@value #EXPECTED}²)(2 log e + log(1 + {@value #EXPECTED}²/s²))), with
 *       s² = Σ_c w_c² (s²(version, c) + s²(other, c)), s²(v, c) = (Σ(x − x̂)² + 1)/n², x̂ the mean of what came before: as
 *       if one more had been a whole range off.
 * </ul>
 *
 * <p>Where the other decided and the version never did, its outcomes are the worst there are, or the best. What contexts gave was
 * taken off both when they were counted, at other times of each; it is known, and added again.
 */
final class StandardizedDifference {
    private static final double EXPECTED = 0.1;
    /** The square of one more that is a whole range off. */
    private static final double UNSEEN = 1;

    private final OwnOutcomes own;
    private final OwnOutcomes other;
    /** Else an earlier release counted some, and did not keep what contexts gave: means alone can be told, as it told them. */
    private final boolean standardized;

    StandardizedDifference(OwnOutcomes own, OwnOutcomes other) {
        this.own = own;
        this.other = other;
        this.standardized = own.isOffsetKept() && other.isOffsetKept();
    }

    /**
     * In one context.
     *
     * @param share of the other's decisions, in [0, 1]
     * @param n decisions of the version
     * @param low what the difference is not below, in [-1, 1]
     * @param high what it is not above
     */
    record Here(double share, long n, double estimate, double low, double high) {}

    /** Decisions of the version. */
    long n() {
        return own.n();
    }

    /** The share of the other's decisions in contexts in which the version has acted too, in [0, 1]. */
    double shared() {
        return other.sharedWith(own);
    }

    /** Over the contexts in which both have acted; NaN where there are none. */
    double estimate() {
        return standardized ? overShared(this::estimateIn) / overShared(context -> 1) : own.mean() - other.mean();
    }

    /**
     * What the difference is not below.
     *
     * @param evidence one over the error
     * @return in [-1, 1]
     */
    double lower(double evidence) {
        double means = own.lower(2 * evidence) - other.upper(2 * evidence);
        return unit(standardized ? Math.min(means, known() - off(evidence) - overUnmet(this::otherIn)) : means);
    }

    /** What it is not above. */
    double upper(double evidence) {
        double means = own.upper(2 * evidence) - other.lower(2 * evidence);
        return unit(
                standardized
                        ? Math.max(means, known() + off(evidence) + overUnmet(context -> 1 - otherIn(context)))
                        : means);
    }

    private double known() {
        return overShared(this::estimateIn);
    }

    private double off(double evidence) {
        double squares = other.contexts().keySet().stream()
                .mapToDouble(context -> {
                    double share = other.shareOf(context);
                    return share * share * (square(other, context) + (isMet(context) ? square(own, context) : 0));
                })
                .sum();
        double expected = EXPECTED * EXPECTED / squares;
        return Math.sqrt(squares * (1 + 1 / expected) * (2 * Math.log(evidence) + Math.log1p(expected)));
    }

    /** Of a mean. */
    private static double square(OwnOutcomes version, String context) {
        ContextEvidence here = version.here().get(context);
        return (4 * here.squares() + UNSEEN) / ((double) here.n() * here.n());
    }

    private double overShared(ToDoubleFunction<String> figure) {
        return other.contexts().keySet().stream()
                .filter(this::isMet)
                .mapToDouble(context -> other.shareOf(context) * figure.applyAsDouble(context))
                .sum();
    }

    private double overUnmet(ToDoubleFunction<String> figure) {
        return other.contexts().keySet().stream()
                .filter(context -> !isMet(context))
                .mapToDouble(context -> other.shareOf(context) * figure.applyAsDouble(context))
                .sum();
    }

    private boolean isMet(String context) {
        return own.contexts().containsKey(context);
    }

    /** The mean of the other's outcomes there, in [0, 1]. */
    private double otherIn(String context) {
        return other.here().get(context).mean() + other.offsetIn(context);
    }

    /**
     * In one context, empty where not both have acted there since that is kept.
     *
     * @param evidence one over the error of each version's end, in all contexts together
     */
    Optional<Here> in(String context, double evidence) {
        Optional<ContextEvidence> one = own.in(context);
        return one.flatMap(ours -> other.in(context)
                .map(theirs -> new Here(
                        other.shareOf(context),
                        ours.n(),
                        estimateIn(context),
                        unit(ours.lower(evidence) - theirs.upper(evidence) + offsetMoreIn(context)),
                        unit(ours.upper(evidence) - theirs.lower(evidence) + offsetMoreIn(context)))));
    }

    private double estimateIn(String context) {
        return own.here().get(context).mean() - other.here().get(context).mean() + offsetMoreIn(context);
    }

    private double offsetMoreIn(String context) {
        return standardized ? own.offsetIn(context) - other.offsetIn(context) : 0;
    }

    private static double unit(double difference) {
        return Math.max(-1, Math.min(1, difference));
    }
}
