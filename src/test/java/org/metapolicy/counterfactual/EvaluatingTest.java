package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.noetic.InterventionOption;
import org.metapolicy.noetic.RiskLevel;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** What is covered, what is left out, what is refused. */
class EvaluatingTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(1_000_000);
    private static final int DECISIONS = 800;

    private final MemoryLoggedDecisions log = new MemoryLoggedDecisions();

    /** A decision of a log in which two things were done alike, each with its probability, in two situations. */
    private static final class Decision {
        private final int i;
        private final String cluster;
        private Object done;
        private Object propensity;
        private Object override;
        private boolean outcome = true;
        private Object reward;
        private Object interventions;
        private Object probabilities = List.of(1.0);

        Decision(int i) {
            this.i = i;
            this.cluster = i % 2 == 0 ? "calm" : "tense";
            this.done = i % 5 < 3 ? "cue" : "rest";
            this.propensity = i % 5 < 3 ? 0.6 : 0.4;
            this.reward = (cluster.equals("tense") == done.equals("rest") ? 0.5 : 0.0) + (i % 7 == 0 ? -0.5 : 0.1);
            this.interventions = List.of(cluster.equals("tense") ? "rest" : "cue");
        }

        StoredDecision stored() {
            return new StoredDecision(
                    String.format("e%03d", i),
                    Optional.of(FIRST.plusSeconds(60L * i)),
                    cluster,
                    null,
                    List.of(cluster.equals("tense") ? 1.0 : -1.0),
                    done,
                    propensity,
                    override,
                    outcome,
                    reward,
                    List.of("logging"),
                    Map.of(
                            "fits", List.of(new StoredChoice(interventions, probabilities)),
                            "plain", List.of(new StoredChoice(List.of("cue", "rest"), List.of(0.9, 0.1)))));
        }
    }

    @Test
    void aValueAndADifferenceAreToldInUnitsOfReward() {
        all();
        Evaluation value = judge("fits", LATER, Map.of());
        assertThat(value.verdict()).isEqualTo(Verdict.ESTIMATED);
        assertThat(value.meanWeight()).isEqualTo(1, within(1e-9));
        assertThat(value.largestWeight()).isEqualTo(2.5, within(1e-9));
        // Half a point where it fits, and the mean of the rest: .5 + (.1 * 6 - .5) / 7.
        assertThat(value.estimate()).isEqualTo(0.5 + 0.1 / 7, within(0.01));
        assertThat(value.estimate()).isBetween(value.fixedLower(), value.fixedUpper());

        Evaluation better = judge("fits", LATER, Map.of("against", "plain"));
        assertThat(better.verdict()).isEqualTo(Verdict.BETTER);
        // It fits always, the other in half of what it does: .9 in calm, .1 in tense.
        assertThat(better.estimate()).isEqualTo(0.25, within(0.01));
        assertThat(better.lower()).isPositive();
        assertThat(judge("plain", LATER, Map.of("against", "fits")).verdict()).isEqualTo(Verdict.WORSE);
    }

    @Test
    void whatCannotBeReadIsNotCoveredAndNamed() {
        for (int i = 0; i < DECISIONS; i++) {
            Decision one = new Decision(i);
            switch (i) {
                case 0 -> one.interventions = 7;
                case 1 -> one.interventions = List.of();
                case 2 -> one.probabilities = List.of(0.7, 0.7);
                case 3 -> one.probabilities = "1";
                case 4 -> one.propensity = "half";
                case 5 -> one.propensity = 0;
                case 6 -> one.propensity = 0.05;
                case 7 -> one.propensity = null;
                case 8 -> one.override = true;
                case 9 -> one.reward = "good";
                case 10 -> one.outcome = false;
                case 11 -> one.done = 3;
                default -> {}
            }
            log.add("f", one.stored());
        }
        Evaluation found = judge("fits", LATER, Map.of());
        assertThat(found.verdict()).isEqualTo(Verdict.ESTIMATED);
        assertThat(found.n()).isEqualTo(DECISIONS - 2);
        assertThat(found.coverage()).isEqualTo((DECISIONS - 12) / (DECISIONS - 2.0), within(1e-12));
        assertThat(found.reason())
                .contains(
                        "4 not covered: what would have been done cannot be read (first decision 'e000', interventions is 7")
                .contains("1 not covered: nothing readable says what was done (first decision 'e011')")
                .contains("1 not covered: a person overrode it (first decision 'e008')")
                .contains(
                        "2 not covered: its propensity is no number above 0 and up to 1, or not that of its decision (first decision 'e004')")
                .contains("1 not covered: its propensity is below propensity_min (first decision 'e006')")
                .contains("1 not covered: there is no propensity (first decision 'e007')")
                .contains("1 left out: no outcome came")
                .contains("1 left out: the reward is no number in its range");
    }

    @Test
    void theIntervalEndsWhereOutcomesMayStillCome() {
        for (int i = 0; i < DECISIONS; i++) {
            Decision one = new Decision(i);
            one.outcome = i != 400;
            log.add("f", one.stored());
        }
        Evaluation waiting = judge("fits", FIRST.plusSeconds(60 * 410), Map.of());
        Evaluation given = judge("fits", LATER, Map.of());
        assertThat(waiting.estimate()).isEqualTo(given.estimate());
        assertThat(waiting.reason()).contains("1 left out: their outcomes may still come");
        assertThat(waiting.upper() - waiting.lower()).isGreaterThan(given.upper() - given.lower());
        Evaluation half =
                judge("fits", LATER, Map.of("to", FIRST.plusSeconds(60 * 400).toString()));
        assertThat(waiting.lower()).isEqualTo(half.lower());
    }

    @Test
    void whatALogCannotTellIsRefusedWithTheFigure() {
        all();
        Evaluation nobody = judge("fits", LATER, Map.of("against", "NO_INTERVENTION"));
        assertThat(nobody.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(nobody.estimate()).isNull();
        assertThat(nobody.lower()).isNull();
        assertThat(nobody.reason()).contains("the mean weight of what it is compared with is 0, not from 0.8 to 1.25");
        Evaluation unknown = judge("silent", LATER, Map.of());
        assertThat(unknown.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(unknown.reason())
                .contains("coverage is 0, below coverage_min 0.9")
                .contains("800 not covered: nothing says what would have been done");
        Evaluation few =
                judge("fits", LATER, Map.of("to", FIRST.plusSeconds(60 * 30).toString()));
        assertThat(few.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(few.reason())
                .contains("effective n is")
                .contains("of 30 decisions")
                .contains("at least 50 is needed");
        Evaluation none = judge("fits", LATER, Map.of("from", LATER.toString()));
        assertThat(none.reason()).isEqualTo("there is no decision with an outcome");
    }

    @Test
    void aModelAloneNeedsNoPropensityAndCertifiesNothing() {
        for (int i = 0; i < DECISIONS; i++) {
            Decision one = new Decision(i);
            one.propensity = null;
            log.add("f", one.stored());
        }
        assertThat(judge("fits", LATER, Map.of()).verdict()).isEqualTo(Verdict.REFUSED);
        Evaluation model = judge("fits", LATER, Map.of("estimator", "DM", "against", "plain"));
        assertThat(model.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(model.estimate()).isEqualTo(0.25, within(0.01));
        assertThat(model.lower()).isNull();
        assertThat(model.fixedLower()).isNull();
        assertThat(model.reason()).contains("no interval: coverage is 0").contains("the estimate is a model's");
    }

    @Test
    void parametersSayWhatWouldHaveBeenDone() {
        all();
        VersionPolicy bandit = new VersionPolicy(
                "bandit",
                "p",
                1,
                "{\"alpha\": 0, \"actions\": {\"rest\": {\"A\": [[1]], \"b\": [1]}, \"cue\": {\"A\": [[1]], \"b\": [-1]}}}",
                RiskTier.SAFE,
                List.of(
                        new InterventionOption("cue", "cue", true, RiskLevel.LOW),
                        new InterventionOption("rest", "rest", true, RiskLevel.LOW)));
        log.addVersion("f", "bandit");
        Evaluation same = Evaluating.of(
                log.familyOf("bandit"),
                "bandit",
                List.of(bandit, policy("fits")),
                EvaluationOptions.of(Input.of("options", Map.of("against", "fits", "propensity_min", 0.4))),
                LATER);
        assertThat(same.estimate()).isZero();
        assertThat(same.effectiveN()).isZero();
        assertThat(same.verdict()).isEqualTo(Verdict.NOT_WORSE);
        assertThat(same.reason()).startsWith("both would always have done the same");
    }

    @Test
    void badOptionsAreRefused() {
        refused(Map.of("againts", "plain"), "unknown option 'againts'");
        refused(Map.of("estimator", "BEST"), "one of DR, SNIPS, IPS, DM");
        refused(Map.of("propensity_min", 0), "a number from 0.000001 to 1");
        refused(Map.of("from", "2026-01-02", "to", "2026-01-01"), "the period must end after it begins");
        all();
        assertThatThrownBy(() -> judge("fits", LATER, Map.of("reward_low", 1, "reward_high", 0)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("reward_low must be below reward_high");
    }

    private static void refused(Map<String, Object> options, String why) {
        assertThatThrownBy(() -> EvaluationOptions.of(Input.of("options", options)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(why);
    }

    private void all() {
        for (int i = 0; i < DECISIONS; i++) {
            log.add("f", new Decision(i).stored());
        }
    }

    private Evaluation judge(String version, Instant now, Map<String, Object> options) {
        log.addVersion("f", version);
        Map<String, Object> asked = new HashMap<>(Map.of("propensity_min", 0.4));
        asked.putAll(options);
        return Evaluating.of(
                log.familyOf(version),
                version,
                List.of(policy(version), policy("plain"), policy("fits")),
                EvaluationOptions.of(Input.of("options", asked)),
                now);
    }

    private static VersionPolicy policy(String id) {
        return new VersionPolicy(id, "p", null, null, null, List.of());
    }
}
