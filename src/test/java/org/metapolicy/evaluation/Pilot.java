package org.metapolicy.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;
import org.metapolicy.evaluation.Watched.Rates;
import org.metapolicy.trust.context.Prospect;

/**
 * A default and a candidate that is tried beside it, as they are in truth.
 *
 * @param contexts what is met, each as often
 * @param overridden how often people overrule the default, then the candidate
 * @param shadow whether the candidate is only asked what it would do
 * @param from what part of the decisions has passed when it is tried, in [0, 1)
 * @param rise how much more everything earns at the end than at the beginning
 */
record Pilot(String name, List<Context> contexts, double[] overridden, boolean shadow, double from, double rise) {
    static final String DEFAULT = "d";
    static final String CANDIDATE = "c";

    private static final double FLAGS = 0.005;
    private static final double WORSE_MARGIN = 0.1;

    /**
     * One context.
     *
     * @param standard what the default earns there
     * @param candidate what the candidate does; NaN where it does the same as the default
     * @param tried how often it decides there while it is tried
     */
    record Context(double standard, double candidate, double tried) {
        boolean differ() {
            return !Double.isNaN(candidate);
        }

        Context tried(double often) {
            return new Context(standard, candidate, often);
        }

        double earns(boolean ofCandidate) {
            return ofCandidate && differ() ? candidate : standard;
        }
    }

    /** Two contexts of the one kind and two of the other. */
    static Pilot halves(String name, Context easy, Context hard) {
        return new Pilot(name, List.of(easy, easy, hard, hard), new double[] {0.05, 0.05}, false, 0, 0);
    }

    /** Four contexts alike, in which the candidate earns that much more. */
    static Pilot everywhere(String name, double standard, double more) {
        Context any = new Context(standard, standard + more, 0.1);
        return halves(name, any, any);
    }

    Pilot overriddenIn(double candidate) {
        return new Pilot(name, contexts, new double[] {overridden[0], candidate}, shadow, from, rise);
    }

    Pilot inShadow() {
        return new Pilot(name, contexts, overridden, true, from, rise);
    }

    Pilot rising(double more) {
        return new Pilot(name, contexts, overridden, shadow, 0.5, more);
    }

    /** How much more the candidate earns than the default. */
    double worth() {
        return contexts.stream()
                .mapToDouble(one -> one.earns(true) - one.earns(false))
                .average()
                .orElseThrow();
    }

    double overriddenMore() {
        return overridden[1] - overridden[0];
    }

    /** Whether it may be promoted in all contexts: not worse by the margin or more, and not overridden oftener than is borne. */
    boolean mayBePromoted() {
        return worth() > -WORSE_MARGIN && overriddenMore() <= Prospect.SAFETY_MARGIN;
    }

    /** How often the candidate decides in a context, at this part of all decisions. */
    double tried(int context, double passed) {
        return passed < from ? 0 : contexts.get(context).tried();
    }

    Rates rates(boolean ofCandidate, int context, double passed) {
        return new Rates(
                overridden[ofCandidate ? 1 : 0], FLAGS, contexts.get(context).earns(ofCandidate) + rise * passed);
    }

    /**
     * What the record of a decision tells.
     *
     * @param tried how likely it was that the candidate decided
     */
    MadeDecision record(int t, int context, boolean byCandidate, double tried) {
        boolean differ = contexts.get(context).differ();
        Arm standard = new Arm("y", differ ? 1 - tried : 1);
        Arm candidate = differ ? new Arm("x", tried) : standard;
        Arm done = byCandidate ? candidate : standard;
        return new MadeDecision(
                Instant.ofEpochSecond(t),
                DEFAULT,
                done.does(),
                done.propensity(),
                new TreeMap<>(Map.of(CANDIDATE, candidate, DEFAULT, standard)),
                new TreeMap<>(Map.of(CANDIDATE, tried, DEFAULT, 1 - tried)));
    }
}
