package org.metapolicy.worlds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.metapolicy.policy.Settings;
import org.metapolicy.worlds.World.Outcome;

/**
 * Choosing by context on other people's logs, where whoever looks at each context by itself finds differences that are not
 * there. A log is cut into random halves: one is learnt from, the other tells what the choice is worth, each context
 * weighing what it weighs there. What a version is worth is its mean reward where nobody overrode.
 *
 * @param name of the log and of what a context is in it
 * @param versions the first is the default: the best one, so that staying is right and every move a doubt
 */
public record LogContexts(String name, List<String> versions, List<Row> rows, int contexts) {
    private static final int TOSSES = 400;

    record Row(int version, int context, Outcome outcome) {}

    /**
     * What the choice is worth, less the version that is best in the whole log, in the mean over halves.
     *
     * @param mostly the version that the product serves most in each context
     * @param served all that it serves, those among it that are tried
     * @param unpooled the highest mean of each context
     * @param single the highest mean of all contexts together: the best single version, as far as it is known by then
     * @param lost single less mostly
     * @param error the standard error of lost over halves; what another log of the kind would say is wider still
     */
    record Worth(double mostly, double served, double unpooled, double single, double lost, double error) {}

    /**
     * What one way would choose after one half of the log, by the other half.
     *
     * @param reward mean of what nobody overrode
     * @param harm overrides in a decision
     */
    public record Chosen(double reward, double harm) {}

    /** Where a log is kept, beside the project; it may be absent. */
    public static Path file(String name) {
        return Path.of("../shared/data").resolve(name);
    }

    public static LogContexts byDifficulty(Path log) throws IOException {
        return judgeAdvisor("judge-advisor, by difficulty", log, row -> {
            int difference = Integer.parseInt(row.get("dot_difference"));
            return difference <= 5 ? "hard" : difference <= 9 ? "medium" : "easy";
        });
    }

    public static LogContexts byConfidence(Path log) throws IOException {
        return judgeAdvisor("judge-advisor, by confidence before the advice", log, row -> {
            int confidence = Integer.parseInt(row.get("initial_confidence"));
            return confidence <= 18 ? "low" : confidence <= 37 ? "middle" : "high";
        });
    }

    private static LogContexts judgeAdvisor(String name, Path log, Function<Map<String, String>, String> context)
            throws IOException {
        return of(
                name,
                log,
                List.of("agree_in_uncertainty", "agree_in_confidence", "balanced"),
                row -> row.get("advisor_profile"),
                context,
                row -> {
                    double gain =
                            Integer.parseInt(row.get("final_correct")) - Integer.parseInt(row.get("initial_correct"));
                    return new Outcome(row.get("advisor_agrees").equals("0") && gain == 0, false, gain);
                });
    }

    public static LogContexts byPosition(Path log) throws IOException {
        return of(
                "open-bandit, by position",
                log,
                List.of("bts", "random"),
                row -> row.get("behavior_policy"),
                row -> row.get("position"),
                row -> new Outcome(false, false, Double.parseDouble(row.get("click"))));
    }

    /** Each version says one digit always; a context is the digit that a trained model prefers. */
    public static LogContexts byPreferredDigit(Path log) throws IOException {
        return of(
                "digits, by the digit that a model prefers",
                log,
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
                row -> row.get("action"),
                row -> row.get("evaluation_choice"),
                row -> new Outcome(false, false, Double.parseDouble(row.get("reward"))));
    }

