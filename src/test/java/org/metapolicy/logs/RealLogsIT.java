package org.metapolicy.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.logs.Interval.Proportion;
import org.metapolicy.logs.JudgeAdvisorReplay.Answer;
import org.metapolicy.logs.JudgeAdvisorReplay.Course;
import org.metapolicy.logs.JudgeAdvisorReplay.Done;
import org.metapolicy.logs.JudgeAdvisorReplay.Known;
import org.metapolicy.logs.OpenBanditEvidence.Day;
import org.metapolicy.logs.OpenBanditEvidence.Reweighted;
import org.metapolicy.testing.ImportedLog;
import org.metapolicy.testing.PythonFigures;
import org.metapolicy.testing.RealServer;

/** What must hold of the real logs; the figures are those of the document, and of Python where it can say them. */
class RealLogsIT {
    @RegisterExtension
    static final RealServer SERVER = RealServer.instance();

    @Test
    void theJudgeAdvisorPilotIsProposedByItselfAndPromotedByPeople() throws IOException, InterruptedException {
        Path log = ImportedLog.assumed(RealLogs.JUDGE_ADVISOR);
        JudgeAdvisorReplay replay = new JudgeAdvisorReplay(SERVER);
        Course course = replay.run(LogFile.read(log), RealLogs.PILOT);

        assertThat(documented())
                .contains(
                        JudgeAdvisorTables.trust(course),
                        JudgeAdvisorTables.closings(course),
                        JudgeAdvisorTables.answers(course),
                        JudgeAdvisorTables.done(course),
                        JudgeAdvisorTables.gains(replay));
        assertThat(course.done())
                .extracting(Done::action)
                .contains("PROPOSED", "PROMOTED")
                .doesNotContain("PAUSED");
        for (Done one : course.done()) {
            assertThat(one.actorKind())
                    .as("%s", one)
                    .isEqualTo(List.of("PROPOSED", "BASELINE_SET").contains(one.action()) ? "AUTOMATIC" : "HUMAN");
        }
        assertThat(course.answers().keySet())
                .as("nothing known opens nothing: the fallback, or who is safe beyond doubt")
                .filteredOn(answer -> answer.known() == Known.NOTHING)
                .extracting(Answer::profile)
                .doesNotContainNull();
        assertThat(SERVER.run("CALL metapolicy.audit.verify('judge-advisor')")
                        .get(0)
                        .get("ok")
                        .asBoolean())
                .isTrue();

        Map<String, Map<String, Double>> python = PythonFigures.of("real_logs.py", log);
        Interval difference = JudgeAdvisorTables.difference(replay);
        same(difference, python.get("uncertainty_less_confidence"));
        assertThat(difference.verdict("", "")).isEqualTo("INCONCLUSIVE");
        assertThat(python.get("log").get("different"))
                .as("one participant is there twice")
                .isEqualTo(24);
    }

    @Test
    void theOpenBanditLogIsInconclusiveWhereItMustBe() throws IOException, InterruptedException {
        Path log = ImportedLog.assumed(RealLogs.OPEN_BANDIT);
        OpenBanditEvidence evidence = new OpenBanditEvidence(SERVER);
        evidence.judge(log);

        String documented = documented();
        assertThat(documented)
                .contains(
                        OpenBanditTables.trust(evidence),
                        OpenBanditTables.difference(evidence),
                        OpenBanditTables.reweighted(evidence),
                        OpenBanditTables.choice(evidence));
        List<Day> days = evidence.days();
        Proportion bts = days.stream().map(Day::bts).reduce(new Proportion(0, 0), Proportion::and);
        Proportion random = days.stream().map(Day::random).reduce(new Proportion(0, 0), Proportion::and);
        Interval windows = OpenBanditEvidence.once(
                evidence.inTrustWindows(OpenBanditEvidence.BTS), evidence.inTrustWindows(OpenBanditEvidence.RANDOM));
        Reweighted reweighted = evidence.reweighted();
        Map<String, Map<String, Double>> python = PythonFigures.of("real_logs.py", log);
        same(OpenBanditEvidence.once(bts, random), python.get("once"));
        same(OpenBanditEvidence.byDays(days), python.get("by_days"));
        same(windows, python.get("trust_windows"));
        same(reweighted.clickRate(), python.get("reweighted"));
        same(reweighted.lessRandom(), python.get("reweighted_less_random"));
        assertThat(reweighted.effective()).isEqualTo(python.get("weights").get("effective"), within(1e-6));
        for (Interval interval : List.of(OpenBanditEvidence.byDays(days), windows, reweighted.lessRandom())) {
            assertThat(interval.verdict("", "")).as("%s", interval).isEqualTo("INCONCLUSIVE");
        }
        for (String guardrail : List.of("coherence", "accuracy", "calibration", "degradation", "override_surge")) {
            assertThat(evidence.pci(OpenBanditEvidence.BTS).get("guardrails").asList(value -> value.asMap()))
                    .filteredOn(one -> one.get("name").equals(guardrail))
                    .singleElement()
                    .satisfies(one -> assertThat(one.get("verdict")).isEqualTo("INCONCLUSIVE"));
        }

        Map<String, Double> watched = evidence.watched(days);
        assertThat(documented).contains(OpenBanditTables.days(days, watched));
        assertThat(watched.get("2019-11-30")).isEqualTo(python.get("watched").get("log_e"), within(1e-9));
        assertThat(watched.values())
                .as("what may be looked at every day never amounts to 20 against 1")
                .allMatch(logE -> logE < Math.log(20));
    }

    private static void same(Interval interval, Map<String, Double> expected) {
        assertThat(interval.estimate()).isEqualTo(expected.get("estimate"), within(1e-9));
        assertThat(interval.low()).isEqualTo(expected.get("low"), within(1e-9));
        assertThat(interval.high()).isEqualTo(expected.get("high"), within(1e-9));
    }

    private static String documented() throws IOException {
        return Files.readString(RealServer.basedir().resolve("docs/real-logs.md"));
    }
}
