package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.metapolicy.evaluation.Watched.Rates;
import org.metapolicy.trust.comparison.WilsonInterval;

/** How soon a version is stopped that should be, what it did until then, and how often one that should not. */
final class Safety {
    private static final int LOOKED = 3_000;
    private static final Rates LIMITS = new Rates(0.40, 0.05, -0.05);
    private static final Rates GOOD = new Rates(0.10, 0.01, 0.30);

    /** A version by time, and its chance. */
    private interface Life extends BiFunction<Integer, SplittableRandom, Watched> {}

    private record Change(String name, Rates bad) {}

    private static final List<Change> CHANGES = List.of(
            new Change("overrides .10 to .60", new Rates(0.60, 0.01, 0.30)),
            new Change("overrides .10 to .45", new Rates(0.45, 0.01, 0.30)),
            new Change("flags .01 to .20", new Rates(0.10, 0.20, 0.30)),
            new Change("reward .3 to -.2", new Rates(0.10, 0.01, -0.20)));

    private Safety() {}

    static Section of(Scale scale) {
        Section section = new Section("Safety");
        Table falsely = falseStops(scale);
        section.words("Versions that keep their limits and are ever stopped, with Wilson's interval.")
                .table(falsely);
        Table changes = table("change");
        Table beside = table("change");
        changes(scale, changes, beside);
        section.words(
                        "Versions that turn bad. In a cell: median outcomes from the change to the stop; overrides and flags"
                                + " until then beyond those of a good version, mean; stopped before the change; not stopped"
                                + " 3,000 outcomes after it.")
                .table(changes)
                .words(
                        "Overrides and flags until the stop less those of the product, within a seed, of seeds in which neither"
                                + " was stopped before the change.")
                .table(beside);
        Table contexts = contexts(scale);
        section.words(
                        "One of 8 contexts turns bad after 1,000 outcomes. In a cell: median outcomes of that context until"
                                + " it is suspended or the version stopped; stopped as a whole.")
                .table(contexts);
        return section.said(SafetySaid.sentences(List.of(falsely, changes, beside, contexts)));
    }

    private static Table table(String first) {
        List<String> heads = new ArrayList<>(List.of(first));
        for (Monitor.Kind kind : Monitor.Kind.values()) {
            heads.add(kind.title());
        }
        return new Table(heads.toArray(String[]::new));
    }

    private static Table falseStops(Scale scale) {
        Table table = table("version");
        int outcomes = LOOKED * scale.trials() / 100;
        falseRow(table, "on every limit", scale, outcomes, constant(LIMITS));
        falseRow(table, "comfortably within", scale, outcomes, constant(GOOD));
        falseRow(table, "one of three participants overrides in spells", scale, outcomes, (t, random) -> {
            Rates rates = new Rates(t / 100 % 3 == 0 ? 0.90 : 0.12, 0.01, 0.30);
            return Watched.draw(rates, random.nextInt(4), null, t, random);
        });
        return table;
    }

    private static Life constant(Rates rates) {
        return (t, random) -> Watched.draw(rates, random.nextInt(4), null, t, random);
    }

    private static void falseRow(Table table, String name, Scale scale, int outcomes, Life life) {
        List<String> row = new ArrayList<>(List.of(name));
        for (Monitor.Kind kind : Monitor.Kind.values()) {
            row.add(share(stopped(scale.versions(), outcomes, () -> kind.starting(4), life), scale.versions()));
        }
        table.row(row);
    }

