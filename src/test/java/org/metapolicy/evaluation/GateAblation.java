package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.metapolicy.evaluation.Pilot.Context;
import org.metapolicy.evaluation.PilotFamily.Course;
import org.metapolicy.evaluation.PilotFamily.Gate;

/** Proposals with the comparison beside the default, and without it. */
final class GateAblation {
    static final String PART = "counterfactual gate";

    private static final int DECISIONS = 10_000;
    private static final String NEVER = "none";
    private static final String YES = "yes";
    private static final String NO = "no";
    private static final String WHY =
            " Why: what nothing compares is not proposed, whether it would do better where it was not tried or worse, and"
                    + " what is compared waits until that is certain; the other way promotes both kinds alike. Who is paid better and overridden"
                    + " oftener earns it by what people overrule.";

    /** What the tables are about, in order. */
    record Tables(Table proposed, Table reward, Table harm) {
        private static final int FIRST = 5;

        /** Those among the tables of the ablations. */
        static Tables of(List<Table> ablations) {
            return new Tables(ablations.get(FIRST), ablations.get(FIRST + 1), ablations.get(FIRST + 2));
        }
    }

    private GateAblation() {}

    private static List<Pilot> pilots() {
        double alike = Double.NaN;
        Context easy = new Context(0.55, alike, 0.1);
        Context better = new Context(0.45, 0.65, 0.1);
        Context worse = new Context(0.45, 0.05, 0.1);
        Context served = new Context(0.49, 0.31, 0.2);
        return List.of(
                Pilot.everywhere("better by .10", 0.35, 0.1),
                Pilot.everywhere("equal", 0.35, 0),
                Pilot.everywhere("worse by .05", 0.35, -0.05),
                Pilot.everywhere("worse by .10", 0.35, -0.1),
                Pilot.everywhere("worse by .30", 0.35, -0.3),
                Pilot.everywhere("equal, overridden .30", 0.35, 0).overriddenIn(0.3),
                Pilot.everywhere("better by .20, overridden .30", 0.35, 0.2).overriddenIn(0.3),
                Pilot.halves("in shadow: alike where easy, better where hard", easy, better)
                        .inShadow(),
                Pilot.halves("in shadow: alike where easy, worse where hard", easy, worse)
                        .inShadow(),
                Pilot.halves("tried: alike where easy, better where hard", easy, better),
                Pilot.halves("tried: alike where easy, worse where hard", easy, worse),
                Pilot.halves("tried where easy and worse there, better elsewhere", served, new Context(0, 0.2, 0)),
                Pilot.halves("tried where easy and worse there, worse elsewhere", served, new Context(0, -0.4, 0)),
                Pilot.halves("better in two contexts, worse in two", better, worse),
                Pilot.halves("the same, tried in three tenths", better.tried(0.3), worse.tried(0.3)),
                Pilot.everywhere("worse by .20, rewards rise", 0, -0.2).rising(0.5),
                Pilot.everywhere("better by .10, rewards fall", 0.5, 0.1).rising(-0.5));
    }

