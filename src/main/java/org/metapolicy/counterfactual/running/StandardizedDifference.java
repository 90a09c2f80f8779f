package org.metapolicy.counterfactual.running;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

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
 *       s² = Σ_c w_c² (s²(version, c) + s²(other, c)), s² of each as {@link ContextCell#square} has it.
 * </ul>
 *
 * <p>Where the other decided and the version never did, its outcomes are the worst there are, or the best; so they are in what has no
 * name of its own, which need not be the same contexts of both ({@link ContextMeans#isSameForAll}). Outcomes that are not there
 * are all the least reward, and all the greatest: an end is the outermost of both, and one that points away from 0 is divided by the
 * share with an outcome, as in {@link Difference}. What contexts gave was taken off both when they were counted, at other times of
 * each; it is known, and added again.
 */
final class StandardizedDifference {
    private static final double EXPECTED = 0.1;

    private final OwnOutcomes own;
    private final OwnOutcomes other;
    /** Else an earlier release counted some, and did not keep what contexts gave: means alone can be told, as it told them. */
    private final boolean standardized;

    private final SortedMap<String, ContextCell> ours;
    private final SortedMap<String, ContextCell> theirs;
    private final double decided;
    /** Contexts of the other in which the version has outcomes. */
    private final List<String> met;

    private final List<String> unmet;

    /** Of figures that no decision lacks. */
    StandardizedDifference(OwnOutcomes own, OwnOutcomes other) {
        this(own, other, Map.of(), Map.of());
    }

    /**
     * Of the first beside the second.
     *
     * @param ownDecided by context, how many of the first have a status; those beyond its outcomes lack theirs
     * @param otherDecided the same of the second
     */
    StandardizedDifference(
            OwnOutcomes own, OwnOutcomes other, Map<String, Long> ownDecided, Map<String, Long> otherDecided) {
        this.own = own;
        this.other = other;
        this.standardized = own.isOffsetKept() && other.isOffsetKept();
        this.ours = standardized ? ContextCell.of(own, ownDecided) : new TreeMap<>();
        this.theirs = standardized ? ContextCell.of(other, otherDecided) : new TreeMap<>();
        this.decided = theirs.values().stream().mapToLong(ContextCell::decided).sum();
        Map<Boolean, List<String>> parts = theirs.keySet().stream().collect(Collectors.partitioningBy(this::isMet));
        this.met = parts.get(true);
        this.unmet = parts.get(false);
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

    /** Over the contexts in which both have outcomes, as these are; NaN where there are none. */
    double estimate() {
        return standardized
                ? over(met, context -> theirs.get(context).isKnown() ? estimateIn(context) : 0)
                        / over(met, context -> theirs.get(context).isKnown() ? 1 : 0)
                : own.mean() - other.mean();
    }

    /**
     * What the difference is not below.
     *
     * @param evidence one over the error
     * @return in [-1, 1]
     */
    double lower(double evidence) {
        double means = own.lower(2 * evidence) - other.upper(2 * evidence);
        return unit(
                standardized
                        ? Math.min(means, awayFromZero(Math.min(lower(evidence, 0), lower(evidence, 1)), withOutcome()))
                        : means);
    }

    /** What it is not above. */
    double upper(double evidence) {
        double means = own.upper(2 * evidence) - other.lower(2 * evidence);
        return unit(
                standardized
                        ? Math.max(
                                means, -awayFromZero(-Math.max(upper(evidence, 0), upper(evidence, 1)), withOutcome()))
                        : means);
    }

    private double lower(double evidence, double lacking) {
        return known(lacking)
                - off(evidence, lacking)
                - over(unmet, context -> theirs.get(context).mean(lacking));
    }

    private double upper(double evidence, double lacking) {
        return known(lacking)
                + off(evidence, lacking)
                + over(unmet, context -> 1 - theirs.get(context).mean(lacking));
    }

    /** Of either version's outcomes the smaller share that is there, as the other met the contexts, in (0, 1]. */
    private double withOutcome() {
        double first = over(met, context -> ours.get(context).withOutcome()) + over(unmet, context -> 1);
        double second = over(met, context -> theirs.get(context).withOutcome())
                + over(unmet, context -> theirs.get(context).withOutcome());
        return Math.min(first, second);
    }

    private double known(double lacking) {
        return over(
                met,
                context -> ours.get(context).mean(lacking) - theirs.get(context).mean(lacking));
    }

    private double off(double evidence, double lacking) {
        double squares = over(
                        met,
                        context -> share(context)
                                * (ours.get(context).square(lacking)
                                        + theirs.get(context).square(lacking)))
                + over(unmet, context -> share(context) * theirs.get(context).square(lacking));
        double expected = EXPECTED * EXPECTED / squares;
        return Math.sqrt(squares * (1 + 1 / expected) * (2 * Math.log(evidence) + Math.log1p(expected)));
    }

    /** Σ w_c · figure over some of the other's contexts. */
    private double over(List<String> contexts, ToDoubleFunction<String> figure) {
        return contexts.stream()
                .mapToDouble(context -> share(context) * figure.applyAsDouble(context))
                .sum();
    }

    private boolean isMet(String context) {
        return ContextMeans.isSameForAll(context)
                && ours.containsKey(context)
                && ours.get(context).isKnown();
    }

    private double share(String context) {
        return theirs.get(context).decided() / decided;
    }

    /**
     * In one context, empty where not both have outcomes there since that is kept, or it need not be the same of both.
     *
     * @param evidence one over the error of each version's end, in all contexts together
     */
    Optional<Here> in(String context, double evidence) {
        Optional<ContextEvidence> one = own.in(context).filter(here -> ContextMeans.isSameForAll(context));
        return one.flatMap(first -> other.in(context).map(second -> here(context, first, second, evidence)));
    }

    private Here here(String context, ContextEvidence first, ContextEvidence second, double evidence) {
        double low = first.lower(evidence) - second.upper(evidence);
        double high = first.upper(evidence) - second.lower(evidence);
        if (!standardized) {
            return new Here(other.shareOf(context), first.n(), first.mean() - second.mean(), unit(low), unit(high));
        }
        ContextCell our = ours.get(context);
        ContextCell their = theirs.get(context);
        double share = Math.min(our.withOutcome(), their.withOutcome());
        return new Here(
                other.shareOf(context),
                first.n(),
                estimateIn(context),
                unit(awayFromZero(least(our, first.lower(evidence), their, second.upper(evidence), 1), share)),
                unit(-awayFromZero(least(our, first.upper(evidence), their, second.lower(evidence), -1), share)));
    }

    /** The least difference, or the least of its negative, where what is lacking is all the least reward, and all the greatest. */
    private static double least(ContextCell our, double first, ContextCell their, double second, int sign) {
        return Math.min(
                sign * (our.filled(first, 0) - their.filled(second, 0)),
                sign * (our.filled(first, 1) - their.filled(second, 1)));
    }

    private double estimateIn(String context) {
        return ours.get(context).known() - theirs.get(context).known();
    }

    private static double awayFromZero(double end, double share) {
        return end < 0 ? end / share : end;
    }

    private static double unit(double difference) {
        return Math.max(-1, Math.min(1, difference));
    }
}
