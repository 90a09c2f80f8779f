package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** Sessions can be neither blinded by clocks nor biased by how they end; an hour idle ends one. */
class SessionOrderTest {
    private static final Settings SETTINGS = Settings.defaults().with(Map.of("guardrail_unit", "SESSION"));
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final StatisticsReport REPORT = new StatisticsReport("sessions.md");

    @Test
    void aStrayDateDoesNotBlind() {
        VersionEvidence evidence = VersionEvidence.empty();
        count(evidence, "stray", Instant.parse("2099-01-01T00:00:00Z"), false, 0.5, false);
        assertThat(threePeople(evidence, NOW))
                .as("harmful episodes until the alarm")
                .isLessThan(400);
        assertThat(evidence.judge(SETTINGS, 1).verdict()).isEqualTo(TrustJudgement.Verdict.BREACHED);
        VersionEvidence clean = VersionEvidence.empty();
        assertThat(threePeople(clean, NOW)).isLessThan(400);
    }

    @Test
    void lastYearsHistoryAfterOneLiveEpisodeDoesNotBlind() {
        VersionEvidence evidence = VersionEvidence.empty();
        count(evidence, "live", NOW, false, 0.5, false);
        assertThat(threePeople(evidence, NOW.minusSeconds(365L * 86400))).isLessThan(400);
    }

    @Test
    void oneDeviceOfThreeTwoHoursAheadDoesNotBlind() {
        VersionEvidence evidence = VersionEvidence.empty();
        int alarm = 0;
        for (int i = 0; i < 3000 && !evidence.alarmed(); i++) {
            Instant time = NOW.plusSeconds(60L * i + (i % 3 == 0 ? 7200 : 0));
            count(evidence, "d" + i % 3 + "-" + i / 90, time, false, -0.95, true);
            alarm = i;
        }
        assertThat(evidence.alarmed()).isTrue();
        assertThat(alarm).isLessThan(500);
    }

    @Test
    void aSessionThatIsNeverIdleAlarmsToo() {
        VersionEvidence evidence = VersionEvidence.empty();
        int alarm = 0;
        for (int i = 0; i < 20_000 && !evidence.alarmed(); i++) {
            count(evidence, "one", NOW.plusSeconds(10L * i), true, 0, true);
            alarm = i;
        }
        assertThat(evidence.alarmed()).isTrue();
        assertThat(alarm).isLessThan(500);
        assertThat(evidence.guardrails(SETTINGS).get(0).reason()).contains("outside the guarantee");
    }

    @Test
    void peopleWhoLeaveAtTheirFirstOverrideRaiseNoFalseAlarm() {
        REPORT.line("| people leave at their first override, limit .40, 3,000 trials, 150 versions | ever alarm |");
        REPORT.line("| --- | --- |");
        for (double rate : new double[] {0.25, 0.30}) {
            for (int together : new int[] {1, 30}) {
                double alarms = share(150, seed -> leavingAlarms(rate, together, 3000, seed));
                REPORT.line("| overridden " + rate + ", " + together + " side by side | "
                        + StatisticsReport.percent(alarms) + " |");
                assertThat(alarms)
                        .as("rate %s, %d side by side", rate, together)
                        .isLessThan(0.01);
            }
        }
        double thousand = share(6, seed -> leavingAlarms(0.30, 1000, 6000, seed));
        REPORT.line("| overridden 0.3, 1000 side by side, 6,000 trials, 6 versions | "
                + StatisticsReport.percent(thousand) + " |");
        REPORT.write();
        assertThat(thousand).isZero();
    }

