package org.metapolicy.selection.token;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class DecisionTokenTest {
    /** Sealed as select seals, by whoever knows how: texts where numbers must be, other forms, times that are none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\": \"2026-01-31T12:00:00Z\", \"events\": 3, \"context\": [\"x\"]}",
                "{\"at\": \"2026-01-31T12:00:00Z\", \"events\": \"x\"}",
                "{\"at\": \"2026-01-31T12:00:00Z\", \"events\": 3, \"propensity\": \"x\"}",
                "{\"at\": \"2026-01-31T12:00:00Z\", \"events\": 3, \"suggestions\": [1]}",
                "{\"at\": \"noon\", \"events\": 3}",
                "{\"at\": \"2026-01-31T12:00:00Z\", \"events\": 3, \"known\": \"{\"}",
                "{}",
                "[]",
                "null",
                "{"
            })
    void whatIsNoDecisionIsRefusedInWords(String forged) {
        assertThatThrownBy(() -> DecisionToken.read("episode.decision_id", SealedText.seal(forged)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "episode.decision_id cannot be read as a decision: it must be a decisionId as select gave it");
    }
}
