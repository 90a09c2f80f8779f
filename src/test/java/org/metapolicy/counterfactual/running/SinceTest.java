package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;
import org.metapolicy.policy.MetapolicyException.Conflict;

/** Which default the differences are about. */
class SinceTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aTimeFarAheadHoldsUpTheNextDefaultForAWhileAlone() {
        RunningDifferences running = RunningDifferences.after(0);
        take(running, "a", Instant.parse("9999-01-01T00:00:00Z"));
        for (int i = 0; i < Since.ENOUGH; i++) {
            assertThat(running.difference("c", "b")).isEmpty();
            running = RunningDifferences.read(running.text(), 0);
            take(running, "b", FIRST.plusSeconds(60L * i));
        }
        take(running, "b", FIRST.plusSeconds(60L * Since.ENOUGH));
        assertThat(running.difference("c", "b").orElseThrow().n()).isEqualTo(1);
        assertThat(running.difference("c", "a")).isEmpty();
    }

    @Test
    void olderDecisionsBetweenOthersBeginNothing() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < 2 * Since.ENOUGH; i++) {
            take(running, "b", FIRST.plusSeconds(1_000_000 + 60L * i));
            take(running, "a", FIRST.plusSeconds(60L * i));
        }
        assertThat(running.difference("c", "b").orElseThrow().n()).isEqualTo(2L * Since.ENOUGH);
    }

    @Test
    void whatWasEditedIsRefused() {
        RunningDifferences running = RunningDifferences.after(0);
        take(running, "a", FIRST.plusSeconds(60));
        take(running, "b", FIRST);
        String text = running.text();
        assertThat(text).contains("\"another\":\"b\",\"inARow\":1");
        assertThat(RunningDifferences.read(text, 0).text()).isEqualTo(text);
        for (String edited : new String[] {
            text.replace("\"inARow\":1", "\"inARow\":-1"),
            text.replace("\"inARow\":1", "\"inARow\":" + Since.ENOUGH),
            text.replace("\"another\":\"b\",", "")
        }) {
            assertThat(edited).isNotEqualTo(text);
            assertThatThrownBy(() -> RunningDifferences.read(edited, 0)).isInstanceOf(Conflict.class);
        }
    }

    private static void take(RunningDifferences running, String standard, Instant at) {
        Arm arm = new Arm("rest", 0.5);
        running.outcome(
                standard,
                null,
                0.5,
                Optional.of(new MadeDecision(
                        at, standard, "rest", 0.5, new TreeMap<>(Map.of(standard, arm, "c", new Arm("cue", 0.5))))));
    }
}
