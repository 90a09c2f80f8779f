package org.metapolicy.counterfactual.running;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.policy.MetapolicyException.Conflict;

/**
 * Whether versions decide as often as decisions state that they may, looked at after each: a test of the sample ratio that
 * is valid at every look.
 *
 * <p>A bettor who expects version v with q(v) ∝ p(v)·(k p(v) + served(v)) / (k p(v) + expected(v)), of which p is what the
 * decision states, and served and expected are what earlier ones gave, is paid q/p of whoever decided. Where p is right his
 * wealth is a martingale, whatever p follows; where p is always the same it is the Dirichlet-multinomial test with
 * k p before the first (Lindon &amp; Malek 2022, "Anytime-Valid Inference for Multinomial Count Data"). The mean of two bettors, k
 * 100 and 1,000, is looked at. It begins anew after each {@link #BLOCK} decisions, block j with the weight 1/(j(j + 1)) of the error, so that the chance of ever
 * being warned wrongly is 1/{@link #WARNED} (Ville 1939), and what was mended is found to be so.
 */
public final class ServedShares {
    /** How much speaks against the stated propensities where a warning is given. */
    public static final double WARNED = 20;

    static final int BLOCK = 10_000;
    private static final int VERSIONS_MAX = 64;
    private static final double[] PRIORS = {100, 1000};

    /** How often a version decided. */
    static final class Share {
        private long served;
        private double expected;
    }

    private final State state;

    /**
     * What it is made of.
     *
     * @param after the number of the last evidence before all of it
     * @param block which of the blocks is running, from 1
     * @param n decisions of it that were left to chance
     * @param found after how many of them a warning was due; 0 where none is
     * @param foundBefore the same of the block before
     * @param unstated decisions of versions that had no chance by what is stated, in all
     * @param wealth natural logarithms of the bettors' wealths
     * @param versions by id, those of the block
     */
    static final class State {
        private final long after;
        private long block = 1;
        private long n;
        private long found;
        private long foundBefore;
        private long unstated;
        private final double[] wealth = new double[PRIORS.length];
        private final TreeMap<String, Share> versions = new TreeMap<>();

        State(long after) {
            this.after = after;
        }

        boolean isWhole() {
            return block >= 1
                    && n >= 0
                    && n < BLOCK
                    && found <= n
                    && wealth != null
                    && wealth.length == PRIORS.length
                    && versions != null
                    && !versions.containsValue(null);
        }
    }

    /**
     * What is known.
     *
     * @param decisions of the running block that were left to chance
     * @param evidence against the stated propensities by now, at least 0; a warning is due where it ever reaches {@link #WARNED}
     * @param mismatch whether a warning is due
     * @param unstated decisions, ever, of versions that had no chance by what is stated
     * @param versions by id
     */
    public record Reading(
            long decisions, double evidence, boolean mismatch, long unstated, SortedMap<String, Version> versions) {
        /**
         * How often a version decided.
         *
         * @param served decisions that it made
         * @param expected how many it would make by the stated propensities
         */
        public record Version(long served, double expected) {}

        /** The warning in words; empty where none is due. */
        public Optional<String> warning() {
            if (!mismatch) {
                return Optional.empty();
            }
            List<String> shares = new ArrayList<>();
            versions.forEach((id, one) ->
                    shares.add("'" + id + "' decided " + one.served + " instead of some " + Math.round(one.expected)));
            return Optional.of("versions do not decide as often as the propensities of the decisions say: of "
                    + decisions + ", " + String.join(", ", shares)
                    + "; decisions are lost, drawn (with one seed?) or recorded otherwise than metapolicy.step and select"
                    + " give them: evaluate is not to be trusted until it is known why, and versions are compared by"
                    + " their own outcomes");
        }
    }

    ServedShares(State state) {
        this.state = state;
    }

    /** Begins after the evidence of this number. */
    static ServedShares after(long number) {
        return new ServedShares(new State(number));
    }

    /** The number of the last evidence that it does not know. */
    long counted() {
        return state.after;
    }

    State state() {
        return state;
    }

    /** What a text of running differences tells; empty where none is kept, or it cannot be read, which {@code audit.verify} tells. */
    public static Optional<Reading> of(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RunningDifferences.read(text, 0).shares());
        } catch (Conflict damaged) {
            // The next refresh begins anew.
            return Optional.empty();
        }
    }

    /**
     * Takes a decision.
     *
     * @param versionId who decided
     * @param chances by version, how likely it was to decide; those of nobody are left out
     */
    void take(String versionId, SortedMap<String, Double> chances) {
        double all = chances.values().stream().mapToDouble(Double::doubleValue).sum();
        double own = chances.getOrDefault(versionId, 0.0);
        if (own <= 0) {
            state.unstated++;
        } else if (own < all) {
            bet(versionId, chances, all);
            state.n++;
            chances.forEach((id, chance) -> {
                if (chance > 0 && (state.versions.containsKey(id) || state.versions.size() < VERSIONS_MAX)) {
                    state.versions.computeIfAbsent(id, one -> new Share()).expected += chance / all;
                }
            });
            if (state.versions.containsKey(versionId)) {
                state.versions.get(versionId).served++;
            }
            state.found = state.found == 0 && evidence() >= WARNED ? state.n : state.found;
            turn();
        }
    }

    private void bet(String versionId, SortedMap<String, Double> chances, double all) {
        for (int i = 0; i < PRIORS.length; i++) {
            double sum = 0;
            double paid = 0;
            for (Map.Entry<String, Double> one : chances.entrySet()) {
                if (one.getValue() > 0) {
                    double chance = one.getValue() / all;
                    Share share = state.versions.getOrDefault(one.getKey(), new Share());
                    double prior = PRIORS[i] * chance;
                    double tilt = (prior + share.served) / (prior + share.expected);
                    sum += chance * tilt;
                    paid = one.getKey().equals(versionId) ? tilt : paid;
                }
            }
            state.wealth[i] += Math.log(paid / sum);
        }
    }

    private void turn() {
        if (state.n == BLOCK) {
            state.block++;
            state.foundBefore = state.found;
            state.found = 0;
            state.n = 0;
            state.versions.clear();
            Arrays.fill(state.wealth, 0);
        }
    }

    private double evidence() {
        double mean = 0;
        for (double wealth : state.wealth) {
            mean += Math.exp(wealth) / state.wealth.length;
        }
        return mean / (state.block * (state.block + 1));
    }

    /** Whether a warning is due; what was found in the block before stands until this one has as many decisions as that took. */
    boolean isWarned() {
        return state.found > 0 || state.n < state.foundBefore;
    }

    /** What is known by now. */
    public Reading reading() {
        SortedMap<String, Reading.Version> versions = new TreeMap<>();
        state.versions.forEach((id, share) -> versions.put(id, new Reading.Version(share.served, share.expected)));
        return new Reading(state.n, evidence(), isWarned(), state.unstated, versions);
    }
}
