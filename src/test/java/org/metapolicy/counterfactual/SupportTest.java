package org.metapolicy.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** What a log has tried of what is judged, and what follows where it has not. */
class SupportTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(1_000_000);
    private static final int DECISIONS = 1000;

    private final MemoryLoggedDecisions log = new MemoryLoggedDecisions();

    @BeforeEach
    void versions() {
        List.of("cues", "rests", "c", "d").forEach(version -> log.addVersion("f", version));
    }

    /** Three of twenty decisions gave one of two versions no chance, which elsewhere had a half. */
    @Test
    void whatHadNoChanceByTheRecordIsNotCovered() {
        for (int i = 0; i < DECISIONS; i++) {
            boolean closed = i % 20 < 3;
            String done = closed || i % 2 == 0 ? "rest" : "cue";
            add(i, "d", done, closed ? 1.0 : 0.5, closed ? Map.of("rest", 1.0) : Map.of("rest", 0.5, "cue", 0.5));
        }
        for (Map<String, Object> options : List.<Map<String, Object>>of(Map.of(), Map.of("against", "rests"))) {
            Evaluation untried = judge("cues", options);
            assertThat(untried.verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(untried.coverage()).isEqualTo(0.85, within(1e-12));
            assertThat(untried.reason())
                    .contains("150 not covered: something that would have been done had no chance, or one below"
                            + " propensity_min (first decision 'e0000')");
        }
        assertThat(judge("rests", Map.of())).returns(1.0, Evaluation::coverage);
        // A chance that is too small to be weighed is as good as none.
        assertThat(judge("cues", Map.of("propensity_min", 0.6)).reason()).contains("1000 not covered: something");
    }

    /** Where no record tells of the others, a probability of 1 does. */
    @Test
    void whatWasCertainLeftNothingElseAChance() {
        for (int i = 0; i < DECISIONS; i++) {
            add(i, "d", i % 2 == 0 ? "rest" : "cue", i % 10 == 0 ? 1.0 : 0.5, Map.of());
        }
        assertThat(judge("cues", Map.of()).coverage()).isEqualTo(0.9, within(1e-12));
    }

    /** One of two things was tried in a hundredth of the decisions in which they differ: ten of a thousand. */
    @Test
    void aDifferenceIsAsUncertainWhicheverIsAskedAbout() {
        for (int i = 0; i < DECISIONS; i++) {
            String done = i % 100 == 0 ? "cue" : "rest";
            add(i, "d", done, i % 100 == 0 ? 0.01 : 0.99, Map.of());
        }
        Evaluation one = judge("cues", Map.of("against", "rests", "propensity_min", 0.01));
        Evaluation other = judge("rests", Map.of("against", "cues", "propensity_min", 0.01));
        assertThat(List.of(one, other)).allSatisfy(found -> assertThat(found)
                .returns(Verdict.REFUSED, Evaluation::verdict)
                .satisfies(row -> assertThat(row.effectiveN()).isEqualTo(10, within(1e-9)))
                .satisfies(row -> assertThat(row.reason())
                        .contains("effective n is 10 of 1000 decisions, of which 1000 would not have been the same, the"
                                + " largest weight 100")));
        assertThat(judge("rests", Map.of("propensity_min", 0.01)).verdict()).isEqualTo(Verdict.ESTIMATED);
    }

    @Test
    void whatIsNotCoveredHasNoWeight() {
        for (int i = 0; i < DECISIONS; i++) {
            add(i, "d", i % 2 == 0 ? "cue" : "rest", i == 500 ? 1e-7 : 0.5, Map.of());
        }
        Evaluation found = judge("cues", Map.of());
        assertThat(found.verdict()).isEqualTo(Verdict.ESTIMATED);
        assertThat(found.meanWeight()).isEqualTo(998 / 999.0, within(1e-12));
        assertThat(found.largestWeight()).isEqualTo(2);
        assertThat(found.reason()).contains("1 not covered: its propensity is below propensity_min");
    }

    @Test
    void whereNothingIsCoveredThereIsNoAnswer() {
        for (int i = 0; i < DECISIONS; i++) {
            add(i, "d", i % 2 == 0 ? "cue" : "rest", 0.5, Map.of());
        }
        for (String estimator : List.of("DR", "SNIPS", "IPS")) {
            assertThat(judge("cues", Map.of("estimator", estimator, "propensity_min", 1, "coverage_min", 0)))
                    .returns(Verdict.REFUSED, Evaluation::verdict)
                    .returns(0.0, Evaluation::effectiveN)
                    .satisfies(
                            found -> assertThat(found.reason()).startsWith("no decision is covered; effective n is 0"));
        }
        assertThat(judge("c", Map.of("estimator", "DM", "coverage_min", 0)))
                .returns(Verdict.REFUSED, Evaluation::verdict)
                .satisfies(found -> assertThat(found.reason()).contains("is known of a share of 0"));
    }

    /** Rewards lie within .05: none is worse by .1. */
    @Test
    void aMarginBeyondTheRangeOfRewardsIsKeptForCertain() {
        for (int i = 0; i < DECISIONS; i++) {
            add(
                    i,
                    "d",
                    i % 2 == 0 ? "cue" : "rest",
                    0.5,
                    Map.of(),
                    Map.of("cues", "cue", "rests", "rest"),
                    i % 5 / 100.0);
        }
        Map<String, Object> narrow = Map.of("against", "rests", "reward_low", 0, "reward_high", 0.05);
        assertThat(judge("cues", narrow))
                .returns(Verdict.NOT_WORSE, Evaluation::verdict)
                .returns("not worse by 0.1 or more: rewards lie within 0.05", Evaluation::reason);
        for (double margin : List.of(0.04, 0.05)) {
            Map<String, Object> options = new HashMap<>(narrow);
            options.put("worse_margin", margin);
            assertThat(judge("cues", options))
                    .returns(Verdict.NOT_WORSE, Evaluation::verdict)
                    .satisfies(found -> assertThat(found.reason()).contains(", 20 is enough"));
        }
    }

    /** Two versions that decide by lot; what a third would do is what the one does in every other decision. */
    @Test
    void ofTheDecisionsOfOneVersionWhatThatOneDoesIsCertain() {
        for (int i = 0; i < DECISIONS; i++) {
            boolean first = i % 4 < 2;
            add(
                    i,
                    first ? "c" : "d",
                    first ? "cue" : "rest",
                    0.5,
                    Map.of("cue", 0.5, "rest", 0.5),
                    Map.of("c", "cue", "d", "rest", "cues", i % 2 == 0 ? "cue" : "rest"),
                    first ? 0.4 : 0.1);
        }
        assertThat(judge("cues", Map.of())).returns(1.0, Evaluation::coverage);
        for (String one : List.of("c", "d")) {
            Evaluation half = judge("cues", Map.of("logged_by", one));
            assertThat(half.verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(half.coverage()).isEqualTo(0.5);
            assertThat(half.reason()).contains("250 not covered: something that would have been done had no chance");
        }
        assertThat(judge("c", Map.of("logged_by", "c")))
                .returns(1.0, Evaluation::meanWeight)
                .satisfies(own -> assertThat(own.estimate()).isEqualTo(0.4, within(1e-9)));
    }

    private void add(int i, String version, String done, Object propensity, Map<String, Double> chances) {
        double reward = (done.equals("cue") ? 0.4 : 0.1) + (i % 5 - 2) / 10.0;
        add(i, version, done, propensity, chances, Map.of("cues", "cue", "rests", "rest"), reward);
    }

    private void add(
            int i,
            String version,
            String done,
            Object propensity,
            Map<String, Double> chances,
            Map<String, String> choices,
            double reward) {
        log.add(
                "f",
                new StoredDecision(
                        String.format("e%04d", i),
                        Optional.of(FIRST.plusSeconds(60L * i)),
                        "all",
                        null,
                        List.of(),
                        done,
                        propensity,
                        null,
                        true,
                        reward,
                        List.of(version),
                        choices.entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        one -> List.of(new StoredChoice(List.of(one.getValue()), List.of(1.0))))),
                        new TreeMap<>(chances)));
    }

    private Evaluation judge(String version, Map<String, Object> options) {
        Map<String, Object> asked = new HashMap<>(Map.of("propensity_min", 0.4));
        asked.putAll(options);
        List<VersionPolicy> policies = List.of("cues", "rests", "c", "d").stream()
                .map(id -> new VersionPolicy(id, "p", null, null, null, List.of()))
                .toList();
        return Evaluating.of(
                log.familyOf(version), version, policies, EvaluationOptions.of(Input.of("options", asked)), LATER);
    }
}
