package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;

/** Any two versions of a family, beside the default or not. */
class ComparingTest {
    /** What the default earns, and two candidates, on the unit scale. */
    private static final Map<String, Double> EARNED = Map.of("d", 0.5, "c", 0.7, "e", 0.55);

    private static final Map<String, Double> CHANCES = Map.of("d", 0.6, "c", 0.2, "e", 0.2);
    private static final double TRUTH = EARNED.get("c") - EARNED.get("e");

    @Test
    void twoCandidatesAreComparedByWhatEachWouldEarnBesideTheDefault() {
        Compared known = compared(family(new SplittableRandom(3), 1500, true), "c", "e");
        assertThat(known.source()).isEqualTo(Source.THROUGH_DEFAULT);
        assertThat(known.estimate()).isCloseTo(TRUTH, within(0.06));
        assertThat(known.lower()).isBetween(0.0, TRUTH);
        assertThat(known.upper()).isBetween(TRUTH, 0.4);
        assertThat(known.certain()).isBetween(known.lower(), known.estimate());
        assertThat(known.n()).isEqualTo(1500);
        assertThat(known.coverage()).isGreaterThan(0.99);
    }

    @Test
    void withoutRecordsByWhatEachDecided() {
        Compared known = compared(family(new SplittableRandom(4), 2500, false), "c", "e");
        assertThat(known.source()).isEqualTo(Source.OWN_OUTCOMES);
        assertThat(known.estimate()).isCloseTo(TRUTH, within(0.06));
        assertThat(known.lower()).isBetween(0.0, TRUTH);
        assertThat(known.coverage()).isEqualTo(1);
    }

    /** Looked at every 25 decisions: an interval of 95 % misses in at most one of twenty, and what it hangs together from errs less. */
    @Test
    void theIntervalHoldsAtEveryLook() {
        for (boolean recorded : new boolean[] {true, false}) {
            long missed = IntStream.range(0, 60)
                    .filter(run -> {
                        SplittableRandom random = new SplittableRandom(7919L * run + 29);
                        RunningDifferences running = RunningDifferences.after(0);
                        boolean misses = false;
                        for (int i = 0; i < 500; i++) {
                            decide(running, i, random, recorded);
                            if (i % 25 == 24) {
                                Compared known = compared(running, "c", "e");
                                misses |= known.lower() > TRUTH || known.upper() < TRUTH;
                            }
                        }
                        return misses;
                    })
                    .count();
            assertThat(missed).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void theOrderOfTheTwoTurnsTheSignAlone() {
        RunningDifferences running = family(new SplittableRandom(5), 800, true);
        for (String other : new String[] {"d", "e"}) {
            Compared one = compared(running, "c", other);
            Compared turned = compared(running, other, "c");
            assertThat(turned.source()).isEqualTo(one.source());
            assertThat(turned.estimate()).isCloseTo(-one.estimate(), within(1e-12));
            assertThat(turned.lower()).isCloseTo(-one.upper(), within(1e-12));
            assertThat(turned.upper()).isCloseTo(-one.lower(), within(1e-12));
            // Each holds; they go by the contexts of the second.
            assertThat(turned.overrides().estimate()).isCloseTo(-one.overrides().estimate(), within(0.05));
            assertThat(turned.certain()).isBetween(turned.lower(), turned.estimate());
        }
        assertThat(compared(running, "c", "d")).isEqualTo(running.compare("c", "d", 0.9));
    }

    @Test
    void oneThatNobodyEverFollowedIsNotKnown() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < 300; i++) {
            boolean own = i % 2 == 0;
            running.outcome(
                    own ? "c" : "d",
                    "k",
                    0.6,
                    Optional.of(new MadeDecision(
                            Instant.ofEpochSecond(i),
                            "d",
                            own ? "cue" : "rest",
                            0.5,
                            new TreeMap<>(Map.of(
                                    "c", new Arm("cue", 0.5), "d", new Arm("rest", 0.5), "e", new Arm("talk", 0))))));
        }
        Compared known = compared(running, "c", "e");
        assertThat(known.source()).isEqualTo(Source.THROUGH_DEFAULT);
        assertThat(known.coverage()).isZero();
        assertThat(known.lower()).isEqualTo(-1);
        assertThat(known.upper()).isEqualTo(1);
        assertThat(known.overrides()).isEqualTo(OverrideGap.UNKNOWN);
        assertThat(compared(running, "c", "never").source()).isEqualTo(Source.NOTHING);
    }

    private static Compared compared(RunningDifferences running, String versionId, String otherId) {
        return new Comparing(running, versionId, otherId).ofAnyTwo(0.9);
    }

    private static RunningDifferences family(SplittableRandom random, int decisions, boolean recorded) {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < decisions; i++) {
            decide(running, i, random, recorded);
        }
        return running;
    }

    private static void decide(RunningDifferences running, int second, SplittableRandom random, boolean recorded) {
        double draw = random.nextDouble();
        String of = draw < CHANCES.get("d") ? "d" : draw < CHANCES.get("d") + CHANCES.get("c") ? "c" : "e";
        TreeMap<String, Arm> arms = new TreeMap<>();
        CHANCES.forEach((id, chance) -> arms.put(id, new Arm("does " + id, chance)));
        running.outcome(
                of,
                "k" + second % 3,
                EARNED.get(of) + random.nextDouble(-0.2, 0.2),
                recorded
                        ? Optional.of(new MadeDecision(
                                Instant.ofEpochSecond(second), "d", "does " + of, CHANCES.get(of), arms))
                        : Optional.empty());
        running.status(of, "k" + second % 3, random.nextDouble() < (of.equals("c") ? 0.3 : 0.1));
    }
}
