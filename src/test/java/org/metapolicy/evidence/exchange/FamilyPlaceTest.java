package org.metapolicy.evidence.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.CountingOrder;
import org.metapolicy.evidence.Piece;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.policy.Settings;

/** Pieces of several versions, each told by its own version, stand where a refresh counts them, and on whatever day it is looked. */
class FamilyPlaceTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());
    private static final Settings ARRIVAL = Settings.defaults().with(Map.of("outcome_timeout", 600.0));

    @Test
    void itIsTheOrderOfARefresh() {
        for (String order : List.of("ARRIVAL", "DECISION")) {
            Settings settings = ARRIVAL.with(Map.of("outcome_order", order));
            for (long seed = FIRST; seed < FIRST + 400; seed++) {
                Backlog.OfFamily found = backlog(new Random(seed));
                assertThat(placed(found, settings))
                        .as(order + " with seed " + seed)
                        .isEqualTo(refreshed(found, settings, NOON));
            }
        }
    }

    @Test
    void aRefreshEveryMinuteCountsInTheOrderOfOne() {
        for (long seed = FIRST; seed < FIRST + 200; seed++) {
            Backlog.OfFamily found = timely(backlog(new Random(seed)));
            List<String> counted = new ArrayList<>();
            for (int minute = -60; minute <= 60; minute++) {
                Instant now = NOON.plusSeconds(60L * minute + 30);
                counted.addAll(refreshed(until(now, found, new HashSet<>(counted)), ARRIVAL, now));
            }
            assertThat(counted)
                    .as("seed " + seed)
                    .isEqualTo(refreshed(found, ARRIVAL, NOON.plusSeconds(60L * 60 + 30)));
        }
    }

    /** Outcomes that come before their status is due, of statuses that none was counted of and nobody told. */
    private static Backlog.OfFamily timely(Backlog.OfFamily found) {
        Backlog.OfFamily timely = Backlog.OfFamily.empty();
        Map<String, Instant> decided = new HashMap<>();
        found.statuses().stream().filter(status -> !status.withOutcome()).forEach(status -> {
            timely.statuses().add(status);
            if (!status.told()) {
                decided.put(status.elementId(), status.at());
            }
        });
        found.outcomes().stream()
                .filter(outcome -> decided.containsKey(outcome.episode())
                        && outcome.at().isBefore(decided.get(outcome.episode()).plusSeconds(600)))
                .forEach(timely.outcomes()::add);
        return timely;
    }

    /** What stands by then, and was not counted. */
    private static Backlog.OfFamily until(Instant now, Backlog.OfFamily found, Set<String> counted) {
        Backlog.OfFamily by = Backlog.OfFamily.empty();
        found.outcomes().stream()
                .filter(one -> !one.at().isAfter(now) && !counted.contains(one.elementId()))
                .forEach(by.outcomes()::add);
        found.statuses().stream()
                .filter(one -> !one.at().isAfter(now) && !counted.contains(one.elementId()))
                .map(one -> new StatusPlace(
                        one.versionId(),
                        one.at(),
                        true,
                        one.id(),
                        one.elementId(),
                        one.told(),
                        counted.contains("o" + one.id().substring(1))))
                .forEach(by.statuses()::add);
        return by;
    }

    /** Times in few steps, so that many are the same. */
    private static Backlog.OfFamily backlog(Random random) {
        Backlog.OfFamily found = Backlog.OfFamily.empty();
        int most = 1 + random.nextInt(40);
        for (int i = 0; i < most; i++) {
            Instant at = NOON.minusSeconds(60L * random.nextInt(25));
            boolean counted = random.nextInt(8) == 0;
            if (random.nextInt(10) > 0) {
                found.statuses()
                        .add(new StatusPlace(
                                "v" + random.nextInt(3), at, true, "e" + i, "e" + i, random.nextInt(5) == 0, counted));
            }
            if (!counted && random.nextInt(4) > 0) {
                found.outcomes().add(new Arrival(at.plusSeconds(60L * random.nextInt(15)), "o" + i, "o" + i, "e" + i));
            }
        }
        return found;
    }

    private static List<String> refreshed(Backlog.OfFamily found, Settings settings, Instant now) {
        return CountingOrder.of(found, settings, now).stream()
                .map(piece -> piece instanceof Piece.OfStatus status
                        ? status.place().elementId()
                        : ((Piece.OfOutcome) piece).arrival().elementId())
                .toList();
    }

    private record Placed(FamilyPlace place, String name) {}

    private static List<String> placed(Backlog.OfFamily found, Settings settings) {
        Map<String, Arrival> outcomes = new HashMap<>();
        found.outcomes().forEach(outcome -> outcomes.put(outcome.episode(), outcome));
        List<Placed> placed = new ArrayList<>();
        Map<String, VersionOrder> orders = new HashMap<>();
        found.statuses().stream().sorted().forEach(status -> {
            VersionOrder order = orders.computeIfAbsent(status.versionId(), any -> new VersionOrder(settings, NOON));
            Optional<Arrival> outcome = Optional.ofNullable(outcomes.remove(status.elementId()));
            order.status(status, outcome)
                    .ifPresent(
                            place -> placed.add(new Placed(FamilyPlace.ofStatus(place, status), status.elementId())));
            outcome.flatMap(order::outcome)
                    .ifPresent(place -> placed.add(new Placed(
                            FamilyPlace.ofOutcome(place, status), outcome.get().outcomeId())));
        });
        outcomes.values()
                .forEach(late -> placed.add(
                        new Placed(FamilyPlace.ofLate(new VersionOrder(settings, NOON).late(late)), late.outcomeId())));
        return placed.stream()
                .sorted(Comparator.comparing(Placed::place))
                .map(Placed::name)
                .toList();
    }
}
