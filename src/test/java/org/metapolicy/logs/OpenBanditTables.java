package org.metapolicy.logs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.metapolicy.logs.Interval.Proportion;
import org.metapolicy.logs.OpenBanditEvidence.Day;
import org.metapolicy.logs.OpenBanditEvidence.Reweighted;
import org.neo4j.driver.Record;

/** The tables of {@code docs/real-logs.md} on the open-bandit log. */
final class OpenBanditTables {
    private static final String BTS = OpenBanditEvidence.BTS;
    private static final String RANDOM = OpenBanditEvidence.RANDOM;

    private OpenBanditTables() {}

    /** What the product says of either version. */
    static String trust(OpenBanditEvidence evidence) {
        Markdown table = new Markdown("", BTS, RANDOM);
        Record bts = evidence.pci(BTS);
        Record random = evidence.pci(RANDOM);
        table.row(
                "impressions counted",
                bts.get("nTotal").asLong(),
                random.get("nTotal").asLong());
        table.row("PCI (95 %)", pci(bts), pci(random));
        table.row(
                "impressions it rests on",
                bts.get("n").asLong(),
                random.get("n").asLong());
        table.row(
                "verdict", bts.get("verdict").asString(), random.get("verdict").asString());
        table.row(
                "missing",
                bts.get("incomplete").asList(),
                random.get("incomplete").asList());
        List<Map<String, Object>> ofRandom = guardrails(random);
        for (Map<String, Object> one : guardrails(bts)) {
            Map<String, Object> other = ofRandom.stream()
                    .filter(guardrail -> guardrail.get("name").equals(one.get("name")))
                    .findFirst()
                    .orElseThrow();
            table.row("guardrail " + one.get("name"), verdict(one), verdict(other));
        }
        return table.toString();
    }

    /** The difference of the click rates, by each way of looking at it. */
    static String difference(OpenBanditEvidence evidence) {
        List<Day> days = evidence.days();
        Proportion bts = total(days, true);
        Proportion random = total(days, false);
        Markdown table =
                new Markdown("click rate of bts less that of random, percentage points", "estimate (95 %)", "verdict");
        row(table, "all impressions, if this is the only look", OpenBanditEvidence.once(bts, random));
        row(table, "a day is one value", OpenBanditEvidence.byDays(days));
        row(
                table,
                "the impressions in the trust windows",
                OpenBanditEvidence.once(evidence.inTrustWindows(BTS), evidence.inTrustWindows(RANDOM)));
        return table.toString();
    }

    /** The same as it would have stood at the end of each day, and what a watch made of it. */
    static String days(List<Day> days, Map<String, Double> watched) {
        Markdown table = new Markdown(
                "up to",
                BTS,
                RANDOM,
                "difference, if this is the only look (95 %)",
                "verdict",
                "evidence if watched, e");
        Proportion bts = new Proportion(0, 0);
        Proportion random = bts;
        for (Day day : days) {
            bts = bts.and(day.bts());
            random = random.and(day.random());
            Interval once = OpenBanditEvidence.once(bts, random);
            table.row(
                    day.day(),
                    text(bts),
                    text(random),
                    once.points(2),
                    once.verdict(BTS, RANDOM),
                    String.format(Locale.ROOT, "%.2f", Math.exp(watched.get(day.day()))));
        }
        return table.toString();
    }

    /** How much the log of bts knows of random. */
    static String reweighted(OpenBanditEvidence evidence) {
        Reweighted reweighted = evidence.reweighted();
        Proportion random = total(evidence.days(), false);
        return new Markdown("the log of bts, weighted to items shown evenly", "")
                .row("click rate, % (95 %)", reweighted.clickRate().points(2))
                .row(
                        "less the click rate that random had",
                        reweighted.lessRandom().points(2))
                .row("click rate that random had, %", String.format(Locale.ROOT, "%.2f", 100 * random.share()))
                .row("mean weight (1 if nothing is missed)", reweighted.meanWeight())
                .row("largest weight", String.format(Locale.ROOT, "%.1f", reweighted.largestWeight()))
                .row("least propensity", String.format(Locale.ROOT, "%.6f", reweighted.leastPropensity()))
                .row("effective sample size", Math.round(reweighted.effective()))
                .toString();
    }

    /** What selection does with it. */
    static String choice(OpenBanditEvidence evidence) {
        Record choice = evidence.choice();
        Markdown table = new Markdown("version", "status", "trust", "value", "score", "why");
        for (Map<String, Object> one : choice.get("considered").asList(value -> value.asMap())) {
            table.row(
                    one.get("version_id"),
                    one.get("status"),
                    one.get("trust_score"),
                    one.get("value"),
                    one.get("score"),
                    one.get("reason"));
        }
        StringBuilder text =
                new StringBuilder(table + "\nServed: " + choice.get("versionId").asString() + ".");
        evidence.proposals().forEach(proposal -> text.append(" Proposal of ")
                .append(proposal.get("versionId").asString())
                .append(", ")
                .append(proposal.get("state").asString())
                .append(": ")
                .append(proposal.get("reason").asString())
                .append("."));
        return text.append("\n").toString();
    }

    private static Proportion total(List<Day> days, boolean ofBts) {
        return days.stream().map(day -> ofBts ? day.bts() : day.random()).reduce(new Proportion(0, 0), Proportion::and);
    }

    private static void row(Markdown table, String what, Interval difference) {
        table.row(what, difference.points(2), difference.verdict(BTS, RANDOM));
    }

    private static String text(Proportion p) {
        return p.successes() + " of " + p.trials();
    }

    private static String pci(Record row) {
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f to %.3f)",
                row.get("pci").asDouble(),
                row.get("trustLower").asDouble(),
                row.get("trustUpper").asDouble());
    }

    private static List<Map<String, Object>> guardrails(Record row) {
        return row.get("guardrails").asList(value -> value.asMap());
    }

    private static String verdict(Map<String, Object> guardrail) {
        return guardrail.get("verdict") + " (n " + guardrail.get("n") + ")";
    }
}