    @Test
    void atRandomSessionsThatKeepTheirLimitRaiseHardlyAnAlarmAndBadOnesDo() {
        long seed = new SplittableRandom().nextLong();
        System.out.println(
                "SessionOrderTest.atRandomSessionsThatKeepTheirLimitRaiseHardlyAnAlarmAndBadOnesDo: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int alarms = 0;
        for (int version = 0; version < 300; version++) {
            alarms += randomSessions(random.split(), 0.40, 3000) >= 0 ? 1 : 0;
        }
        // One guardrail's share of the error is .625 %; three standard errors of 300 on top.
        assertThat(alarms).isLessThanOrEqualTo(6);
        List<Integer> delays = new ArrayList<>();
        for (int version = 0; version < 100; version++) {
            delays.add(randomSessions(random.split(), 0.75, 20_000));
        }
        assertThat(delays).as("all bad versions alarm").allMatch(delay -> delay >= 0);
    }

    @Test
    void sessionsOfFiveAndOfOneAreFoundNearlyAsFastAsEpisodes() {
        double byEpisode = medianDelay(Settings.defaults(), 1);
        double ofOne = medianDelay(SETTINGS, 1);
        double ofFive = medianDelay(SETTINGS, 5);
        StatisticsReport report = new StatisticsReport("sessions-delay.md");
        report.line("by episode " + byEpisode + ", in sessions of one " + ofOne + ", of five " + ofFive);
        report.write();
        assertThat(ofOne).isLessThanOrEqualTo(1.5 * byEpisode);
        assertThat(ofFive).isLessThanOrEqualTo(1.5 * byEpisode);
    }

    /** Median outcomes from overrides of .10 to .60 until the alarm, after 1,000 good ones in sessions of this length. */
    private static double medianDelay(Settings settings, int length) {
        double[] delays = IntStream.range(0, 201)
                .mapToDouble(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    Watched watched = new Watched(settings);
                    int t = 0;
                    while (!watched.alarmed()) {
                        boolean override = random.nextDouble() < (t < 1000 ? 0.10 : 0.60);
                        watched.count("s" + t / length, NOW.plusSeconds(180L * t), override);
                        t++;
                    }
                    return t - 1000;
                })
                .sorted()
                .toArray();
        return delays[100];
    }

    /** Guardrails alone, without what a closed window costs. */
    private static final class Watched {
        private final GuardrailWatch watch = GuardrailWatch.starting(null);
        private final Settings settings;
        private int n;

        Watched(Settings settings) {
            this.settings = settings;
        }

        void count(String session, Instant time, boolean override) {
            if (n++ % 25 == 0) {
                watch.openWindow(settings);
            }
            Observation observation = episode(session, time, override, 0.5, false);
            watch.observe(GuardrailValues.of(observation), observation.episode(), settings);
        }

        boolean alarmed() {
            return watch.alarmed();
        }
    }

    /** Sessions of any lengths, several side by side with clocks of their own, hanging together; episodes until the alarm. */
    private static int randomSessions(SplittableRandom random, double rate, int most) {
        int writers = 1 + random.nextInt(8);
        long[] ahead = new long[writers];
        int[] left = new int[writers];
        int[] session = new int[writers];
        double[] own = new double[writers];
        int mean = 1 + random.nextInt(60);
        for (int w = 0; w < writers; w++) {
            ahead[w] = random.nextInt(4) == 0 ? random.nextInt(20_000) : 0;
        }
        Watched evidence = new Watched(SETTINGS);
        for (int t = 0; t < most; t++) {
            int w = random.nextInt(writers);
            if (left[w]-- <= 0) {
                session[w]++;
                left[w] = random.nextInt(2 * mean);
                // Two points around the rate: sessions differ, and their mean is the limit.
                own[w] = rate + (random.nextBoolean() ? 0.2 : -0.2);
            }
            Instant time = NOW.plusSeconds(60L * t + ahead[w]);
            evidence.count(w + "-" + session[w], time, random.nextDouble() < own[w]);
            if (evidence.alarmed()) {
                return t;
            }
        }
        return -1;
    }

    private static boolean leavingAlarms(double rate, int together, int trials, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Watched evidence = new Watched(SETTINGS);
        int[] person = IntStream.range(0, together).toArray();
        int next = together;
        for (int t = 0; t < trials && !evidence.alarmed(); t++) {
            int seat = t % together;
            boolean override = random.nextDouble() < rate;
            evidence.count("p" + person[seat], NOW.plusSeconds(120L * t / together), override);
            if (override) {
                person[seat] = next++;
            }
        }
        return evidence.alarmed();
    }

    private static double share(int versions, java.util.function.LongPredicate alarms) {
        return IntStream.range(0, versions).parallel().filter(alarms::test).count() / (double) versions;
    }

    /** Three people side by side, in sessions of 25 each; harmful from the first. */
    private static int threePeople(VersionEvidence evidence, Instant from) {
        for (int i = 0; i < 3000; i++) {
            count(evidence, "p" + i % 3 + "-" + i / 75, from.plusSeconds(60L * i), false, -0.95, i % 25 != 0);
            if (evidence.alarmed()) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static void count(
            VersionEvidence evidence, String session, Instant time, boolean override, double reward, boolean flag) {
        evidence.count(episode(session, time, override, reward, flag), SETTINGS, 1);
    }

    private static Observation episode(String session, Instant time, boolean override, double reward, boolean flag) {
        return Observations.of(
                new EpisodeFacts(override, "a", false, session, time), true, reward, null, null, null, flag);
    }
}
