package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/**
 * Contexts that turn bad at outcome 1,000, overrides from .10 to .80 there, and versions on every limit in every context:
 * writes target/statistics/contexts.md (in the full size contexts-full.md). Limits are those of the settings, .40 of overrides.
 */
class ContextGuardTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final int GOOD = 1000;
    private static final int WINDOW = 25;

    @Test
    void oneBadContextIsSuspendedSoonAndWithoutTheOthers() {
        check("contexts.md", 101, 60, 300);
    }

    @Test
    @Tag("slow")
    void oneBadContextIsSuspendedSoonAndWithoutTheOthersInTheFullSize() {
        check("contexts-full.md", 501, 201, 4000);
    }

    private static void check(String file, int few, int many, int onLimit) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| which context turns bad | median of its own outcomes to the suspension | versions |");
        report.line("| --- | --- | --- |");
        report(report, "the first of 8 to appear", 8, 0, few);
        report(report, "the last of 8", 8, 7, few);
        report(report, "the first of 64", 64, 0, many);
        report(report, "the last of 64", 64, 63, many);
        report(report, "the last of 65, in `other`", 65, 64, many);
        report.write();
        double stopped = median(few, seed -> stop(8, seed, WatchCapital.ALARM));
        double before = median(few, seed -> stop(8, seed, 1 / WatchCapital.ALPHA));
        assertThat(stopped / before).isLessThanOrEqualTo(1.1);
        report.line("");
        report.line(String.format(
                java.util.Locale.ROOT,
                "all 8 contexts bad: stopped after %.0f outcomes (median), with all of the error %.0f, ratio %.3f",
                stopped,
                before,
                stopped / before));
        double one = wrong(onLimit, 1);
        double eight = wrong(onLimit, 8);
        double all = wrong(onLimit / 2, 64);
        report.line("on every limit in every context, 5,000 outcomes: stopped or suspended anywhere with 1 context "
                + StatisticsReport.percent(one) + ", with 8 " + StatisticsReport.percent(eight) + ", with 64 "
                + StatisticsReport.percent(all));
        report.write();
        assertThat(one).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / onLimit));
        assertThat(eight).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / onLimit));
        assertThat(all).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / (onLimit / 2)));
    }

    private static void report(StatisticsReport report, String which, int contexts, int bad, int versions) {
        double delay = median(versions, seed -> suspension(contexts, bad, seed));
        report.line("| " + which + " | " + (int) delay + " | " + versions + " |");
        report.write();
        assertThat(delay).as(which).isLessThanOrEqualTo(60);
    }

    /** Own outcomes of the bad context until it alone is suspended. */
    private static int suspension(int contexts, int bad, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GuardrailWatch watch = GuardrailWatch.starting(null);
        int own = 0;
        int before = Math.max(GOOD, 2 * contexts);
        String name = bad < ContextWatches.MOST ? "c" + bad : EpisodeFacts.OTHER_CLUSTER;
        for (int t = 0;
                watch.contextAlarms(SETTINGS).stream()
                        .noneMatch(alarm -> alarm.cluster().equals(name));
                t++) {
            // Each appears in its turn, then any may come.
            int context = t < contexts ? t : random.nextInt(contexts);
            boolean isBad = t >= before && context == bad;
            own += isBad ? 1 : 0;
            feed(watch, t, context, draw(random, isBad ? 0.80 : 0.10), random);
        }
        return own;
    }

    /** Outcomes until the whole is stopped, all of them bad from {@link #GOOD} on. */
    private static int stop(int contexts, long seed, double alarm) {
        SplittableRandom random = new SplittableRandom(seed);
        GuardrailWatch watch = GuardrailWatch.starting(null);
        int t = 0;
        for (; new WatchCapital(watch.capitalState()).worth() < alarm; t++) {
            feed(watch, t, random.nextInt(contexts), draw(random, t < GOOD ? 0.10 : 0.60), random);
        }
        return t - GOOD;
    }

    private static double wrong(int versions, int contexts) {
        return LongStream.range(0, versions)
                        .parallel()
                        .filter(seed -> falsely(contexts, seed))
                        .count()
                / (double) versions;
    }

    private static boolean falsely(int contexts, long seed) {
        SplittableRandom random = new SplittableRandom(7_000_000 + seed);
        GuardrailWatch watch = GuardrailWatch.starting(null);
        for (int t = 0; t < 5000; t++) {
            feed(watch, t, random.nextInt(contexts), draw(random, 0.40), random);
            if (watch.alarmed()
                    || t % 100 == 99 && !watch.contextAlarms(SETTINGS).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Flags and rewards keep their limits, on them where overrides are. */
    private static void feed(GuardrailWatch watch, int t, int context, double override, SplittableRandom random) {
        if (t % WINDOW == 0) {
            watch.openWindow(SETTINGS);
        }
        Map<Variable, GuardrailValues.Sum> sums = new EnumMap<>(Variable.class);
        sums.put(Variable.OVERRIDES, new GuardrailValues.Sum(override, 1));
        sums.put(Variable.SAFETY_FLAGS, new GuardrailValues.Sum(draw(random, 0.05), 1));
        sums.put(Variable.REWARD, new GuardrailValues.Sum(1 - 2 * draw(random, 0.525), 1));
        EpisodeFacts episode = new EpisodeFacts(override > 0, "c" + context, null, null, Observations.START);
        watch.observe(new GuardrailValues(sums), episode, SETTINGS);
    }

    private static double median(int versions, LongToIntFunction delay) {
        int[] delays = IntStream.range(0, versions)
                .parallel()
                .map(version -> delay.applyAsInt(9_000_000L + version))
                .toArray();
        Arrays.sort(delays);
        return delays[versions / 2];
    }

    private static double draw(SplittableRandom random, double p) {
        return random.nextDouble() < p ? 1 : 0;
    }
}
