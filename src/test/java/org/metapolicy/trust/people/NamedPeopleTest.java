package org.metapolicy.trust.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.StatisticsReport;

/**
 * Participants whom a version fails among many whom it serves exactly on its limits: writes target/statistics/people.md (in the
 * full size people-full.md). Limits are those of the settings, .40 of overrides.
 */
class NamedPeopleTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final int PEOPLE = 1000;
    private static final int HARMED = 5;
    private static final int OUTCOMES = 60;

    /**
     * Ten episodes on three limits: python3 -c "g=[.25,.45,.8]; run=lambda vs,m: sum(__import__('math').prod(1+b/m*(v-m) for v
     * in vs if v is not None) for b in g)/3; x=[1,0,1,1,1,0,1,1,1,1]; f=[0,1,0,0,1,0,0,0,1,0];
     * r=[.6,.2,-1,None,.1,None,-1,-.5,None,.9]; print((run(x,.4)+run(f,.05)+run([None if v is None else (1-v)/2 for v in
     * r],.525))/3)" gives 9.86687250261373.
     */
    @Test
    void theEvidenceIsTheMeanOfWhatTheBetsBecame() {
        PersonWatch watch = PersonWatch.NONE.from(7);
        boolean[] overridden = {true, false, true, true, true, false, true, true, true, true};
        boolean[] flags = {false, true, false, false, true, false, false, false, true, false};
        Double[] rewards = {.6, .2, -1.0, null, .1, null, -1.0, -.5, null, .9};
        for (int i = 0; i < 10; i++) {
            watch = watch.plusStatus(overridden[i], SETTINGS).plusOutcome(flags[i], rewards[i], SETTINGS);
        }
        assertThat(watch.weighted()).isCloseTo(9.86687250261373 / 2048, within(1e-12));
        assertThat(watch.alarm("p", 1, SETTINGS).asMap())
                .containsEntry("guardrail", "overrides")
                .containsEntry("n", 10L)
                .containsEntry("estimate", 0.8)
                .containsEntry("limit", 0.4);
    }

    /** By hand: a half over 1,024, a quarter over 1,024, an eighth over 2,048, a sixteenth over 4,096. */
    @Test
    void weightsAreFixedByTheOrderAndSumToOne() {
        Map<Long, Double> expected = Map.of(
                1L,
                0.5 / 1024,
                1024L,
                0.5 / 1024,
                1025L,
                0.25 / 1024,
                2048L,
                0.25 / 1024,
                2049L,
                0.125 / 2048,
                4096L,
                0.125 / 2048,
                4097L,
                0.0625 / 4096,
                8192L,
                0.0625 / 4096,
                8193L,
                0.03125 / 8192);
        expected.forEach((place, weight) ->
                assertThat(PeopleWeights.of(place)).as("place %d", place).isEqualTo(weight));
        assertThat(LongStream.rangeClosed(1, 1 << 20)
                        .mapToDouble(PeopleWeights::of)
                        .sum())
                .isCloseTo(1 - Math.pow(2, -11), within(1e-9));
        assertThatThrownBy(() -> PeopleWeights.of(0)).hasMessageContaining("places begin with 1");
    }

    /** The bar for k together is 20/k; those for whom the version is suspended already are among the k. */
    @Test
    void asManyAreNamedAsHaveEnoughTogether() {
        PersonWatch bar = evidence(20 / 3.0);
        assertThat(named(bar, bar)).isEmpty();
        assertThat(named(bar, bar, bar)).hasSize(3);
        assertThat(named(evidence(20), bar)).as("one alone, and not two").hasSize(1);
        assertThat(named(bar, evidence(21).suspend(), evidence(22).suspend())).hasSize(1);
        assertThat(named(bar, evidence(21).suspend(), evidence(22).suspend().restart()))
                .as("evidence that was given up is no evidence")
                .isEmpty();
        PersonWatch least = evidence(20 / 64.0);
        PersonWatch[] many = new PersonWatch[64];
        Arrays.fill(many, least);
        assertThat(NamedPeople.leads(least)).isTrue();
        assertThat(named(many)).hasSize(64);
        assertThat(named(Arrays.copyOf(many, 63)))
                .as("fewer lead without being named")
                .isEmpty();
        assertThat(NamedPeople.leads(evidence(0.31))).isFalse();
    }

    @Test
    void nothingNamesAnybodyWhoGaveNothingOrInASessionsFamily() {
        assertThat(PersonWatch.NONE.plusStatus(true, SETTINGS).weighted()).isZero();
        assertThat(PersonWatch.looks(SETTINGS)).isTrue();
        assertThat(PersonWatch.looks(Settings.among(Map.of("guardrail_unit", "SESSION"))))
                .isFalse();
        PersonWatch suspended = bad(200, PersonWatch.NONE.from(1)).suspend();
        assertThat(bad(50, suspended)).isEqualTo(suspended);
        assertThat(suspended.resume().weighted()).isZero();
        assertThat(suspended.resume().waits()).isTrue();
        PersonWatch frozen = bad(200, PersonWatch.NONE.from(1));
        assertThat(frozen.weighted())
                .as("it freezes where it names them by itself")
                .isBetween(20.0, 20 * 2.5);
    }

    @Test
    void thoseWhomItFailsAreNamedSoonAndHardlyAnybodyElse() {
        StatisticsReport report = table("people.md");
        reported(20, report);
        report.write();
    }

    @Test
    @Tag("slow")
    void thoseWhomItFailsAreNamedSoonAndHardlyAnybodyElseInTheFullSize() {
        StatisticsReport report = table("people-full.md");
        reported(200, report);
        report.line(Result.of(200, 0.70, OUTCOMES).line(".70"));
        report.line(Result.of(200, 0.60, OUTCOMES).line(".60"));
        Result nobody = Result.of(200, 0.40, 120);
        report.line("");
        report.line("Nobody failed, all 1,000 on every limit, 120 outcomes each: anybody ever named in "
                + StatisticsReport.percent(nobody.anybody()) + " of 200 seeds.");
        report.write();
        assertThat(nobody.anybody()).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / 200));
    }

    private static StatisticsReport table(String file) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| overridden | of 5 named within 60 outcomes each | at least 4 of 5 | median of those named"
                + " | false discoveries | seeds |");
        report.line("| --- | --- | --- | --- | --- | --- |");
        return report;
    }

    private static void reported(int seeds, StatisticsReport report) {
        Result at80 = Result.of(seeds, 0.80, OUTCOMES);
        report.line(at80.line(".80"));
        assertThat(at80.four()).isGreaterThanOrEqualTo(0.95);
        assertThat(at80.named()).isGreaterThanOrEqualTo(4);
        assertThat(at80.wrong()).isLessThanOrEqualTo(0.05);
    }

    /**
     * Over all seeds.
     *
     * @param named mean number of those whom it fails that are named
     * @param four share of seeds in which at least 4 are
     * @param median outcomes of each until then
     * @param wrong mean share of false ones among those named
     * @param anybody share of seeds in which anybody is named
     */
    private record Result(double named, double four, double median, double wrong, double anybody, int seeds) {
        static Result of(int seeds, double overridden, int outcomes) {
            List<Run> runs = LongStream.range(0, seeds)
                    .parallel()
                    .mapToObj(seed -> Run.of(9_000_000L + seed, overridden, outcomes))
                    .toList();
            int[] delays = runs.stream()
                    .flatMapToInt(run -> Arrays.stream(run.delays))
                    .filter(delay -> delay > 0)
                    .sorted()
                    .toArray();
            return new Result(
                    runs.stream().mapToDouble(Run::found).average().orElseThrow(),
                    runs.stream().filter(run -> run.found() >= 4).count() / (double) seeds,
                    delays.length == 0 ? Double.NaN : delays[delays.length / 2],
                    runs.stream()
                            .mapToDouble(run -> run.wrong / (double) Math.max(1, run.wrong + run.found()))
                            .average()
                            .orElseThrow(),
                    runs.stream().filter(run -> run.wrong + run.found() > 0).count() / (double) seeds,
                    seeds);
        }

        String line(String overridden) {
            return String.format(
                    java.util.Locale.ROOT,
                    "| %s | %.2f | %s | %.0f | %s | %d |",
                    overridden,
                    named,
                    StatisticsReport.percent(four),
                    median,
                    StatisticsReport.percent(wrong),
                    seeds);
        }
    }

    /** @param delays outcomes of each whom it fails until they are named; 0 where they are not */
    private record Run(int[] delays, int wrong) {
        long found() {
            return Arrays.stream(delays).filter(delay -> delay > 0).count();
        }

        /** All appear in the first round, in an order of chance, and each gives one outcome a round; flags and rewards lie on their limits. */
        static Run of(long seed, double overridden, int outcomes) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] order = IntStream.range(0, PEOPLE).toArray();
            for (int i = PEOPLE - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[other];
                order[other] = swapped;
            }
            PersonWatch[] watches = new PersonWatch[PEOPLE];
            for (int i = 0; i < PEOPLE; i++) {
                watches[order[i]] = PersonWatch.NONE.from(i + 1);
            }
            int[] delays = new int[HARMED];
            int wrong = 0;
            for (int round = 1; round <= outcomes; round++) {
                Map<String, PersonWatch> looked = new TreeMap<>();
                for (int person = 0; person < PEOPLE; person++) {
                    double rate = person < HARMED ? overridden : 0.40;
                    watches[person] = watches[person]
                            .plusStatus(random.nextDouble() < rate, SETTINGS)
                            .plusOutcome(
                                    random.nextDouble() < 0.05, random.nextDouble() < 0.525 ? -1.0 : 1.0, SETTINGS);
                    if (watches[person].suspended() || NamedPeople.leads(watches[person])) {
                        looked.put(String.valueOf(person), watches[person]);
                    }
                }
                for (PersonAlarm alarm : NamedPeople.of(looked, SETTINGS)) {
                    int person = Integer.parseInt(alarm.participantId());
                    watches[person] = watches[person].suspend();
                    if (person < HARMED) {
                        delays[person] = round;
                    } else {
                        wrong++;
                    }
                }
            }
            return overridden > 0.40 ? new Run(delays, wrong) : new Run(new int[HARMED], wrong + named(delays));
        }

        private static int named(int[] delays) {
            return (int) Arrays.stream(delays).filter(delay -> delay > 0).count();
        }
    }

    private static PersonWatch evidence(double weighted) {
        double worth = weighted * 2048;
        PersonBets bets = new PersonBets(worth, worth, worth, 1, 1);
        return new PersonWatch(List.of(1L), true, List.of(bets, bets, bets), false);
    }

    private static List<PersonAlarm> named(PersonWatch... watches) {
        Map<String, PersonWatch> all = new TreeMap<>();
        for (int i = 0; i < watches.length; i++) {
            all.put("p" + i, watches[i]);
        }
        return NamedPeople.of(all, SETTINGS);
    }

    private static PersonWatch bad(int statuses, PersonWatch watch) {
        PersonWatch next = watch;
        for (int i = 0; i < statuses; i++) {
            next = next.plusStatus(true, SETTINGS);
        }
        return next;
    }
}
