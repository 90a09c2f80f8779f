package org.metapolicy.logs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.metapolicy.logs.JudgeAdvisorReplay.Answer;
import org.metapolicy.logs.JudgeAdvisorReplay.Course;
import org.metapolicy.logs.JudgeAdvisorReplay.Done;
import org.metapolicy.logs.JudgeAdvisorReplay.Known;
import org.metapolicy.logs.JudgeAdvisorReplay.Trust;

/** The tables of {@code docs/real-logs.md} on the judge-advisor log. */
final class JudgeAdvisorTables {
    /** The log holds this one's trials twice, the second time under another name. */
    static final String TWIN = "judge-advisor.P24";

    private static final List<String> PROFILES = JudgeAdvisorReplay.PROFILES;

    private JudgeAdvisorTables() {}

    /** How trust moved. */
    static String trust(Course course) {
        Markdown table = new Markdown("trials", PROFILES.get(0), PROFILES.get(1), PROFILES.get(2));
        course.trust().stream()
                .collect(Collectors.groupingBy(Trust::trials, TreeMap::new, Collectors.toList()))
                .forEach((trials, all) -> table.row(trials, cell(all.get(0)), cell(all.get(1)), cell(all.get(2))));
        return table.toString();
    }

    static String closings(Course course) {
        Markdown table = new Markdown(
                "profile", "windows judged", "lowest PCI", "highest PCI", "at or above 0.45", "below 0.35");
        course.closings()
                .forEach(one ->
                        table.row(one.profile(), one.n(), one.lowest(), one.highest(), one.promotable(), one.poor()));
        return table.toString();
    }

    /** Who would have been served. */
    static String answers(Course course) {
        Markdown table = new Markdown(
                "trials up to", "if calm: " + PROFILES.get(0), PROFILES.get(1), PROFILES.get(2), "as logged");
        for (int upTo : new TreeSet<>(
                course.answers().keySet().stream().map(Answer::upTo).toList())) {
            table.row(
                    upTo,
                    calm(course, upTo, PROFILES.get(0)),
                    calm(course, upTo, PROFILES.get(1)),
                    calm(course, upTo, PROFILES.get(2)),
                    course.answers().entrySet().stream()
                            .filter(one ->
                                    one.getKey().upTo() == upTo && one.getKey().known() == Known.NOTHING)
                            .map(one -> (one.getKey().profile() == null
                                            ? "nobody"
                                            : one.getKey().profile()) + " " + one.getValue())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return table.toString();
    }

    /** What was done, by the refresh or by a person. */
    static String done(Course course) {
        if (course.done().isEmpty()) {
            return "Nothing was done.\n";
        }
        Markdown table = new Markdown("after trials", "profile", "what was done", "by", "why");
        for (Done one : course.done()) {
            table.row(one.trials(), one.profile(), one.action(), one.actorKind(), one.reason());
        }
        return table.toString();
    }

    /** What the advice was worth, a participant being one value. */
    static String gains(JudgeAdvisorReplay replay) {
        Markdown table =
                new Markdown("change in accuracy, percentage points", "mean over participants (95 %)", "verdict");
        for (String profile : PROFILES) {
            Interval gain = Interval.ofMean(values(replay.gains(profile), Map.of()));
            table.row(profile, gain.points(2), gain.verdict("better", "worse").replace(" higher", ""));
        }
        Interval difference = difference(replay);
        table.row(
                PROFILES.get(1) + " less " + PROFILES.get(0),
                difference.points(2),
                difference.verdict(PROFILES.get(1), PROFILES.get(0)));
        return table.toString();
    }

    /** The gain under agree_in_uncertainty less that under agree_in_confidence, participant by participant. */
    static Interval difference(JudgeAdvisorReplay replay) {
        return Interval.ofMean(values(replay.gains(PROFILES.get(1)), replay.gains(PROFILES.get(0))));
    }

    private static SummaryStatistics values(Map<String, Double> gains, Map<String, Double> less) {
        SummaryStatistics values = new SummaryStatistics();
        gains.forEach((participant, gain) -> {
            if (!participant.equals(TWIN)) {
                values.addValue(gain - less.getOrDefault(participant, 0.0));
            }
        });
        return values;
    }

    private static String cell(Trust trust) {
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", trust.pci(), trust.lower(), trust.upper());
    }

    private static long calm(Course course, int upTo, String profile) {
        return course.answers().getOrDefault(new Answer(upTo, Known.CALM, profile), 0L);
    }
}
