package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.MetapolicyException.Conflict;

/** A version beside the default, whose contexts it need not have met as often. */
class StandardizedDifferenceTest {
    private static final int RUNS = 80;

    /**
     * By Python's standard library:
     *
     * <pre>
     * import math
     * clusters, everything = {}, [0, 0.0]
     * def mean(c):
     *     m = (everything[1] + .5) / (everything[0] + 1)
     *     n, s = clusters.get(c, (0, 0.0))
     *     return (s + 20 * m) / (n + 20)
     * seen = {}
     * for i in range(4000):
     *     c = 'a' if i % 2 else 'b'
     *     v = 'c' if (i % 40 == 0 if c == 'b' else i % 25 != 0) else 'd'
     *     x = .5 + .3 * math.sin(i) + (.1 if c == 'a' else -.1)
     *     n, s, y, q = seen.get((v, c), (0, 0.0, 0.0, 0.0))
     *     u = (x - mean(c) + 1) / 2
     *     off = u - (y + .5) / (n + 1)
     *     seen[v, c] = n + 1, s + x, y + u, q + off * off
     *     k, t = clusters.get(c, (0, 0.0)); clusters[c] = k + 1, t + x
     *     everything[0] += 1; everything[1] += x
     * total = sum(n for (v, c), (n, *_) in seen.items() if v == 'd')
     * d = s2 = 0
     * for c in 'ab':
     *     w = seen['d', c][0] / total
     *     d += w * (seen['c', c][1] / seen['c', c][0] - seen['d', c][1] / seen['d', c][0])
     *     s2 += w * w * sum((4 * q + 1) / n ** 2 for n, _, _, q in (seen['c', c], seen['d', c]))
     * off = lambda e: math.sqrt(s2 * (1 + s2 / .01) * (2 * math.log(e) + math.log1p(.01 / s2)))
     * print(d, d - off(20), d - off(40), d + off(40))
     * </pre>
     */
    @Test
    void endsAreThoseOfTheFormula() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < 4000; i++) {
            boolean a = i % 2 == 1;
            boolean own = a ? i % 25 != 0 : i % 40 == 0;
            running.outcome(
                    own ? "c" : "d", a ? "a" : "b", 0.5 + 0.3 * Math.sin(i) + (a ? 0.1 : -0.1), Optional.empty());
        }
        OwnOutcomes own = running.rewards("c").orElseThrow();
        OwnOutcomes other = running.rewards("d").orElseThrow();
        StandardizedDifference both = new StandardizedDifference(own, other);
        assertThat(both.estimate()).isCloseTo(0.003109276453337262, within(1e-12));
        assertThat(both.lower(20)).isCloseTo(-0.0689145925668685, within(1e-12));
        assertThat(both.lower(40)).isCloseTo(-0.07429416528899638, within(1e-12));
        assertThat(both.upper(40)).isCloseTo(0.08051271819567091, within(1e-12));
    }

    /** Half of all lack their outcome, by chance as far as is known: nothing is known better by that, and what they earn is not half as much. */
    @Test
    void whatIsLackingWidensTheEnds() {
        RunningDifferences running =
                MixedContexts.unlike(-0.4, 0.9, true).pilots().after(3000, new SplittableRandom(6));
        OwnOutcomes own = running.rewards(Pilots.CANDIDATE).orElseThrow();
        OwnOutcomes other = running.rewards(Pilots.DEFAULT).orElseThrow();
        StandardizedDifference whole = new StandardizedDifference(own, other);
        StandardizedDifference half =
                new StandardizedDifference(own, other, twice(own.contexts()), twice(other.contexts()));
        assertThat(half.estimate()).isCloseTo(whole.estimate(), within(1e-12));
        assertThat(half.lower(20)).isLessThan(whole.lower(20));
        assertThat(half.upper(20)).isGreaterThanOrEqualTo(whole.upper(20) - 1e-12);
        for (String context : List.of("k0", "k1")) {
            assertThat(half.in(context, 40).orElseThrow().low())
                    .isLessThanOrEqualTo(whole.in(context, 40).orElseThrow().low() + 1e-12);
            assertThat(half.in(context, 40).orElseThrow().high())
                    .isGreaterThanOrEqualTo(whole.in(context, 40).orElseThrow().high() - 1e-12);
        }
    }

    private static Map<String, Long> twice(Map<String, Long> decided) {
        Map<String, Long> twice = new TreeMap<>(decided);
        twice.replaceAll((context, n) -> 2 * n);
        return twice;
    }

    @ParameterizedTest
    @CsvSource({"0.9, true", "0.9, false", "0.97, true", "0.97, false"})
    void oneThatIsWorseEverywhereIsNeverProposedWhomeverItMet(double share, boolean easy) {
        MixedContexts worse = MixedContexts.unlike(-0.4, share, easy);
        assertThat(worse.ever(RUNS, 3000, MixedContexts::byContext)).isZero();
        if (share < 0.95) {
            assertThat(worse.ever(RUNS, 3000, MixedContexts::worse)).isGreaterThanOrEqualTo(0.95);
        } else if (easy) {
            // By plain means it is held against what it earned itself where it mostly decided.
            assertThat(worse.ever(50, 3000, MixedContexts::byMeans)).isGreaterThanOrEqualTo(0.9);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatIsEqualEverywhereIsSeldomCalledBetterOrWorse(boolean easy) {
        MixedContexts equal = MixedContexts.unlike(0, 0.9, easy);
        assertThat(equal.ever(RUNS, 2000, MixedContexts::better)).isLessThanOrEqualTo(most(0.05));
        assertThat(equal.ever(RUNS, 2000, MixedContexts::worse)).isLessThanOrEqualTo(most(0.025));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneThatIsWorseByTheMarginIsSeldomProposed(boolean easy) {
        assertThat(MixedContexts.unlike(-0.1, 0.9, easy).ever(RUNS, 3000, MixedContexts::byContext))
                .isLessThanOrEqualTo(most(0.05));
    }

    /** What the contexts gave was not known as well when the default began; that is no merit of who came later. */
    @Test
    void whoBeginsLateIsNotToldBetterByIt() {
        assertThat(MixedContexts.late(-0.1).ever(60, 4000, MixedContexts::byContext))
                .isLessThanOrEqualTo(0.05 + 2 * Math.sqrt(0.05 * 0.95 / 60));
        assertThat(MixedContexts.late(-0.1).ever(60, 4000, MixedContexts::byMeans))
                .isGreaterThan(0.15);
    }

    /** The ends of means hold for however few; those of the difference where its estimate is nearly normal. */
    @ParameterizedTest
    @EnumSource
    void noEndIsWithinThatOfMeans(UnlikeContexts world) {
        UnlikeContexts.Run run = world.run(new SplittableRandom(17));
        for (int n = 1; n <= 1000; n++) {
            run.decide();
            Optional<OwnOutcomes> own = run.of("c");
            Optional<OwnOutcomes> other = run.of("d");
            if (n % 50 == 0 && own.isPresent() && other.isPresent()) {
                StandardizedDifference both = new StandardizedDifference(own.get(), other.get());
                assertThat(both.lower(20))
                        .isLessThanOrEqualTo(
                                Math.max(-1, own.get().lower(40) - other.get().upper(40)));
                assertThat(both.upper(20))
                        .isGreaterThanOrEqualTo(
                                Math.min(1, own.get().upper(40) - other.get().lower(40)));
            }
        }
    }

    @Test
    void inOneContextItTakesAsManyAsThePlainMeans() {
        for (double better : new double[] {0, 0.2}) {
            MixedContexts one = MixedContexts.alike(1, better);
            assertThat(one.median(40, 8000, MixedContexts::byContext))
                    .isLessThanOrEqualTo((int) (1.1 * one.median(40, 8000, MixedContexts::byMeans)));
        }
    }

    @Test
    void inSeveralItTakesHardlyMore() {
        for (int contexts : new int[] {2, 8}) {
            MixedContexts equal = MixedContexts.alike(contexts, 0);
            assertThat(equal.median(20, 9000, MixedContexts::byContext))
                    .isLessThanOrEqualTo((int) (1.25 * equal.median(20, 9000, MixedContexts::byMeans)));
        }
        assertThat(MixedContexts.alike(64, 0.2).median(20, 6000, MixedContexts::byContext))
                .isLessThanOrEqualTo(6000);
    }

    /** Of each context that the default met and the version did not, the worst is taken, or the best. */
    @Test
    void whatItNeverMetSpeaksForNobody() {
        RunningDifferences running = RunningDifferences.after(0);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 20_000; i++) {
            boolean own = i % 2 == 0;
            String context = !own && random.nextDouble() < 0.1 ? "rare" : "usual";
            running.outcome(own ? "c" : "d", context, 0.5 + random.nextDouble(-0.1, 0.1), Optional.empty());
            running.status(own ? "c" : "d", context, random.nextDouble() < 0.2);
        }
        Compared known = running.compare("c", "d", 0.8);
        assertThat(known.coverage()).isCloseTo(0.9, within(0.01));
        assertThat(known.estimate()).isCloseTo(0, within(0.005));
        // There it earns 0 at least, and the default .5; 1 at most.
        assertThat(known.certain()).isBetween(-0.08, -0.05);
        assertThat(known.upper()).isBetween(0.05, 0.08);
        assertThat(known.overrides().estimate()).isCloseTo(0, within(0.02));
        assertThat(known.overrides().atLeast()).isBetween(-0.1, -0.02);
        assertThat(known.overrides().atMost()).isBetween(0.08, 0.16);
    }

    @Test
    void whoIsMetWherePeopleOverruleIsNotToldToBeOverruledOftener() {
        RunningDifferences running = RunningDifferences.after(0);
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 6000; i++) {
            boolean first = i % 2 == 0;
            boolean own = random.nextDouble() < (first ? 0.9 : 0.1);
            running.outcome(own ? "c" : "d", first ? "a" : "b", 0.5, Optional.empty());
            running.status(own ? "c" : "d", first ? "a" : "b", random.nextDouble() < (first ? 0.6 : 0.1));
        }
        OverrideGap gap = running.compare("c", "d", 0.9).overrides();
        assertThat(gap.estimate()).isCloseTo(0, within(0.05));
        assertThat(gap.atLeast()).isNegative();
        assertThat(gap.atMost()).isPositive();
    }

    /** As an earlier release stored it: without what the contexts gave, or without anything of each context. */
    @Test
    void whatAnEarlierReleaseStoredGoesOn() {
        RunningDifferences now = MixedContexts.unlike(0, 0.9, true).pilots().after(3000, new SplittableRandom(4));
        String stored = now.text();
        String before = stored.replaceAll(",\"offsets\":\\{[^}]*}", "");
        assertThat(before).isNotEqualTo(stored);
        RunningDifferences read = RunningDifferences.read(before, 0);
        assertThat(read.text()).isEqualTo(before);
        Compared then = Pilots.compared(read);
        // By means alone, as it was then told: of who met what is easy.
        assertThat(then.certain()).isGreaterThan(Pilots.compared(now).certain());
        assertThat(then.upper()).isLessThan(Pilots.compared(now).upper());

        RunningDifferences older =
                RunningDifferences.read(before.replaceAll("\"here\":\\{(\"[^\"]*\":\\{[^}]*},?)*},", ""), 0);
        assertThat(Pilots.compared(older)).isEqualTo(then);
        older.outcome(Pilots.CANDIDATE, "k0", 1, Optional.empty());
        older.outcome("later", "k0", 1, Optional.empty());
        assertThat(RunningDifferences.read(older.text(), 0).text()).isEqualTo(older.text());
        assertThat(older.compare("later", Pilots.CANDIDATE, 0.9).source()).isEqualTo(Compared.Source.OWN_OUTCOMES);
    }

    @Test
    void whatContextsGaveIsOfTheContextsThatWereMet() {
        String stored = MixedContexts.alike(2, 0)
                .pilots()
                .after(50, new SplittableRandom(4))
                .text();
        for (String edited : List.of(
                stored.replaceFirst("\"offsets\":\\{\"k0\":", "\"offsets\":{\"x\":"),
                stored.replaceFirst("\"offsets\":\\{\"k0\":", "\"offsets\":{\"k0\":-"),
                stored.replaceFirst("\"offsets\":\\{\"k0\":", "\"offsets\":{\"k0\":99"),
                stored.replaceFirst("\"offsets\":\\{[^}]*}", "\"offsets\":{}"))) {
            assertThat(edited).isNotEqualTo(stored);
            assertThatThrownBy(() -> RunningDifferences.read(edited, 0)).isInstanceOf(Conflict.class);
        }
    }

    /** In worlds in which the ends of means, or normal ends, are known to go wrong. */
    @ParameterizedTest
    @EnumSource
    void endsHoldAtEveryLook(UnlikeContexts world) {
        int low = 0;
        int high = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            UnlikeContexts.Run run = world.run(new SplittableRandom(7919L * seed + 31));
            boolean tooHigh = false;
            boolean tooLow = false;
            for (int n = 1; n <= 3000; n++) {
                run.decide();
                if (n % 100 == 0) {
                    StandardizedDifference both = new StandardizedDifference(
                            run.of("c").orElseThrow(), run.of("d").orElseThrow());
                    tooHigh |= both.lower(20) > run.truth();
                    tooLow |= both.upper(20) < run.truth();
                }
            }
            low += tooHigh ? 1 : 0;
            high += tooLow ? 1 : 0;
        }
        assertThat(low / (double) RUNS).as("lower end").isLessThanOrEqualTo(most(0.05));
        assertThat(high / (double) RUNS).as("upper end").isLessThanOrEqualTo(most(0.05));
    }

    /** And two standard errors. */
    private static double most(double error) {
        return error + 2 * Math.sqrt(error * (1 - error) / RUNS);
    }
}
