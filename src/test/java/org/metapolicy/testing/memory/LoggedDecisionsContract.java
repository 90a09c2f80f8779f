package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.LoggedDecisions;
import org.metapolicy.counterfactual.LoggedDecisions.DecisionLog;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** What {@link LoggedDecisions} keeps, wherever it is. */
public interface LoggedDecisionsContract {
    Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    /** Makes versions of one family. */
    void family(String familyId, String... versionIds);

    /** Makes a decision stand there. */
    void decided(String familyId, StoredDecision decision);

    <T> T ask(Function<LoggedDecisions, T> question);

    @Test
    default void decisionsComeInOrderAndTheSameAgain() {
        family("f", "v", "w");
        family("g", "other");
        decided("f", decision("b", FIRST.plusSeconds(1), "v"));
        decided("f", decision("no time", null, "w"));
        decided("f", decision("a", FIRST.plusSeconds(1), "w"));
        decided("f", decision("first", FIRST, "v"));
        decided("g", decision("of another family", FIRST, "other"));

        List<List<String>> twice = ask(decisions -> {
            DecisionLog log = decisions.familyOf("w");
            return List.of(ids(log), ids(log));
        });
        assertThat(twice).allSatisfy(ids -> assertThat(ids).containsExactly("first", "a", "b", "no time"));
        assertThat(this.<String>ask(decisions -> decisions.familyOf("v").familyId()))
                .isEqualTo("f");
    }

    @Test
    default void aDecisionIsReadAsItStands() {
        family("f", "v", "w");
        StoredDecision odd = new StoredDecision(
                "odd",
                Optional.of(FIRST),
                7L,
                "h",
                List.of(0.5, -1.0),
                "done",
                "0.5",
                false,
                true,
                2.0,
                List.of("v"),
                Map.of("w", List.of(new StoredChoice(List.of("done", "other"), List.of(0.25, 0.75)))));
        decided("f", odd);

        StoredDecision read = this.<List<StoredDecision>>ask(decisions -> all(decisions.familyOf("v"), List.of("w")))
                .get(0);
        assertThat(read).usingRecursiveComparison().ignoringFields("choices").isEqualTo(odd);
        assertThat(read.choices().get("w")).hasSize(1);
        assertThat(this.<List<StoredDecision>>ask(decisions -> all(decisions.familyOf("v"), List.of("v")))
                        .get(0)
                        .choices())
                .as("of those that nobody asks for nothing is read")
                .isEmpty();
    }

    @Test
    default void aVersionThatIsNotThereHasNoLog() {
        assertThatThrownBy(() -> ask(decisions -> decisions.familyOf("nobody")))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no version 'nobody'");
    }

    private static StoredDecision decision(String id, Instant at, String version) {
        return new StoredDecision(
                id,
                Optional.ofNullable(at),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                false,
                null,
                List.of(version),
                Map.of());
    }

    private static List<String> ids(DecisionLog log) {
        return all(log, List.of()).stream().map(StoredDecision::id).toList();
    }

    private static List<StoredDecision> all(DecisionLog log, List<String> judged) {
        List<StoredDecision> all = new ArrayList<>();
        log.forEach(judged, all::add);
        return all;
    }
}
