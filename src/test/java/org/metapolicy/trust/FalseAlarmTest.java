package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/**
 * Versions that sit exactly on all eight limits, looked at after every outcome: how many ever alarm. Writes
 * target/statistics/false-alarms.md.
 */
class FalseAlarmTest {
    private static final int VERSIONS = 10_000;
    /** For the rules without a guarantee, whose alarms are no close call. */
    private static final int BESIDE = 1000;

    private static final int OUTCOMES = 5000;
    private static final int SESSION = 50;
    private static final Settings EPISODES = Settings.defaults();
    private static final Settings SESSIONS = EPISODES.with(Map.of("guardrail_unit", "SESSION"));
    /** Limits relative to promotion that equal the absolute ones, so that these are sat upon too. */
    private static final PromotionBaseline BASELINE =
            new PromotionBaseline(Map.of(Guardrail.DEGRADATION, -0.05, Guardrail.OVERRIDE_SURGE, 0.40));

    @Test
    void atMostOneVersionInTwentyEverAlarms() {
        double alone = share(VERSIONS, version -> alarms(EPISODES, 0, version));
        double together = share(VERSIONS, version -> alarms(SESSIONS, 0.15, version));
        double ignored = share(BESIDE, version -> alarms(EPISODES, 0.15, version));
        double sliding = share(BESIDE, FalseAlarmTest::slidingWindowAlarms);
        StatisticsReport report = new StatisticsReport("false-alarms.md");
        report.line("| on every limit, " + OUTCOMES + " outcomes, " + VERSIONS + " versions | ever alarm |");
        report.line("| --- | --- |");
        report.line("| guardrails, independent outcomes | " + StatisticsReport.percent(alone) + " |");
        report.line("| guardrails, sessions of 50 that hang together, guardrail_unit SESSION | "
                + StatisticsReport.percent(together) + " |");
        report.line("| the same sessions under guardrail_unit EPISODE: not covered by the guarantee | "
                + StatisticsReport.percent(ignored) + " |");
        report.line("| fixed threshold: override rate of the last 50 above 0.40 + 0.15 | "
                + StatisticsReport.percent(sliding) + " |");
        report.write();
        // 5 %, with a one-sided binomial margin of 3 standard errors.
        double most = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / VERSIONS);
        assertThat(alone).isLessThanOrEqualTo(most);
        assertThat(together).isLessThanOrEqualTo(most);
        // What the guarantee is worth shows beside what has none.
        assertThat(ignored).isGreaterThan(0.2);
        assertThat(sliding).isGreaterThan(0.2);
    }

    private static double share(int versions, LongPredicate alarms) {
        return IntStream.range(0, versions).parallel().filter(alarms::test).count() / (double) versions;
    }

    /** @param between deviation of the sessions' own means around the limits */
    private static boolean alarms(Settings settings, double between, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GuardrailWatch watch = GuardrailWatch.starting(BASELINE);
        double[] shift = new double[2];
        for (int t = 0; t < OUTCOMES && !watch.alarmed(); t++) {
            if (t % 25 == 0) {
                watch.openWindow(settings);
            }
            int session = t / SESSION;
            if (t % SESSION == 0) {
                // Two points at one deviation: the mean over sessions is the limit itself, without clipping.
                shift[0] = random.nextBoolean() ? between : -between;
                shift[1] = random.nextBoolean() ? between : -between;
            }
            Instant time = Observations.START.plusSeconds(session * 10_000L + t);
            watch.observe(onTheLimits(random, shift), "s" + session, time, settings);
        }
        return watch.alarmed();
    }

    private static GuardrailValues onTheLimits(SplittableRandom random, double[] shift) {
        // In the order of Variable.
        double[] values = {
            draw(random, 0.40 + shift[0]),
            draw(random, 0.05 + shift[0] / 4),
            // Rewards of 1 and -1: nothing in [-1, 1] varies more at this mean.
            1 - 2 * draw(random, 0.525 + shift[1] / 2),
            -0.05 + shift[1] + random.nextDouble(-0.5, 0.5),
            -0.05 + shift[0] + 0.3 * (2 * draw(random, 0.5) - 1),
            draw(random, 0.95) - 1
        };
        Map<Variable, GuardrailValues.Sum> sums = new EnumMap<>(Variable.class);
        for (int i = 0; i < values.length; i++) {
            sums.put(Variable.values()[i], new GuardrailValues.Sum(values[i], 1));
        }
        return new GuardrailValues(sums);
    }

    /** The usual rule: the override rate of the last 50 outcomes, looked at after each, against a fixed threshold. */
    private static boolean slidingWindowAlarms(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] last = new double[50];
        double sum = 0;
        for (int t = 0; t < OUTCOMES; t++) {
            double x = draw(random, 0.40);
            sum += x - last[t % 50];
            last[t % 50] = x;
            if (t >= 49 && sum / 50 > 0.55) {
                return true;
            }
        }
        return false;
    }

    private static double draw(SplittableRandom random, double p) {
        return random.nextDouble() < p ? 1 : 0;
    }
}
