package org.metapolicy.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.metapolicy.counterfactual.Estimator;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.RealLogEstimates;
import org.metapolicy.counterfactual.RealLogEstimates.Digits;
import org.metapolicy.worlds.LogContexts;

/** What two real logs say of a policy that did not act, beside what is known of it. */
final class LoggedPolicies {
    private static final String DIGITS = "digits-bandit.csv";
    private static final String SHOP = "open-bandit-men.csv";
    private static final int RUNS = 6;
    /** Impressions of one policy. */
    private static final int SHOWN = 10_000;
    /** Clicks in an impression of those that the even choice was shown in, 10,000. */
    private static final double EVENLY = 0.0046;

    private LoggedPolicies() {}

    static String ofDigits() {
        return "Digits, runs of 1,258 decisions whose truth is known: the estimated value's relative error, mean over runs ± half of"
                + " its 95 % interval. The interval at one look is that of the mean of what each decision adds to the estimator (Hall"
                + " 1992), its half width in parts of the truth; of DM it has the model's values in it and not the model's own"
                + " error. The interval for every look is one, whatever the estimator." + absent(DIGITS);
    }

    static String ofShop() {
        return "Open bandit: what an even choice among the items would earn, by what another policy showed; where that choice was"
                + " served, 10,000 times, it earned " + EVENLY + " (an estimate as well, ± .0013)." + absent(SHOP);
    }

    private static String absent(String file) {
        return Files.exists(LogContexts.file(file)) ? "" : " Skipped: the log " + file + " is not there.";
    }

    static Table digits(Scale scale) {
        Table table = new Table(
                "estimator",
                "relative error",
                "runs whose interval for every look holds the truth",
                "at one look",
                "half of its width");
        Path file = LogContexts.file(DIGITS);
        if (!Files.exists(file)) {
            return table;
        }
        Collection<Digits> runs;
        try {
            runs = RealLogEstimates.digits(file, Math.min(RUNS, scale.logs())).values();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        for (Estimator estimator : Estimator.values()) {
            Sample errors = new Sample(runs.stream()
                    .filter(run -> run.found().estimates().containsKey(estimator.name()))
                    .mapToDouble(run -> Math.abs(run.found().estimates().get(estimator.name()) / run.truth() - 1))
                    .toArray());
            boolean own = estimator == Estimator.DR;
            table.row(
                    estimator.name(),
                    errors.values().length < 2 ? "-" : errors.text(4),
                    own
                            ? holding(runs, run -> run.found().lower(), run -> run.found()
                                    .upper())
                            : "-",
                    runs.stream()
                                    .filter(run -> run.planned().containsKey(estimator)
                                            && run.planned().get(estimator).holds(run.truth()))
                                    .count()
                            + " of " + runs.size(),
                    Table.number(
                            runs.stream()
                                    .filter(run -> run.planned().containsKey(estimator))
                                    .mapToDouble(
                                            run -> (run.planned().get(estimator).upper()
                                                            - run.planned()
                                                                    .get(estimator)
                                                                    .lower())
                                                    / 2
                                                    / run.truth())
                                    .average()
                                    .orElse(Double.NaN),
                            4));
        }
        return table;
    }

    private static String holding(
            Collection<Digits> runs,
            java.util.function.Function<Digits, Double> lower,
            java.util.function.Function<Digits, Double> upper) {
        return runs.stream()
                        .filter(run -> lower.apply(run) <= run.truth() && run.truth() <= upper.apply(run))
                        .count()
                + " of " + runs.size();
    }

    static Table shop(Scale scale) {
        Table table = new Table("estimator", "estimate", "at one look", "every look", "holds .0046 at every look");
        Path file = LogContexts.file(SHOP);
        if (!Files.exists(file)) {
            return table;
        }
        for (Estimator estimator : Estimator.values()) {
            Evaluation found;
            try {
                found = RealLogEstimates.shop(
                        file, SHOWN * scale.trials() / 100, Map.of("estimator", estimator.name(), "reward_low", 0));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            if (found.estimate() == null) {
                table.row(estimator.name(), "refused", "-", "-", "-");
            } else {
                table.row(
                        estimator.name(),
                        Table.number(found.estimate(), 4),
                        interval(found.fixedLower(), found.fixedUpper()),
                        interval(found.lower(), found.upper()),
                        found.lower() == null
                                ? "-"
                                : found.lower() <= EVENLY && EVENLY <= found.upper() ? "yes" : "no");
            }
        }
        return table;
    }

    private static String interval(Double lower, Double upper) {
        return lower == null || upper == null ? "-" : Table.number(lower, 4) + " to " + Table.number(upper, 4);
    }

    /** What the two tables say, from their text. */
    static List<String> sentences(Table digits, Table shop) {
        List<String> sentences = new ArrayList<>();
        double own = Double.NaN;
        for (List<String> row : digits.rows()) {
            if (row.get(1).equals("-")) {
                continue;
            }
            Figure error = Figure.parse(row.get(1));
            if (row.get(0).equals("DR")) {
                own = error.mean();
                sentences.add("On the digits the product's DR errs by " + row.get(1)
                        + "; its interval for every look holds the truth in " + row.get(2) + " runs.");
            } else {
                sentences.add(
                        "On the digits " + row.get(0) + " errs " + (error.mean() < own ? "less" : "more") + ", by "
                                + row.get(1) + "."
                                + (error.mean() >= own
                                        ? ""
                                        : " Why: the judged policy does nearly always what a model of rewards by clusters of contexts knows well"
                                                + " there, so that there is little bias for weights to correct and their variance is saved;"
                                                + " whether that holds in a log only who knows the truth can tell."));
            }
        }
        for (List<String> row : shop.rows()) {
            if (row.get(4).equals("no")) {
                sentences.add("On open bandit the interval of " + row.get(0) + " for every look does not hold .0046.");
            }
        }
        if (digits.rows().isEmpty() && shop.rows().isEmpty()) {
            sentences.add("Neither log was there: nothing is said of them.");
        }
        return sentences;
    }
}