    /** Of so many versions. */
    private static long stopped(int versions, int outcomes, java.util.function.Supplier<Monitor> monitors, Life life) {
        return LongStream.range(0, versions)
                .parallel()
                .filter(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    Monitor monitor = monitors.get();
                    for (int t = 0; t < outcomes; t++) {
                        if (monitor.stops(life.apply(t, random))) {
                            return true;
                        }
                    }
                    return false;
                })
                .count();
    }

    static String share(long some, int of) {
        WilsonInterval interval = WilsonInterval.of(some, of);
        return Table.number(100.0 * some / of, 1) + " % (" + Table.number(100 * interval.lower(), 1) + " to "
                + Table.number(100 * interval.upper(), 1) + ")";
    }

    /** False stops on the limit of people who differ, whose sessions hang together. */
    static String sessions(org.metapolicy.policy.Settings settings, Scale scale) {
        return share(
                LongStream.range(0, scale.versions())
                        .parallel()
                        .filter(seed -> {
                            SplittableRandom random = new SplittableRandom(seed);
                            Monitor monitor = new Monitor.Product(settings, 4);
                            double shift = 0;
                            for (int t = 0; t < LOOKED * scale.trials() / 100; t++) {
                                shift = t % 50 > 0 ? shift : random.nextBoolean() ? 0.15 : -0.15;
                                Rates rates = new Rates(0.40 + shift, 0.01, 0.30);
                                if (monitor.stops(Watched.draw(rates, random.nextInt(4), "s" + t / 50, t, random))) {
                                    return true;
                                }
                            }
                            return false;
                        })
                        .count(),
                scale.versions());
    }

    /** @param delay outcomes after the change; negative where it was stopped before, {@link #LOOKED} where never */
    private record Stop(int delay, double harm) {}

    /** Fills a table of each way, and one of its harm less the product's, seed by seed. */
    private static void changes(Scale scale, Table each, Table beside) {
        int looked = LOOKED * scale.trials() / 100;
        for (Change change : CHANGES) {
            for (int good : new int[] {0, 1_000 * scale.trials() / 100}) {
                List<String> row = new ArrayList<>(List.of(change.name() + ", after " + good));
                List<String> less = new ArrayList<>(row);
                List<Stop> product = null;
                for (Monitor.Kind kind : Monitor.Kind.values()) {
                    List<Stop> stops = stops(kind, change.bad(), good, looked, scale.versions());
                    product = product == null ? stops : product;
                    row.add(cell(stops, looked));
                    less.add(beside(stops, product));
                }
                each.row(row);
                beside.row(less);
            }
        }
    }

    private static List<Stop> stops(Monitor.Kind kind, Rates bad, int good, int looked, int versions) {
        return LongStream.range(0, versions)
                .parallel()
                .mapToObj(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    Monitor monitor = kind.starting(4);
                    for (int t = 0; t < good + looked; t++) {
                        Rates rates = t < good ? GOOD : bad;
                        if (monitor.stops(Watched.draw(rates, random.nextInt(4), null, t, random))) {
                            return new Stop(t < good ? -1 : t + 1 - good, (t + 1 - good) * (bad.harm() - GOOD.harm()));
                        }
                    }
                    return new Stop(looked, looked * (bad.harm() - GOOD.harm()));
                })
                .toList();
    }

    private static String beside(List<Stop> stops, List<Stop> product) {
        double[] more = IntStream.range(0, stops.size())
                .filter(seed ->
                        stops.get(seed).delay() >= 0 && product.get(seed).delay() >= 0)
                .mapToDouble(seed -> stops.get(seed).harm() - product.get(seed).harm())
                .toArray();
        return more.length < 2 ? "-" : new Sample(more).text(1);
    }

    private static String cell(List<Stop> stops, int looked) {
        List<Stop> later = stops.stream().filter(stop -> stop.delay() >= 0).toList();
        return later.isEmpty()
                ? "-; -; 100.0 %; 0.0 %"
                : Table.number(
                                new Sample(later.stream()
                                                .mapToDouble(Stop::delay)
                                                .toArray())
                                        .median(),
                                0)
                        + "; "
                        + Table.number(
                                later.stream().mapToDouble(Stop::harm).average().orElseThrow(), 1)
                        + "; " + Table.number(100.0 * (stops.size() - later.size()) / stops.size(), 1) + " %; "
                        + Table.number(
                                100.0
                                        * later.stream()
                                                .filter(stop -> stop.delay() == looked)
                                                .count()
                                        / stops.size(),
                                1)
                        + " %";
    }

    private static Table contexts(Scale scale) {
        Table table = table("context");
        for (int bad : new int[] {0, 7}) {
            List<String> row = new ArrayList<>(List.of(bad == 0 ? "the first to appear" : "the last to appear"));
            for (Monitor.Kind kind : Monitor.Kind.values()) {
                int good = 1_000 * scale.trials() / 100;
                List<int[]> runs = LongStream.range(0, scale.versions())
                        .parallel()
                        .mapToObj(seed -> context(kind, bad, good, LOOKED * scale.trials() / 100, seed))
                        .toList();
                row.add(Table.number(
                                new Sample(runs.stream()
                                                .mapToDouble(run -> run[0])
                                                .toArray())
                                        .median(),
                                0) + "; "
                        + share(runs.stream().filter(run -> run[1] == 1).count(), runs.size()));
            }
            table.row(row);
        }
        return table;
    }

    /** Outcomes of the bad context, and whether the version was stopped as a whole. */
    private static int[] context(Monitor.Kind kind, int bad, int good, int looked, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Monitor monitor = kind.starting(8);
        int own = 0;
        for (int t = 0; t < good + looked; t++) {
            int context = t < 8 ? t : random.nextInt(8);
            boolean isBad = t >= good && context == bad;
            own += isBad ? 1 : 0;
            Rates rates = new Rates(isBad ? 0.80 : 0.10, 0.01, 0.30);
            if (monitor.stops(Watched.draw(rates, context, null, t, random))) {
                return new int[] {own, 1};
            }
            if (isBad && monitor.suspended(bad)) {
                return new int[] {own, 0};
            }
        }
        return new int[] {own, 0};
    }
}
