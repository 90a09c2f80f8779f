package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Other people's logs, judged without a database; skipped where they are not there. */
class RealLogsCounterfactualTest {
    /** The best that is published for logs made in this way is .0159 (DR with optimistic shrinkage, over 30 runs). */
    @Test
    void theDigitsAreJudgedBetterThanWithoutAModel() throws IOException {
        Map<Integer, RealLogEstimates.Digits> runs = RealLogEstimates.digits(assumed("digits-bandit.csv"), 6);
        Map<String, Double> errors = new HashMap<>();
        runs.forEach((run, digits) -> {
            double truth = digits.truth();
            Evaluation found = digits.found();
            assertThat(found.verdict()).isEqualTo(Verdict.ESTIMATED);
            assertThat(truth).as("run %d", run).isBetween(found.lower(), found.upper());
            assertThat(truth).as("run %d", run).isBetween(found.fixedLower(), found.fixedUpper());
            found.estimates()
                    .forEach((estimator, figure) ->
                            errors.merge(estimator, Math.abs(figure / truth - 1) / runs.size(), Double::sum));
        });
        System.out.println("digits, mean relative errors: " + errors);
        assertThat(errors.get("IPS")).isEqualTo(0.0352, within(0.00005));
        assertThat(errors.get("SNIPS")).isEqualTo(0.0344, within(0.00005));
        assertThat(errors.get("DR")).isLessThan(0.0159);
    }

    /** python3 src/test/python/digits_intervals.py digits-bandit.csv; of DM what the product says is the mean. */
    @Test
    void eachEstimatorHasItsIntervalAtOneLook() throws IOException {
        RealLogEstimates.Digits run =
                RealLogEstimates.digits(assumed("digits-bandit.csv"), 1).get(0);
        Map<Estimator, RealLogEstimates.Interval> planned = run.planned();
        assertThat(planned).containsOnlyKeys(Estimator.values());
        assertThat(planned.get(Estimator.IPS).lower()).isEqualTo(0.748352, within(0.000001));
        assertThat(planned.get(Estimator.IPS).upper()).isEqualTo(0.864417, within(0.000001));
        assertThat(planned.get(Estimator.SNIPS).lower()).isEqualTo(0.794588, within(0.000001));
        assertThat(planned.get(Estimator.SNIPS).upper()).isEqualTo(0.883641, within(0.000001));
        assertThat(run.modelled()).isEqualTo(run.found().estimates().get("DM"), within(1e-9));
        assertThat(planned.get(Estimator.DM).holds(run.modelled())).isTrue();
    }

    @Test
    void theOpenBanditLogOfOnePolicyTellsOfTheOther() throws IOException {
        Evaluation found = RealLogEstimates.shop(
                assumed("open-bandit-men.csv"), Integer.MAX_VALUE, Map.of("estimator", "SNIPS", "reward_low", 0));
        System.out.println("open bandit: " + found);
        assertThat(found.verdict()).isEqualTo(Verdict.ESTIMATED);
        assertThat(found.n()).isEqualTo(10_000);
        assertThat(found.meanWeight()).isEqualTo(0.943, within(0.0005));
        assertThat(found.largestWeight()).isEqualTo(178, within(0.5));
        assertThat(found.effectiveN()).isEqualTo(656, within(0.5));
        assertThat(found.estimate()).isEqualTo(0.0032, within(0.00005));
        // python3 src/test/python/open_bandit_intervals.py open-bandit-men.csv: the percentiles of 40,000 bootstrap
        // samples are
        // .00176 and .00500.
        assertThat(found.fixedLower()).isEqualTo(0.0018, within(0.0001));
        assertThat(found.fixedUpper()).isEqualTo(0.0050, within(0.0001));
        assertThat(0.0046).as("what random earned").isBetween(found.lower(), found.upper());
    }

    @Test
    void aHandfulIsRefused() throws IOException {
        Evaluation found = RealLogEstimates.shop(assumed("open-bandit-men.csv"), 200, Map.of("estimator", "SNIPS"));
        assertThat(found.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(found.estimate()).isNull();
        assertThat(found.effectiveN()).isLessThan(50);
        assertThat(found.reason()).contains("effective n is").contains("at least 50 is needed");
    }

    /** Where such logs are kept, beside the project. */
    private static Path assumed(String name) {
        Path file = Path.of("../shared/data").resolve(name);
        assumeThat(file)
                .as("the log " + name + " is not there: what needs it is not tried")
                .exists();
        return file;
    }
}
