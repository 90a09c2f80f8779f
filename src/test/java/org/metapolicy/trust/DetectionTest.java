package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.RewardRange;

/**
 * Versions that turn bad after a good record: the guardrail's delay beside that of a CUSUM told the limit and the bad mean
 * and tuned, on the limit over 5,000 outcomes, to half of the false-alarm probability that a guardrail had when each had a
 * capital of its own (half of the error is for contexts since), so that ratios compare with those of then. Writes target/statistics/detection.md (and detection-full.md).
 */
class DetectionTest {
    private static final int OUTCOMES = 5000;
    /** The last two meet the guardrail in the middle of a window. */
    private static final int[] GOOD = {0, 200, 1000, 10_000, 212, 10_012};

    private static final List<WatchedVariable> RATES = List.of(
            WatchedVariable.rate("override rate 0.10 to 0.60, limit 0.40", 0.40, 0.10, 0.60),
            WatchedVariable.rate("override rate 0.10 to 0.60, limit 0.25", 0.25, 0.10, 0.60),
            WatchedVariable.rate("flag rate 0.01 to 0.20, limit 0.05", 0.05, 0.01, 0.20));
    private static final double[] OF_RATES = {0.0035 / 2, 0.0032 / 2, 0.0018 / 2};
    private static final double OF_REWARD = 0.0024 / 2;
    private static final WatchedVariable REWARD =
            WatchedVariable.reward("reward 0.3 to -0.2, deviation 0.4, floor -0.05", -0.05, 0.3, -0.2, 0.4);

    @Test
    void delaysAreCloseToThoseOfADetectorThatIsToldTheTruth() {
        check("detection.md", 4000, 601);
    }

    @Test
    @Tag("slow")
    void delaysAreCloseToThoseOfADetectorThatIsToldTheTruthInTheFullSize() {
        check("detection-full.md", 20_000, 2001);
    }

    private static void check(String file, int versions, int delays) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| change | false alarms | after 0 | 200 | 1,000 | 10,000 | 212 | 10,012 |");
        report.line("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (int i = 0; i < RATES.size(); i++) {
            row(report, RATES.get(i), OF_RATES[i], 1.40, versions, delays);
        }
        row(report, REWARD, OF_REWARD, 1.45, versions, delays);
        report.write();
    }

    @Test
    void aSmallFallOfRewardsThatVaryLittleIsFoundOnTheDeclaredRange() {
        double declared = fall(new RewardRange(-0.5, 0.5));
        assertThat(declared).isLessThanOrEqualTo(60);
        assertThat(fall(RewardRange.WHOLE)).isGreaterThan(1.3 * declared);
        StatisticsReport report = new StatisticsReport("declared-range.md");
        report.line("median outcomes to the alarm from the first, declared ±.5 and ±1: " + declared + " and "
                + fall(RewardRange.WHOLE));
        report.write();
    }

    private static double fall(RewardRange range) {
        return WatchedVariable.reward("reward 0.1 to -0.15, deviation 0.1", range, -0.05, 0.1, -0.15, 0.1)
                .medianDelay(0, 2001, 25);
    }

    private static void row(
            StatisticsReport report, WatchedVariable variable, double asBefore, double most, int versions, int delays) {
        double falseAlarms = variable.falseAlarms(versions, OUTCOMES, 21);
        double threshold = variable.tunedCusum(asBefore, versions, OUTCOMES, 22);
        StringBuilder row =
                new StringBuilder("| " + variable.name() + " | " + StatisticsReport.percent(falseAlarms) + " |");
        for (int good : GOOD) {
            double delay = variable.medianDelay(good, delays, 23);
            double cusum = variable.medianCusumDelay(threshold, good, delays, 24);
            row.append(String.format(Locale.ROOT, " %.0f : %.0f = %.2f |", delay, cusum, delay / cusum));
            assertThat(delay / cusum).as("%s after %d", variable.name(), good).isLessThanOrEqualTo(most);
        }
        report.line(row.toString());
    }
}
