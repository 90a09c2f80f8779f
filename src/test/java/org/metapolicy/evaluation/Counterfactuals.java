package org.metapolicy.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.metapolicy.counterfactual.Estimator;
import org.metapolicy.counterfactual.Evaluating;
import org.metapolicy.counterfactual.Evaluation;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** What a log of one policy says of another, beside the truth. */
final class Counterfactuals {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int DECISIONS = 2_000;

    private Counterfactuals() {}

    static Section of(Scale scale) {
        Table errors =
                new Table("candidate less default", "truth", "estimator", "mean error", "root mean squared error");
        Table intervals = new Table("truth", "estimator", "one look holds the truth", "every look holds the truth");
        for (double gain : new double[] {0.15, 0, -0.30}) {
            for (Estimator estimator : Estimator.values()) {
                row(errors, intervals, estimator, gain, scale);
            }
        }
        Table digits = LoggedPolicies.digits(scale);
        Table shop = LoggedPolicies.shop(scale);
        return new Section("Counterfactual estimates")
                .words("Logs of " + DECISIONS + " decisions, error of the estimated difference.")
                .table(errors)
                .words("Share of logs whose 95 % interval holds the truth, with Wilson's interval. An estimator without"
                        + " an interval of its own has a dash.")
                .table(intervals)
                .words(LoggedPolicies.ofDigits())
                .table(digits)
                .words(LoggedPolicies.ofShop())
                .table(shop)
                .said(sentences(List.of(errors, intervals, digits, shop)));
    }

    private static void row(Table errors, Table intervals, Estimator estimator, double gain, Scale scale) {
        List<Evaluation> found = LongStream.range(0, scale.logs())
                .parallel()
                .mapToObj(seed -> judge(seed, estimator, gain))
                .toList();
        double[] misses = found.stream()
                .filter(one -> one.estimate() != null)
                .mapToDouble(one -> one.estimate() - gain)
                .toArray();
        String truth = Table.number(gain, 2);
        errors.row(
                gain == 0 ? "equal" : gain > 0 ? "better" : "worse",
                truth,
                estimator.name(),
                misses.length < 2 ? "refused" : new Sample(misses).text(4),
                misses.length < 2
                        ? "-"
                        : Table.number(
                                Math.sqrt(new Sample(java.util.Arrays.stream(misses)
                                                .map(miss -> miss * miss)
                                                .toArray())
                                        .mean()),
                                4));
        intervals.row(
                truth,
                estimator.name(),
                holds(found, one -> one.fixedLower(), one -> one.fixedUpper(), gain),
                holds(found, one -> one.lower(), one -> one.upper(), gain));
    }

    private static String holds(
            List<Evaluation> found,
            java.util.function.Function<Evaluation, Double> lower,
            java.util.function.Function<Evaluation, Double> upper,
            double gain) {
        List<Evaluation> told = found.stream()
                .filter(one -> lower.apply(one) != null && upper.apply(one) != null)
                .toList();
        return told.isEmpty()
                ? "-"
                : Safety.share(
                        told.stream()
                                .filter(one -> lower.apply(one) <= gain && gain <= upper.apply(one))
                                .count(),
                        told.size());
    }

    /** The candidate does otherwise in half of the contexts, where it gains twice as much; the log mostly does as the default. */
    private static Evaluation judge(long seed, Estimator estimator, double gain) {
        SplittableRandom random = new SplittableRandom(seed);
        MemoryLoggedDecisions log = new MemoryLoggedDecisions();
        log.addVersion("f", "candidate");
        log.addVersion("f", "default");
        StoredChoice cue = new StoredChoice(List.of("cue"), List.of(1.0));
        StoredChoice rest = new StoredChoice(List.of("rest"), List.of(1.0));
        for (int t = 0; t < DECISIONS; t++) {
            int context = random.nextInt(4);
            boolean other = random.nextDouble() < 0.1;
            boolean differs = context < 2;
            double mean = 0.1 * context + (other ? (differs ? 2 * gain : -0.1) : 0);
            log.add(
                    "f",
                    new StoredDecision(
                            String.format("e%05d", t),
                            Optional.of(FIRST.plusSeconds(60L * t)),
                            "c" + context,
                            null,
                            List.of(),
                            other ? "rest" : "cue",
                            other ? 0.1 : 0.9,
                            false,
                            true,
                            Watched.unit(mean + 0.4 * Watched.gauss(random)),
                            List.of("logging"),
                            Map.of("candidate", List.of(differs ? rest : cue), "default", List.of(cue))));
        }
        return Evaluating.of(
                log.familyOf("candidate"),
                "candidate",
                List.of(policy("candidate"), policy("default")),
                EvaluationOptions.of(Input.of("options", Map.of("against", "default", "estimator", estimator.name()))),
                NOW);
    }

    private static VersionPolicy policy(String version) {
        return new VersionPolicy(version, "p", null, null, null, List.of());
    }

    /** What the tables say, from their text. */
    static List<String> sentences(List<Table> tables) {
        List<String> sentences = new ArrayList<>();
        String truth = null;
        double own = 0;
        for (List<String> row : tables.get(0).rows()) {
            if (row.get(4).equals("-")) {
                continue;
            }
            double error = Double.parseDouble(row.get(4));
            if (row.get(2).equals("DR")) {
                truth = row.get(1);
                own = error;
            } else if (row.get(1).equals(truth) && error < own) {
                sentences.add("Where the truth is " + truth + ", " + row.get(2) + " errs less than the product's DR ("
                        + row.get(4) + " to " + Table.number(own, 4) + ", without an interval of the difference). Why: "
                        + why(row.get(2)));
            }
        }
        if (sentences.isEmpty()) {
            sentences.add("No other estimator errs less than the product's DR.");
        }
        for (List<String> row : tables.get(1).rows()) {
            if (row.get(1).equals("DR") && !row.get(3).equals("-")) {
                sentences.add("Where the truth is " + row.get(0) + ", DR's interval for every look holds it in "
                        + row.get(3).split(" \\(")[0] + " of the logs.");
            }
        }
        sentences.addAll(LoggedPolicies.sentences(tables.get(2), tables.get(3)));
        return sentences;
    }

    private static String why(String estimator) {
        return estimator.equals("DM")
                ? "a model of rewards alone has the least variance, and is nearly right where what it pools is nearly alike; where it"
                        + " is not, it errs by its bias, which no interval of its own shows."
                : "each context here has many decisions of either action, so that a model of rewards adds little to weighting,"
                        + " and what it adds varies; DR's interval holds without the weights being normalised.";
    }
}