    private static LogContexts of(
            String name,
            Path log,
            List<String> versions,
            Function<Map<String, String>, String> version,
            Function<Map<String, String>, String> context,
            Function<Map<String, String>, Outcome> outcome)
            throws IOException {
        List<String> lines = Files.readAllLines(log);
        String[] columns = lines.get(0).split(",");
        List<String> contexts = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], values[i]);
            }
            String where = context.apply(row);
            if (!contexts.contains(where)) {
                contexts.add(where);
            }
            rows.add(new Row(versions.indexOf(version.apply(row)), contexts.indexOf(where), outcome.apply(row)));
        }
        return new LogContexts(name, versions, rows, contexts.size());
    }

    /**
     * What a way chooses in each context once it has seen a random half of the log, worth what the other half says. Who tosses
     * is asked so many times.
     *
     * @param recorded whether the half is seen in the order of the log, else in that of the shuffle
     */
    public Chosen chosen(long seed, boolean recorded, BiFunction<Nature, SplittableRandom, Chooser> way) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            places.add(place);
        }
        Collections.shuffle(places, new Random(seed));
        List<Integer> half = places.subList(0, places.size() / 2);
        if (recorded) {
            Collections.sort(half);
        }
        List<Row> all = places.stream().map(rows::get).toList();
        Chooser chooser = way.apply(World.of(name, new double[versions.size()][contexts]), new SplittableRandom(seed));
        all.subList(0, all.size() / 2).forEach(row -> chooser.see(row.version(), row.context(), row.outcome()));
        chooser.refresh();
        Means truth = new Means(all.subList(all.size() / 2, all.size()));
        double reward = 0;
        double harm = 0;
        for (int c = 0; c < contexts; c++) {
            for (int toss = 0; toss < TOSSES; toss++) {
                int version = chooser.choose(c);
                reward += truth.share(c) * truth.mean(version, c) / TOSSES;
                harm += truth.share(c) * truth.overridden(version, c) / TOSSES;
            }
        }
        return new Chosen(reward, harm);
    }

    /** In the mean over so many random halves, the seeds being 0, 1 … */
    Worth worth(int halves) {
        int best = argmax(overall(new Means(rows)));
        double[] sums = new double[4];
        SummaryStatistics losses = new SummaryStatistics();
        for (long seed = 0; seed < halves; seed++) {
            List<Row> all = new ArrayList<>(rows);
            Collections.shuffle(all, new Random(seed));
            List<Row> learnt = all.subList(0, all.size() / 2);
            Means known = new Means(learnt);
            Means truth = new Means(all.subList(all.size() / 2, all.size()));
            Product product = learn(learnt, seed);
            int single = argmax(overall(known));
            double lost = 0;
            for (int c = 0; c < contexts; c++) {
                double[] shares = product.shares(c);
                double weight = truth.share(c);
                double fixed = truth.mean(best, c);
                double[] gains = new double[4];
                gains[0] = truth.mean(argmax(shares), c) - fixed;
                for (int v = 0; v < shares.length; v++) {
                    gains[1] += shares[v] * (truth.mean(v, c) - fixed);
                }
                gains[2] = truth.mean(argmax(known.row(c)), c) - fixed;
                gains[3] = truth.mean(single, c) - fixed;
                for (int i = 0; i < 4; i++) {
                    sums[i] += weight * gains[i] / halves;
                }
                lost += weight * (gains[3] - gains[0]);
            }
            losses.addValue(lost);
        }
        return new Worth(
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                losses.getMean(),
                losses.getStandardDeviation() / Math.sqrt(halves));
    }

    private Product learn(List<Row> learnt, long seed) {
        Product product = new Product(
                World.of(name, new double[versions.size()][contexts]),
                Settings.defaults(),
                true,
                new SplittableRandom(seed));
        learnt.forEach(row -> product.see(row.version(), row.context(), row.outcome()));
        product.refresh();
        return product;
    }

    private double[] overall(Means means) {
        double[] values = new double[versions.size()];
        for (int v = 0; v < values.length; v++) {
            for (int c = 0; c < contexts; c++) {
                values[v] += means.share(c) * means.mean(v, c);
            }
        }
        return values;
    }

    private static int argmax(double[] values) {
        double most = Arrays.stream(values).max().orElseThrow();
        int at = 0;
        while (values[at] != most) {
            at++;
        }
        return at;
    }

    private final class Means {
        private final double[][] sums = new double[versions.size()][contexts];
        private final int[][] counts = new int[versions.size()][contexts];
        private final int[][] overrides = new int[versions.size()][contexts];
        private final int[] met = new int[contexts];
        private final int size;

        Means(List<Row> of) {
            size = of.size();
            for (Row row : of) {
                met[row.context()]++;
                if (!row.outcome().overridden()) {
                    counts[row.version()][row.context()]++;
                    sums[row.version()][row.context()] += row.outcome().reward();
                } else {
                    overrides[row.version()][row.context()]++;
                }
            }
        }

        double mean(int version, int context) {
            return sums[version][context] / Math.max(1, counts[version][context]);
        }

        double overridden(int version, int context) {
            int of = counts[version][context] + overrides[version][context];
            return (double) overrides[version][context] / Math.max(1, of);
        }

        double[] row(int context) {
            double[] row = new double[sums.length];
            for (int v = 0; v < row.length; v++) {
                row[v] = mean(v, context);
            }
            return row;
        }

        double share(int context) {
            return (double) met[context] / size;
        }
    }
}
