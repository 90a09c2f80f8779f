package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.trust.StatisticsReport;

/** Overrides that are told in minutes beside outcomes that come late or never; limit .40 (docs/statistics.md, section 4). */
class LateOutcomesTest {
    private static final List<Double> SPEEDS = List.of(20.0, 60.0, 200.0);
    private static final List<Double> RATES = List.of(0.05, 0.1, 0.2, 0.3);
    private static final List<Double> LATENESS = List.of(0.0, 1.0, 4.0, 24.0);
    private static final List<Double> SHARES = List.of(0.3, 0.6, 1.0);

    @Test
    void noLatenessStopsAVersionThatKeepsItsLimit() {
        for (double lateness : List.of(4.0, 24.0)) {
            for (double share : List.of(0.3, 1.0)) {
                LateOutcomes version = new LateOutcomes(20, 0.2, lateness, share);
                assertThat(version.stop(30, 7).happened())
                        .as(version.toString())
                        .isFalse();
            }
        }
        assertThat(new LateOutcomes(20, 0.2, 4, 1).stopByOutcomes(30, 7).happened())
                .as("as episodes counted before, which this test must tell apart")
                .isTrue();
    }

    @Test
    void oneThatBreaksItIsCaughtAsSoonByStatusesAndAnHourLater() {
        caught(60, 20, 40);
    }

    /** At 20 an hour; with -Dmetapolicy.whole=true at 60 and 200 too, which takes ten minutes. */
    @Test
    @Tag("slow")
    void theGridOfTheDocument() {
        StatisticsReport report = new StatisticsReport("late-outcomes.md");
        report.line("| episodes an hour | outcomes late by | wrongly stopped in 30 days | as counted before |");
        report.line("| --- | --- | --- | --- |");
        int stopped = 0;
        int all = 0;
        for (double perHour : Boolean.getBoolean("metapolicy.whole") ? SPEEDS : SPEEDS.subList(0, 1)) {
            for (double lateness : LATENESS) {
                int cell = 0;
                int before = 0;
                int n = 0;
                for (double rate : RATES) {
                    for (double share : SHARES) {
                        LateOutcomes version = new LateOutcomes(perHour, rate, lateness, share);
                        n++;
                        cell += version.stop(30, n).happened() ? 1 : 0;
                        before += version.stopByOutcomes(30, n).happened() ? 1 : 0;
                    }
                }
                stopped += cell;
                all += n;
                report.line(String.format(
                        Locale.ROOT, "| %.0f | %.0f h | %d of %d | %d of %d |", perHour, lateness, cell, n, before, n));
            }
        }
        report.write();
        assertThat((double) stopped / all).isLessThan(0.01);
        StatisticsReport delays = new StatisticsReport("late-outcomes-caught.md");
        delays.line("| episodes an hour | prompt outcomes | outcomes late by 24 h | of 30 % alone |");
        delays.line("| --- | --- | --- | --- |");
        for (double perHour : SPEEDS) {
            delays.line(caught(perHour, 24, 40));
        }
        delays.write();
    }

    private static String caught(double perHour, double lateness, int runs) {
        List<LateOutcomes.Stop> prompt = stops(new LateOutcomes(perHour, 0.6, 0, 1), runs);
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %.0f | %s |", perHour, text(prompt)));
        for (double share : List.of(1.0, 0.3)) {
            LateOutcomes version = new LateOutcomes(perHour, 0.6, lateness, share);
            List<LateOutcomes.Stop> late = stops(version, runs);
            row.append(String.format(Locale.ROOT, " %s |", text(late)));
            assertThat(median(late, LateOutcomes.Stop::statuses))
                    .as(version.toString())
                    .isLessThanOrEqualTo(1.2 * median(prompt, LateOutcomes.Stop::statuses));
            // The hour of outcome_timeout, and a quarter for the refresh.
            assertThat(median(late, LateOutcomes.Stop::hours))
                    .as(version.toString())
                    .isLessThanOrEqualTo(median(prompt, LateOutcomes.Stop::hours) + 1.25);
        }
        return row.toString();
    }

    private static List<LateOutcomes.Stop> stops(LateOutcomes version, int runs) {
        List<LateOutcomes.Stop> stops = new ArrayList<>();
        for (long seed = 1; seed <= runs; seed++) {
            LateOutcomes.Stop stop = version.stop(10, seed);
            assertThat(stop.happened()).as("%s, seed %d", version, seed).isTrue();
            stops.add(stop);
        }
        return stops;
    }

    private static String text(List<LateOutcomes.Stop> stops) {
        return String.format(
                Locale.ROOT,
                "%.0f statuses, %.1f h",
                median(stops, LateOutcomes.Stop::statuses),
                median(stops, LateOutcomes.Stop::hours));
    }

    private static double median(List<LateOutcomes.Stop> stops, ToDoubleFunction<LateOutcomes.Stop> of) {
        double[] sorted = stops.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
