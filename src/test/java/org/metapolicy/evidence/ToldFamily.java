package org.metapolicy.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.OutcomeFigures;
import org.metapolicy.trust.Variable;

/** A family's evidence as it comes in, and refreshes of it as the graph's are, without a database. */
final class ToldFamily {
    /** Everything counted, as a recount reads it. */
    final List<StoredEvidence> stored = new ArrayList<>();

    final Map<String, RunningStates> states = new TreeMap<>();
    private final Map<String, ToldEpisode> open = new LinkedHashMap<>();
    private final Map<String, Instant> met = new HashMap<>();
    private final Set<String> withOutcome = new HashSet<>();
    private final PriorityQueue<ToldEpisode> outcomes =
            new PriorityQueue<>(Comparator.comparing(ToldEpisode::outcomeAt).thenComparing(ToldEpisode::id));
    private final ContextClusters clusters = new ContextClusters(List.of(), List.of(), 64, false);
    private final boolean keeps;
    private Settings settings;
    private long counted;

    /** @param keeps whether everything counted is kept for a recount, and states go through their texts at each refresh */
    ToldFamily(Settings settings, boolean keeps) {
        this.settings = settings;
        this.keeps = keeps;
    }

    long counted() {
        return counted;
    }

    void configure(Settings changed) {
        settings = changed;
    }

    void add(ToldEpisode episode) {
        open.put(episode.id(), episode);
        if (episode.outcomeAt() != null) {
            outcomes.add(episode);
        }
    }

    RunningStates states(String versionId) {
        return states.computeIfAbsent(versionId, id -> RunningStates.empty());
    }

    /**
     * Counts what may count now.
     *
     * @param stop asked after each piece
     */
    void refresh(Instant now, BooleanSupplier stop) {
        if (keeps) {
            states.replaceAll((id, held) -> RunningStates.read(held.saved()));
        }
        Map<String, ToldEpisode> arrived = new HashMap<>();
        Backlog.OfFamily found = Backlog.OfFamily.empty();
        List<ToldEpisode> early = new ArrayList<>();
        while (!outcomes.isEmpty() && !outcomes.peek().outcomeAt().isAfter(now)) {
            ToldEpisode episode = outcomes.poll();
            if (episode.written().isAfter(now)) {
                early.add(episode);
            } else {
                arrived.put(episode.id(), episode);
                found.outcomes().add(new Arrival(episode.outcomeAt(), episode.id() + ":o", episode.id(), episode.id()));
            }
        }
        outcomes.addAll(early);
        open.values().stream()
                .filter(episode -> !episode.written().isAfter(now))
                .forEach(episode -> found.statuses().add(place(episode, now)));
        FamilyCounter counter = new FamilyCounter(settings, clusters, counted, this::states);
        for (Piece piece : CountingOrder.of(found, settings, now)) {
            if (piece instanceof Piece.OfStatus status) {
                ToldEpisode episode = open.get(status.place().elementId());
                OpenStatus read = new OpenStatus(
                        episode.id(), written(episode, now), status.place().at(), withOutcome.contains(episode.id()));
                counter.count(read, now).ifPresent(number -> countedStatus(episode, read, number));
            } else if (piece instanceof Piece.OfOutcome outcome) {
                ToldEpisode episode = arrived.remove(outcome.arrival().episode());
                WrittenOutcome read = new WrittenOutcome(
                        outcome.arrival(),
                        written(episode, now),
                        figures(episode),
                        false,
                        !open.containsKey(episode.id()),
                        Optional.empty());
                countedOutcome(episode, read, ((FamilyCounter.Result.Valid) counter.count(read)).counted(), now);
            }
            if (stop.getAsBoolean()) {
                return;
            }
        }
        // In order of decision those whose status waits are left for the next.
        outcomes.addAll(arrived.values());
        counted = counter.counted();
    }

    private StatusPlace place(ToldEpisode episode, Instant now) {
        boolean outcome = withOutcome.contains(episode.id());
        boolean dated = episode.at() != null || outcome;
        Instant at = episode.at() != null
                ? episode.at()
                : outcome ? episode.outcomeAt() : met.computeIfAbsent(episode.id(), id -> now);
        return new StatusPlace(
                episode.versionId(), at, dated, episode.id(), episode.id(), episode.overrideKnown(now), outcome);
    }

    private void countedStatus(ToldEpisode episode, OpenStatus read, Counted number) {
        open.remove(episode.id());
        if (keeps) {
            stored.add(new StoredEvidence(
                    number.number(),
                    episode.versionId(),
                    null,
                    facts(episode, read.episode(), number, read.at()),
                    null,
                    true,
                    false,
                    number.otherCounted(),
                    false));
        }
    }

    private void countedOutcome(ToldEpisode episode, WrittenOutcome read, Counted number, Instant now) {
        withOutcome.add(episode.id());
        if (keeps) {
            stored.add(new StoredEvidence(
                    number.number(),
                    episode.versionId(),
                    null,
                    facts(episode, read.episode(), number, episode.outcomeAt()),
                    read.figures(),
                    true,
                    false,
                    number.otherCounted(),
                    false));
        }
    }

    private static EpisodeFacts facts(ToldEpisode episode, WrittenEpisode read, Counted number, Instant otherwise) {
        return new EpisodeFacts(
                Boolean.TRUE.equals(read.override()),
                number.cluster().orElse(null),
                null,
                episode.session(),
                read.unit(),
                episode.at() == null ? otherwise : episode.at());
    }

    private static WrittenEpisode written(ToldEpisode episode, Instant now) {
        return new WrittenEpisode(
                episode.id(),
                episode.versionId(),
                Optional.empty(),
                episode.overrideKnown(now) ? true : null,
                Optional.ofNullable(episode.at()),
                Optional.of("c" + episode.id().charAt(episode.id().length() - 1) % 4),
                List.of(),
                Optional.empty(),
                null,
                Optional.ofNullable(episode.session()),
                Optional.empty());
    }

    private static OutcomeFigures figures(ToldEpisode episode) {
        return new OutcomeFigures(Map.of(Variable.REWARD, episode.reward()), episode.flag(), null);
    }
}
