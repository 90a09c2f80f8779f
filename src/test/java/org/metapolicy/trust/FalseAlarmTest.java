package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/**
 * Versions that sit exactly on all eight limits, looked at after every outcome: how many ever alarm. Writes
 * target/statistics/false-alarms.md, and of sessions in every shape sessions-false-alarms.md (in the full size
 * false-alarms-full.md and sessions-false-alarms-full.md).
 */
class FalseAlarmTest {
    private static final int OUTCOMES = 5000;
    private static final int SESSION = 50;
    private static final Settings EPISODES = Settings.defaults();
    private static final Settings SESSIONS = EPISODES.with(Map.of("guardrail_unit", "SESSION"));
    /** Limits relative to promotion that equal the absolute ones, so that these are sat upon too. */
    private static final PromotionBaseline BASELINE =
            new PromotionBaseline(Map.of(Guardrail.DEGRADATION, -0.05, Guardrail.OVERRIDE_SURGE, 0.40));

    @Test
    void atMostOneVersionInTwentyEverAlarms() {
        onEveryLimit("false-alarms.md", 2000);
    }

    @Test
    @Tag("slow")
    void atMostOneVersionInTwentyEverAlarmsInTheFullSize() {
        onEveryLimit("false-alarms-full.md", 10_000);
    }

    /** A tenth is enough of the rules without a guarantee, whose alarms are no close call. */
    private static void onEveryLimit(String file, int versions) {
        double alone = share(versions, version -> alarms(EPISODES, 0, version));
        double together = share(versions, version -> alarms(SESSIONS, 0.15, version));
        double ignored = share(versions / 10, version -> alarms(EPISODES, 0.15, version));
        double sliding = share(versions / 10, FalseAlarmTest::slidingWindowAlarms);
        StatisticsReport report = new StatisticsReport(file);
        report.line("| on every limit, " + OUTCOMES + " outcomes, " + versions + " versions | ever alarm |");
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
        double most = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / versions);
        assertThat(alone).isLessThanOrEqualTo(most);
        assertThat(together).isLessThanOrEqualTo(most);
        // What the guarantee is worth shows beside what has none.
        assertThat(ignored).isGreaterThan(0.2);
        assertThat(sliding).isGreaterThan(0.2);
    }

    /**
     * Sessions on every limit under guardrail_unit SESSION.
     *
     * @param length episodes in a session; 0 where people leave at their first override
     * @param together sessions side by side
     * @param ahead seconds that every third is ahead of its time
     * @param history whether all but the first episode is last year's
     * @param part of the versions, where one costs more
     */
    private record World(String name, int length, int together, long ahead, boolean history, double part) {}

    private static final List<World> WORLDS = List.of(
            new World("sessions of 5", 5, 1, 0, false, 1),
            new World("sessions of 50", 50, 1, 0, false, 1),
            new World("sessions of 500", 500, 1, 0, false, 1),
            new World("sessions of 50, 30 side by side", 50, 30, 0, false, 1),
            new World("left at the first override, one after the other", 0, 1, 0, false, 1),
            new World("left at the first override, 1,000 side by side", 0, 1000, 0, false, 0.15),
            new World("three devices, one two hours ahead", 50, 3, 7200, false, 1),
            new World("last year's history after one live episode", 50, 3, 0, true, 1));

    @Test
    void sessionsInEveryShapeRaiseAsFew() {
        worlds("sessions-false-alarms.md", 100);
    }

    @Test
    @Tag("slow")
    void sessionsInEveryShapeRaiseAsFewInTheFullSize() {
        worlds("sessions-false-alarms-full.md", 1000);
    }

    private static void worlds(String file, int most) {
        StatisticsReport report = new StatisticsReport(file);
        report.line("| on every limit, guardrail_unit SESSION, " + OUTCOMES + " outcomes | versions | ever alarm |");
        report.line("| --- | --- | --- |");
        for (World world : WORLDS) {
            int versions = (int) (most * world.part());
            double alarms = share(versions, seed -> alarms(world, seed));
            report.line("| " + world.name() + " | " + versions + " | " + StatisticsReport.percent(alarms) + " |");
            assertThat(alarms).as(world.name()).isLessThanOrEqualTo(0.05 + 3 * Math.sqrt(0.05 * 0.95 / versions));
        }
        report.write();
    }

    private static boolean alarms(World world, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        GuardrailWatch watch = GuardrailWatch.starting(BASELINE);
        int[] session = IntStream.range(0, world.together()).toArray();
        int[] left = new int[world.together()];
        double[][] shifts = new double[world.together()][2];
        int next = world.together();
        Instant from = world.history() ? Observations.START.minusSeconds(365L * 86_400) : Observations.START;
        for (int t = 0; t < OUTCOMES && !watch.alarmed(); t++) {
            if (t % 25 == 0) {
                watch.openWindow(SESSIONS);
            }
            int seat = t % world.together();
            if (left[seat]-- <= 0) {
                session[seat] = next++;
                left[seat] = world.length() - 1;
                double between = world.length() == 0 ? 0 : 0.15;
                shifts[seat][0] = random.nextBoolean() ? between : -between;
                shifts[seat][1] = random.nextBoolean() ? between : -between;
            }
            GuardrailValues values = onTheLimits(random, shifts[seat]);
            if (world.length() == 0) {
                left[seat] = values.of(Variable.OVERRIDES).sum() > 0 ? 0 : 1;
            }
            Instant time = from.plusSeconds(120L * t / world.together() + (seat % 3 == 0 ? world.ahead() : 0));
            boolean live = world.history() && t == 0;
            watch.observe(
                    values,
                    new EpisodeFacts(
                            false, null, null, live ? "live" : "s" + session[seat], live ? Observations.START : time),
                    SESSIONS);
        }
        return watch.alarmed();
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
            watch.observe(
                    onTheLimits(random, shift), new EpisodeFacts(false, null, null, "s" + session, time), settings);
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
