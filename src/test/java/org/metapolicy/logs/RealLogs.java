package org.metapolicy.logs;

import java.io.IOException;
import java.util.List;
import org.metapolicy.logs.JudgeAdvisorReplay.Course;
import org.metapolicy.logs.JudgeAdvisorReplay.Order;
import org.metapolicy.logs.JudgeAdvisorReplay.Setup;
import org.metapolicy.logs.JudgeAdvisorReplay.Start;
import org.metapolicy.testing.ImportedLog;
import org.metapolicy.testing.RealServer;

/** Prints the tables of {@code docs/real-logs.md}. */
public final class RealLogs {
    static final String JUDGE_ADVISOR = "judge-advisor-dots.csv";
    static final String OPEN_BANDIT = "open-bandit-men.csv";

    /** A pilot in the order of the recorded clocks, on the profile that knows nothing of confidence. */
    static final Setup PILOT = new Setup(Order.CLOCK, Start.PILOT, "balanced", "EPISODE");

    private static final List<Setup> OTHERS = List.of(
            new Setup(Order.CLOCK, Start.PILOT, "balanced", "SESSION"),
            new Setup(Order.CLOCK, Start.ALL_LIVE, "balanced", "EPISODE"),
            new Setup(Order.CLOCK, Start.ALL_LIVE, "agree_in_confidence", "EPISODE"),
            new Setup(Order.SIDE_BY_SIDE, Start.PILOT, "balanced", "EPISODE"));

    private RealLogs() {}

    public static void main(String[] args) throws IOException {
        RealServer server = RealServer.instance();
        server.beforeAll(null);
        LogFile log = LogFile.read(ImportedLog.path(JUDGE_ADVISOR));
        JudgeAdvisorReplay replay = new JudgeAdvisorReplay(server);
        print(replay.run(log, PILOT));
        print("What the advice was worth", JudgeAdvisorTables.gains(replay));
        for (Setup setup : OTHERS) {
            print(replay.run(log, setup));
        }
        OpenBanditEvidence evidence = new OpenBanditEvidence(server);
        evidence.judge(ImportedLog.path(OPEN_BANDIT));
        print("The product's judgement", OpenBanditTables.trust(evidence));
        print("bts less random", OpenBanditTables.difference(evidence));
        print("Day by day", OpenBanditTables.days(evidence.days(), evidence.watched(evidence.days())));
        print("Reweighted", OpenBanditTables.reweighted(evidence));
        print("Selection", OpenBanditTables.choice(evidence));
        System.exit(0);
    }

    private static void print(Course course) {
        String setup = course.setup().order() + ", " + course.setup().start() + ", fallback "
                + course.setup().fallback();
        print(setup + ": trust", JudgeAdvisorTables.trust(course));
        print(setup + ": windows", JudgeAdvisorTables.closings(course));
        print(setup + ": served", JudgeAdvisorTables.answers(course));
        print(setup + ": moves", JudgeAdvisorTables.done(course));
    }

    private static void print(String title, String table) {
        System.out.println("\n" + title + "\n\n" + table);
    }
}
