package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/** In which order what is uncounted counts. An outcome is written o1, the status of its episode e1. */
class CountingOrderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Settings HOUR = Settings.defaults();
    private static final Settings DECISION = HOUR.with(Map.of("outcome_order", "DECISION"));
    private final Backlog.OfFamily found = Backlog.OfFamily.empty();

    @Test
    void aStatusFollowsTheOutcomeThatTellsIt() {
        status("e1", -50, false);
        status("e2", -40, false);
        outcome("1", -30);
        outcome("2", -20);
        assertThat(order(HOUR)).containsExactly("o1", "e1", "o2", "e2");
    }

    @Test
    void itWaitsForEarlierOnesThatAreNotKnownThoughItWasTold() {
        status("e1", -50, false);
        status("e2", -40, true);
        status("e3", -30, false);
        outcome("3", -10);
        assertThat(order(HOUR)).containsExactly("o3");
        assertThat(order(HOUR, NOON.plusSeconds(600)))
                .as("once e1 has timed out")
                .containsExactly("o3", "e1", "e2", "e3");
    }

    @Test
    void itWaitsForNoOtherVersions() {
        status("e1", -50, false);
        found.statuses().add(new StatusPlace("w", NOON.minusSeconds(60), true, "w1", "w1", true, false));
        assertThat(order(HOUR)).containsExactly("w1");
    }

    @Test
    void oneThatTimesOutStandsWhereItsTimeWasUp() {
        status("e1", -200, false);
        status("e2", -150, false);
        outcome("7", -145);
        outcome("8", -130);
        outcome("9", -5);
        assertThat(order(HOUR)).containsExactly("o7", "e1", "o8", "e2", "o9");
    }

    @Test
    void oneOfWhichAnOutcomeWasCountedIsKnown() {
        found.statuses().add(new StatusPlace("v", NOON.minusSeconds(60), true, "e1", "e1", false, true));
        assertThat(order(HOUR)).containsExactly("e1");
    }

    @Test
    void withoutATimeItStandsAtItsOutcomesElseAtItsArrival() {
        found.statuses().add(new StatusPlace("v", NOON, false, "e0", "e0", false, false));
        status("e1", -50, false);
        outcome("0", -55);
        assertThat(order(HOUR))
                .as("behind nothing, where its outcome was recorded")
                .containsExactly("o0", "e0");
        assertThat(order(HOUR, NOON.plusSeconds(3_600))).containsExactly("o0", "e0", "e1");
    }

    @Test
    void inOrderOfDecisionAnOutcomeCountsRightBeforeItsStatus() {
        status("e1", -50, false);
        status("e2", -40, false);
        status("e3", -30, false);
        outcome("3", -25);
        outcome("2", -20);
        outcome("1", -15);
        outcome("late", -10);
        assertThat(order(DECISION)).containsExactly("olate", "o1", "e1", "o2", "e2", "o3", "e3");
    }

    @Test
    void inOrderOfDecisionAnOutcomeWaitsForEarlierStatuses() {
        status("e1", -50, false);
        status("e2", -40, false);
        outcome("2", -20);
        assertThat(order(DECISION)).isEmpty();
        assertThat(order(DECISION, NOON.plusSeconds(600))).containsExactly("e1", "o2", "e2");
    }

    @Test
    void inOrderOfDecisionEverythingThatTellsOfAnEpisodeStandsBeforeItsStatusAsItArrived() {
        status("e1", -50, false);
        status("e2", -40, false);
        again("2b", "2", -10);
        again("2a", "2", -15);
        outcome("2", -20);
        assertThat(order(DECISION)).as("e1 is not known").isEmpty();
        assertThat(order(DECISION, NOON.plusSeconds(600))).containsExactly("e1", "o2", "o2a", "o2b", "e2");
    }

    private List<String> order(Settings settings) {
        return order(settings, NOON);
    }

    private List<String> order(Settings settings, Instant now) {
        return CountingOrder.of(found, settings, now).stream()
                .map(piece -> piece instanceof Piece.OfStatus status
                        ? status.place().elementId()
                        : ((Piece.OfOutcome) piece).arrival().elementId())
                .toList();
    }

    private void status(String id, int minutes, boolean told) {
        found.statuses().add(new StatusPlace("v", NOON.plusSeconds(60L * minutes), true, id, id, told, false));
    }

    private void outcome(String number, int minutes) {
        again(number, number, minutes);
    }

    private void again(String number, String episode, int minutes) {
        String id = "o" + number;
        found.outcomes().add(new Arrival(NOON.plusSeconds(60L * minutes), id, id, "e" + episode));
    }
}
