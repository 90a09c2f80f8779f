package org.metapolicy.evidence.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.CountingOrder;
import org.metapolicy.evidence.Piece;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.policy.Settings;

/** Told one status after the other, pieces stand where a refresh counts them, which knows all at once. */
class VersionOrderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());

    @Test
    void itIsTheOrderOfARefresh() {
        for (String order : List.of("ARRIVAL", "DECISION")) {
            Settings settings = Settings.defaults().with(Map.of("outcome_order", order, "outcome_timeout", 600.0));
            for (long seed = FIRST; seed < FIRST + 400; seed++) {
                Backlog.OfFamily found = backlog(new Random(seed));
                assertThat(placed(found, settings))
                        .as(order + " with seed " + seed)
                        .isEqualTo(refreshed(found, settings));
            }
        }
    }

    /** Times in few steps, so that many are the same. */
    private static Backlog.OfFamily backlog(Random random) {
        Backlog.OfFamily found = Backlog.OfFamily.empty();
        int most = 1 + random.nextInt(30);
        for (int i = 0; i < most; i++) {
            Instant at = NOON.minusSeconds(60L * random.nextInt(25));
            boolean told = random.nextInt(5) == 0;
            boolean counted = random.nextInt(8) == 0;
            boolean late = random.nextInt(10) == 0;
            if (!late) {
                found.statuses().add(new StatusPlace("v", at, true, "e" + i, "e" + i, told, counted));
            }
            if (!counted && random.nextInt(4) > 0) {
                Instant arrived = at.plusSeconds(60L * random.nextInt(15));
                found.outcomes().add(new Arrival(arrived, "o" + i, "o" + i, "e" + i));
            }
        }
        return found;
    }

    private static List<String> refreshed(Backlog.OfFamily found, Settings settings) {
        return CountingOrder.of(found, settings, NOON).stream()
                .map(piece -> piece instanceof Piece.OfStatus status
                        ? status.place().elementId()
                        : ((Piece.OfOutcome) piece).arrival().elementId())
                .toList();
    }

    private record Placed(VersionOrder.Place place, String name) {}

    private static List<String> placed(Backlog.OfFamily found, Settings settings) {
        Map<String, Arrival> outcomes = new TreeMap<>();
        found.outcomes().forEach(outcome -> outcomes.put(outcome.episode(), outcome));
        List<Placed> placed = new ArrayList<>();
        VersionOrder order = new VersionOrder(settings, NOON);
        found.statuses().stream().sorted().forEach(status -> {
            Optional<Arrival> outcome = Optional.ofNullable(outcomes.remove(status.elementId()));
            order.status(status, outcome).ifPresent(place -> placed.add(new Placed(place, status.elementId())));
            outcome.flatMap(order::outcome)
                    .ifPresent(
                            place -> placed.add(new Placed(place, outcome.get().outcomeId())));
        });
        outcomes.values().forEach(late -> placed.add(new Placed(order.late(late), late.outcomeId())));
        return placed.stream()
                .sorted(Comparator.comparing(Placed::place))
                .map(Placed::name)
                .toList();
    }
}
