package org.metapolicy.counterfactual.running;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.OffPolicyWatch;
import org.metapolicy.trust.Variable;

/** Prints the tables of {@code docs/counterfactual.md} about the guardrails of versions that never served. */
public final class OffPolicyTables {
    static final Settings SETTINGS = Settings.defaults();
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

    /**
     * A family of a default, of one that explores what a candidate would do, and of that candidate, which never serves.
     *
     * @param explored the least and the largest probability of what the candidate would do, drawn anew for each decision
     * @param agreeing the share of decisions at which the default would do the same
     * @param overrides the override rate of what the candidate would do where it differs from the default
     * @param reward its mean reward there, in [-1, 1]; that of the default is .3
     * @param others the override rate of what the default does
     * @param come the share of the outcomes of what the default does that come at all
     */
    record Pilot(
            String words,
            double[] explored,
            double agreeing,
            double overrides,
            double reward,
            double others,
            double come)
            implements SeededRuns {
        Pilot(String words, double[] explored, double agreeing, double overrides, double reward) {
            this(words, explored, agreeing, overrides, reward, 0.05, 1);
        }

        static Pilot exploring(double share, double overrides) {
            return new Pilot("" + share, new double[] {share, share}, 0, overrides, 0.3);
        }

        /** One whose mean reward is its floor. */
        static Pilot onTheFloor(String words, double share, double others, double come) {
            return new Pilot(words, new double[] {share, share}, 0, 0.05, -0.05, others, come);
        }

        @Override
        public int found(long seed, int decisions) {
            SplittableRandom random = new SplittableRandom(seed);
            OffPolicyWatches watches = OffPolicyWatches.after(0);
            for (int i = 1; i <= decisions; i++) {
                boolean agree = random.nextDouble() < agreeing;
                double p = explored[0] + (explored[1] - explored[0]) * random.nextDouble();
                boolean explores = random.nextDouble() < p;
                boolean candidates = agree || explores;
                boolean overridden = random.nextDouble() < (explores && !agree ? overrides : others);
                double mean = explores && !agree ? reward : 0.3;
                Optional<MadeDecision> made = decision(agree, candidates, explores, p);
                Observation observation =
                        observation(overridden, mean + 0.7 * (2 * random.nextDouble() - 1) * (1 - Math.abs(mean)));
                if (candidates || random.nextDouble() < come) {
                    watches.outcome(i, observation, made, SETTINGS);
                }
                watches.status(i, overridden, made, SETTINGS);
                if (watches.of("c").map(OffPolicyWatch::alarmed).orElse(false)) {
                    return i;
                }
            }
            return 0;
        }
    }

    static final Pilot[] KEEPING = {
        Pilot.exploring(0.1, 0.4),
        Pilot.exploring(0.5, 0.4),
        new Pilot(".02 to .5, another at each", new double[] {0.02, 0.5}, 0, 0.4, 0.3),
        new Pilot("a tenth, the same as the default in half of them", new double[] {0.1, 0.1}, 0.5, 0.75, 0.3),
        Pilot.onTheFloor("a tenth, its reward on the floor", 0.1, 0.05, 1),
        Pilot.onTheFloor("likewise, and the default is overridden .38", 0.1, 0.38, 1),
        Pilot.onTheFloor("a half, its reward on the floor, and the default is overridden .38", 0.5, 0.38, 1),
        Pilot.onTheFloor("likewise, and of the default's outcomes three in ten come", 0.5, 0.38, 0.3)
    };

    private OffPolicyTables() {}

    static Optional<MadeDecision> decision(boolean agree, boolean candidates, boolean explored, double p) {
        String own = "cue";
        String standard = agree ? "cue" : "rest";
        Map<String, MadeDecision.Arm> arms = Map.of(
                "d",
                new MadeDecision.Arm(standard, agree ? 1 : 1 - p),
                "e",
                new MadeDecision.Arm(own, agree ? 1 : p),
                "c",
                new MadeDecision.Arm(own, agree ? 1 : p));
        return Optional.of(new MadeDecision(
                AT, "d", candidates ? own : standard, agree ? 1 : explored ? p : 1 - p, new TreeMap<>(arms)));
    }

    static Observation observation(boolean overridden, double reward) {
        return new Observation(
                new EpisodeFacts(overridden, "a", false, null, AT),
                true,
                Map.of(Variable.REWARD, Math.max(-1, Math.min(1, reward))),
                false);
    }

    public static void main(String[] args) {
        System.out.println("\nGuardrails of a version that never served: how soon harm is found\n");
        System.out.println(
                "| how likely others do what it would do | overridden .60 (limit .40) | overridden .80 | reward -.4 (floor -.05) |");
        System.out.println("| --- | --- | --- | --- |");
        for (double share : new double[] {0.05, 0.1, 0.2, 0.5}) {
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %,d |%n",
                    share,
                    Pilot.exploring(share, 0.6).median(200, 20_000),
                    Pilot.exploring(share, 0.8).median(200, 20_000),
                    new Pilot("", new double[] {share, share}, 0, 0.05, -0.4).median(200, 20_000));
        }
        System.out.println("\nGuardrails of a version that never served: false alarms on the limit\n");
        System.out.println("| how likely others do what it would do | ever in 5,000 decisions, of 1,000 runs |");
        System.out.println("| --- | --- |");
        for (Pilot keeping : KEEPING) {
            System.out.printf(Locale.ROOT, "| %s | %.1f %% |%n", keeping.words(), 100 * keeping.everFound(1000, 5000));
        }
    }
}