    static Tables tables(Scale scale) {
        int decisions = DECISIONS * scale.trials() / 100;
        Table proposed = proposed();
        Table reward = new Table("candidate", "to be promoted", "whole", "without the gate", "own means");
        Table harm = new Table("candidate", "to be promoted", "without the gate", "own means");
        for (Pilot pilot : pilots()) {
            List<Course[]> runs = LongStream.range(0, scale.families())
                    .parallel()
                    .mapToObj(seed -> courses(pilot, decisions, seed))
                    .toList();
            String may = pilot.mayBePromoted() ? YES : NO;
            proposed.row(
                    pilot.name(),
                    Table.number(pilot.worth(), 3),
                    Table.number(pilot.overriddenMore(), 2),
                    may,
                    proposed(runs, Gate.WHOLE, course -> course.limit().isNone()),
                    proposed(runs, Gate.WHOLE, course -> !course.limit().isNone()),
                    proposed(runs, Gate.WITHOUT, course -> true),
                    proposed(runs, Gate.OWN_MEANS, course -> true));
            Sample earned = sample(runs, Gate.WHOLE, Course::reward);
            Sample harmed = sample(runs, Gate.WHOLE, Course::harm);
            reward.row(
                    pilot.name(),
                    may,
                    earned.text(4),
                    earned.minus(sample(runs, Gate.WITHOUT, Course::reward)).text(5),
                    earned.minus(sample(runs, Gate.OWN_MEANS, Course::reward)).text(5));
            harm.row(
                    pilot.name(),
                    may,
                    sample(runs, Gate.WITHOUT, Course::harm).minus(harmed).text(3),
                    sample(runs, Gate.OWN_MEANS, Course::harm).minus(harmed).text(3));
        }
        return new Tables(proposed, reward, harm);
    }

    /** Without a row. */
    static Table proposed() {
        return new Table(
                "candidate",
                "worth more",
                "overridden more",
                "to be promoted",
                "whole",
                "whole, for some contexts",
                "without the gate",
                "own means");
    }

    private static Course[] courses(Pilot pilot, int decisions, long seed) {
        Course without = PilotFamily.run(pilot, Gate.WITHOUT, decisions, seed);
        return new Course[] {
            PilotFamily.run(pilot, Gate.WHOLE, decisions, seed),
            without,
            // Where own means said yes to what was proposed without them, nothing went otherwise.
            without.ownMeansAgree() ? without : PilotFamily.run(pilot, Gate.OWN_MEANS, decisions, seed)
        };
    }

    private static Sample sample(List<Course[]> runs, Gate gate, ToDoubleFunction<Course> figure) {
        return new Sample(runs.stream()
                .mapToDouble(courses -> figure.applyAsDouble(courses[gate.ordinal()]))
                .toArray());
    }

    /** In how many runs, and the median decisions until then. */
    private static String proposed(List<Course[]> runs, Gate gate, Predicate<Course> so) {
        int[] delays = runs.stream()
                .map(courses -> courses[gate.ordinal()])
                .mapToInt(course -> course.proposed() > 0 && so.test(course) ? course.proposed() : Integer.MAX_VALUE)
                .sorted()
                .toArray();
        int median = delays[delays.length / 2];
        return Safety.share(
                        Arrays.stream(delays)
                                .filter(delay -> delay < Integer.MAX_VALUE)
                                .count(),
                        delays.length)
                + "; " + (median == Integer.MAX_VALUE ? NEVER : String.format(Locale.ROOT, "%,d", median));
    }

