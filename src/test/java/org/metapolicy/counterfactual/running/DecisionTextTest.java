package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file's record of a decision is read as a refresh reads an adjustment. */
class DecisionTextTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CONSIDERED =
            "[{\"version_id\":\"a\",\"propensity\":0.75,\"is_default\":true},{\"version_id\":\"b\",\"propensity\":0.25}]";

    @Test
    void theRecordIsReadWhetherItsListIsOneOrAText() {
        List<Map<String, Object>> considered = List.of(
                Map.of("version_id", "a", "propensity", 0.75, "is_default", true),
                Map.of("version_id", "b", "propensity", 0.25));
        MadeDecision expected = MadeDecision.read(NOON, considered, Map.of("a", "x", "b", "y"), "b", "y", 0.25)
                .orElseThrow();
        for (String list : List.of(CONSIDERED, "\"" + CONSIDERED.replace("\"", "\\\"") + "\"")) {
            assertThat(DecisionText.read(decision(list, "0.25"), null)).contains(expected);
        }
        assertThat(expected.standard()).isEqualTo("a");
        assertThat(expected.arms().get("a")).isEqualTo(new MadeDecision.Arm("x", 0.75));
    }

    @Test
    void withoutATimeOfItsOwnItIsTheEpisodes() {
        String timeless = decision(CONSIDERED, "0.25").replace("timestamp", "when");
        assertThat(DecisionText.read(timeless, NOON.plusSeconds(1))
                        .orElseThrow()
                        .at())
                .isEqualTo(NOON.plusSeconds(1));
        assertThat(DecisionText.read(timeless, null)).isEmpty();
    }

    @Test
    void whatIsNoRecordTellsNothing() {
        for (String text : List.of(
                "",
                "[]",
                "{\"a\"",
                "{}",
                decision(CONSIDERED, "0.25").replace("2026-03-01", "soon"),
                decision(CONSIDERED, "0"),
                decision(CONSIDERED, "1.5"),
                decision(CONSIDERED, "\"0.25\""),
                decision("7", "0.25"),
                decision("\"no list\"", "0.25"),
                decision("[{\"version_id\":\"a\"}]", "0.25"))) {
            assertThat(DecisionText.read(text, NOON)).as(text).isEmpty();
        }
    }

    @Test
    void whatIsKeptIsReadOfADecisionThatTellsNothingElse() {
        String bare =
                "{\"choice_version_ids\":[\"a\"],\"choice_intervention_ids\":[\"x\"],\"intervention_propensity\":0.5}";
        assertThat(DecisionText.read(bare, NOON)).isEmpty();
        assertThat(DecisionText.kept(bare)).contains(new DecisionText.Kept(Map.of("a", "x"), 0.5, null));
        assertThat(DecisionText.kept(decision("7", "0.25")))
                .contains(new DecisionText.Kept(Map.of("a", "x", "b", "y"), null, 0.25));
        assertThat(DecisionText.kept("{}")).contains(new DecisionText.Kept(Map.of(), null, null));
        for (String text : List.of("", "[]", "{\"a\"")) {
            assertThat(DecisionText.kept(text)).as(text).isEmpty();
        }
    }

    private static String decision(String considered, String propensity) {
        return "{\"timestamp\":\"2026-03-01T12:00:00Z\",\"version_id\":\"b\",\"intervention_id\":\"y\",\"propensity\":"
                + propensity + ",\"considered\":" + considered
                + ",\"choice_version_ids\":[\"a\",\"b\"],\"choice_intervention_ids\":[\"x\",\"y\"]}";
    }
}
