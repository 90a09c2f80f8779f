package org.metapolicy.worlds;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EvidenceCodec;

/**
 * Prints the tables of docs/selection.md: what each way of choosing earns in each world, what the safety gate lets through,
 * how large a version's running state is, and what choosing by context does on the real logs, where they are. The argument is the
 * number of seeds, 48 unless given, or "logs" for the last table alone; of the logs eight times as many halves are drawn.
 */
public final class SelectionTables {
    /** The columns. */
    enum Way {
        PRODUCT("product", (world, random) -> new Product(world, Settings.defaults(), true, random)),
        TRUST(
                "by trust",
                (world, random) ->
                        new Product(world, Settings.defaults().with(Map.of("selection", "TRUST")), true, random)),
        THOMPSON("Thompson", Ruled::thompson),
        THOMPSON_BY_CONTEXT("Thompson by context", Ruled::thompsonByContext),
        UCB("UCB1", (world, random) -> Ruled.ucb(world)),
        NEWEST("newest", (world, random) -> always(world.versions() - 1)),
        DEFAULT("default", (world, random) -> always(0));

        private final String title;
        private final BiFunction<World, SplittableRandom, Chooser> chooser;

        Way(String title, BiFunction<World, SplittableRandom, Chooser> chooser) {
            this.title = title;
            this.chooser = chooser;
        }

        BiFunction<World, SplittableRandom, Chooser> chooser() {
            return chooser;
        }

        /** The mean reward over so many seeds. */
        double mean(World world, int seeds) {
            return LongStream.range(0, seeds)
                            .parallel()
                            .mapToDouble(seed -> Run.of(world, seed, chooser).reward())
                            .sum()
                    / seeds;
        }

        private static Chooser always(int version) {
            return new Chooser() {
                @Override
                public int choose(int context) {
                    return version;
                }

                @Override
                public void see(int chosen, int context, World.Outcome outcome) {
                    // Nothing is learnt.
                }
            };
        }
    }

    /** What the safety gate lets through of a version that is paid better. */
    record Gated(double share, double secondHalf, double ungated) {
        static Gated of(double overridden, int seeds) {
            World world = Worlds.paidBetter(overridden);
            double[] all = new double[3];
            for (long seed = 0; seed < seeds; seed++) {
                Run gated = Run.of(world, seed, (w, random) -> new Product(w, Settings.defaults(), true, random));
                Run free = Run.of(world, seed, (w, random) -> new Product(w, Settings.defaults(), false, random));
                all[0] += gated.served()[0][1] + gated.served()[1][1];
                all[1] += gated.served()[1][1];
                all[2] += free.served()[0][1] + free.served()[1][1];
            }
            double trials = (double) seeds * world.trials();
            return new Gated(all[0] / trials, 2 * all[1] / trials, all[2] / trials);
        }
    }

    static final String JUDGE_ADVISOR = "judge-advisor-dots.csv";
    static final String OPEN_BANDIT = "open-bandit-men.csv";

    private SelectionTables() {}

    public static void main(String[] args) throws IOException {
        boolean logsAlone = List.of(args).contains("logs");
        int seeds = args.length == 0 || logsAlone ? 48 : Integer.parseInt(args[0]);
        if (!logsAlone) {
            print(worlds(seeds));
            print(gate(seeds));
            print(sizes());
        }
        if (Files.exists(LogContexts.file(JUDGE_ADVISOR)) && Files.exists(LogContexts.file(OPEN_BANDIT))) {
            print(logs(8 * seeds));
        }
    }

    private static List<String> logs(int halves) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| log, and what a context is | best single version | served most in each context | lost by that"
                + " | all that is served | highest mean of each context |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        for (LogContexts log : List.of(
                LogContexts.byDifficulty(LogContexts.file(JUDGE_ADVISOR)),
                LogContexts.byConfidence(LogContexts.file(JUDGE_ADVISOR)),
                LogContexts.byPosition(LogContexts.file(OPEN_BANDIT)))) {
            LogContexts.Worth worth = log.worth(halves);
            lines.add("| " + log.name() + " |" + text(" %.2f |", 100 * worth.single())
                    + text(" %.2f |", 100 * worth.mostly())
                    + text(" %.2f ± ", 100 * worth.lost()) + text("%.2f |", 196 * worth.error())
                    + text(" %.2f |", 100 * worth.served())
                    + text(" %.2f |", 100 * worth.unpooled()));
        }
        return lines;
    }

    private static List<String> worlds(int seeds) {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("| world |");
        StringBuilder rule = new StringBuilder("| --- |");
        for (Way way : Way.values()) {
            head.append(' ').append(way.title).append(" |");
            rule.append(" --- |");
        }
        lines.add(head + " oracle | % of the better Thompson |");
        lines.add(rule + " --- | --- |");
        for (World world : Worlds.all()) {
            Map<Way, Double> earned = new EnumMap<>(Way.class);
            StringBuilder line = new StringBuilder("| " + world.name() + " |");
            for (Way way : Way.values()) {
                earned.put(way, way.mean(world, seeds));
                line.append(text(" %.4f |", earned.get(way)));
            }
            double better = Math.max(earned.get(Way.THOMPSON), earned.get(Way.THOMPSON_BY_CONTEXT));
            lines.add(line + text(" %.4f |", world.oracle()) + text(" %.1f |", 100 * earned.get(Way.PRODUCT) / better));
        }
        return lines;
    }

    private static List<String> gate(int seeds) {
        List<String> lines = new ArrayList<>();
        lines.add("| overridden | of all decisions | of the second half | without the gate | of that |");
        lines.add("| --- | --- | --- | --- | --- |");
        for (double overridden : new double[] {.05, .10, .15, .20, .25, .35}) {
            Gated gated = Gated.of(overridden, seeds);
            lines.add(text("| %.2f |", overridden)
                    + text(" %.1f %% |", 100 * gated.share())
                    + text(" %.1f %% |", 100 * gated.secondHalf())
                    + text(" %.1f %% |", 100 * gated.ungated())
                    + text(" %.1f %% |", 100 * gated.share() / gated.ungated()));
        }
        return lines;
    }

    private static List<String> sizes() {
        List<String> lines = new ArrayList<>();
        lines.add("| contexts | bytes |");
        lines.add("| --- | --- |");
        for (int contexts : new int[] {1, 4, 16, 64}) {
            lines.add("| " + contexts + " | "
                    + EvidenceCodec.write(FullStates.of(contexts)).length() + " |");
        }
        return lines;
    }

    private static String text(String format, double number) {
        return String.format(Locale.ROOT, format, number);
    }

    private static void print(List<String> lines) {
        lines.forEach(System.out::println);
        System.out.println();
    }
}