    /** What the tables say, from their text, and why it is so. */
    static List<String> sentences(Tables tables) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Without the " + PART + " " + compared(tables, 3, 2) + "." + why(tables, 3));
        sentences.add("With own means in its place " + compared(tables, 4, 3) + "." + why(tables, 4));
        sentences.add(
                "Whom it should not, the whole proposes for all contexts in "
                        + range(tables.proposed(), 4, row -> row.get(3).equals(NO))
                        + " of the runs of a row, without the gate "
                        + range(tables.proposed(), 6, row -> row.get(3).equals(NO)) + ", by own means "
                        + range(tables.proposed(), 7, row -> row.get(3).equals(NO))
                        + ". Of these, who is overridden oftener is proposed by the whole in "
                        + range(
                                tables.proposed(),
                                4,
                                row -> row.get(3).equals(NO) && !row.get(2).equals("0.00"))
                        + ": where rewards are certain before overrides are, the gate does not wait for these, and here a proposal is approved before it could lapse.");
        List<String> some = new ArrayList<>();
        for (List<String> row : tables.proposed().rows()) {
            if (!row.get(5).startsWith("0.0 %")) {
                some.add("\"" + row.get(0) + "\" " + said(row.get(5)));
            }
        }
        sentences.add("For some contexts alone the whole proposes "
                + (some.isEmpty() ? "in no row" : String.join("; ", some))
                + ": each of four contexts has to be certain by itself, which takes many decisions of the candidate.");
        List<String> waits = new ArrayList<>();
        for (List<String> row : tables.proposed().rows()) {
            if (row.get(3).equals(YES)) {
                waits.add("\"" + row.get(0) + "\" " + said(row.get(4)) + ", without the gate " + said(row.get(6)));
            }
        }
        sentences.add("Whom it may, the whole proposes: " + String.join("; ", waits) + ".");
        return sentences;
    }

    private static String why(Tables tables, int column) {
        return rows(tables.reward(), column, Figure::below).isEmpty() ? "" : WHY;
    }

    private static String compared(Tables tables, int earned, int harmed) {
        List<String> said = new ArrayList<>();
        say(said, "less is earned in ", rows(tables.reward(), earned, Figure::above));
        say(said, "more is earned in ", rows(tables.reward(), earned, Figure::below));
        say(said, "harm is higher in ", rows(tables.harm(), harmed, Figure::above));
        say(said, "harm is lower in ", rows(tables.harm(), harmed, Figure::below));
        return said.isEmpty() ? "nothing changes beyond the interval" : String.join("; ", said);
    }

    private static List<String> rows(Table table, int column, Predicate<Figure> so) {
        return table.rows().stream()
                .filter(row -> so.test(Figure.parse(row.get(column))))
                .map(row -> "\"" + row.get(0) + "\" (" + row.get(column).replace("-", "") + ")")
                .toList();
    }

    private static void say(List<String> said, String what, List<String> where) {
        if (!where.isEmpty()) {
            said.add(what + String.join(", ", where));
        }
    }

    /** The lowest and the highest share of these rows. */
    private static String range(Table proposed, int column, Predicate<List<String>> of) {
        double[] shares = proposed.rows().stream()
                .filter(of)
                .mapToDouble(row -> Double.parseDouble(row.get(column).split(" %")[0]))
                .sorted()
                .toArray();
        String least = Table.number(shares[0], 1);
        String most = Table.number(shares[shares.length - 1], 1);
        return (least.equals(most) ? most : least + " to " + most) + " %";
    }

    private static String said(String cell) {
        String share = cell.split(" \\(")[0];
        String median = cell.split("; ")[1];
        return "in " + share + (median.equals(NEVER) ? "" : " after " + median);
    }

    /** What is proposed for it, by rule. */
    static String proposal(Tables tables) {
        Counts wrong = Counts.of(tables, NO);
        Counts right = Counts.of(tables, YES);
        return PART + ": of candidates that are not to be promoted it " + wrong.words() + ", of the others it "
                + right.words() + ". Proposed: "
                + (wrong.helps() + right.helps() >= wrong.costs() + right.costs()
                        ? "keep it, and let a candidate decide now and then wherever it would do otherwise: it is not proposed for what it does elsewhere. Whom a family would propose without it `metapolicy.plan` says."
                        : "keep it as long as a promotion is hard to take back: it costs in more than it helps.");
    }

    /** In how many figures of rows of one kind the gate helps, and in how many it costs. */
    private record Counts(long helps, long costs, long of) {
        static Counts of(Tables tables, String may) {
            List<Figure> figures = Stream.of(
                            tables.reward().rows().stream()
                                    .filter(row -> row.get(1).equals(may))
                                    .map(row -> row.get(3)),
                            tables.harm().rows().stream()
                                    .filter(row -> row.get(1).equals(may))
                                    .map(row -> row.get(2)))
                    .flatMap(cells -> cells)
                    .map(Figure::parse)
                    .toList();
            return new Counts(
                    figures.stream().filter(Figure::above).count(),
                    figures.stream().filter(Figure::below).count(),
                    figures.size());
        }

        String words() {
            return "helps in " + helps + " and costs in " + costs + " of " + of + " figures";
        }
    }
}
