package org.metapolicy.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.counterfactual.running.DecisionText;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.OpenStatus;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.evidence.WrittenEpisode;
import org.metapolicy.evidence.WrittenOutcome;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.CountedVersion;
import org.metapolicy.evidence.exchange.FamilyCount;
import org.metapolicy.evidence.exchange.FamilyPlace;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.evidence.exchange.VersionCount;
import org.metapolicy.evidence.exchange.VersionOrder;
import org.metapolicy.policy.Setting;
import org.metapolicy.trust.OutcomeFigures;

/**
 * A history counted outside of the graph in plain lists, as a job counts files. All of it is due, and of an episode there is one
 * outcome at most.
 */
public final class CountedApart {
    private final HandedOut from;
    private final String prefix;
    private final Instant now;
    private final FamilyCount family;

    /** @param prefix what the versions' ids begin with, before those of the history */
    public CountedApart(HandedOut from, String prefix, Instant now) {
        this.from = from;
        this.prefix = prefix;
        this.now = now;
        this.family = new FamilyCount(from);
    }

    private record Placed(FamilyPlace place, Runnable piece) {}

    public CountedElsewhere of(List<Map<String, Object>> written, List<Map<String, Object>> rows) {
        Map<String, List<WrittenEpisode>> byVersion = new TreeMap<>();
        written.forEach(row -> byVersion
                .computeIfAbsent(prefix + row.get("policy_version_id"), any -> new ArrayList<>())
                .add(episode(row)));
        Map<String, Map<String, Object>> outcomes = new HashMap<>();
        rows.forEach(row -> outcomes.put((String) row.get("episode_id"), row));
        List<CountedVersion> versions = new ArrayList<>();
        List<Placed> counted = new ArrayList<>();
        byVersion.forEach((version, episodes) -> {
            VersionCount count = count(version, episodes, outcomes, counted);
            versions.add(count.result());
        });
        inOrder(counted);
        return family.result().with(versions);
    }

    private static void inOrder(List<Placed> pieces) {
        pieces.stream().sorted(Comparator.comparing(Placed::place)).forEach(placed -> placed.piece()
                .run());
    }

    /** @param counted becomes what counts for the family too */
    private VersionCount count(
            String version,
            List<WrittenEpisode> episodes,
            Map<String, Map<String, Object>> outcomes,
            List<Placed> counted) {
        VersionCount count = new VersionCount(from, version);
        VersionOrder order = new VersionOrder(from.settings(), now);
        List<Placed> pieces = new ArrayList<>();
        episodes.stream()
                .sorted(Comparator.comparing(
                                (WrittenEpisode one) -> one.timestamp().orElseThrow())
                        .thenComparing(WrittenEpisode::id))
                .forEach(episode -> {
                    Instant at = episode.timestamp().orElseThrow();
                    Map<String, Object> row = outcomes.get(episode.id());
                    Optional<Arrival> arrival = Optional.ofNullable(row)
                            .map(one -> new Arrival(
                                    one.get("recorded_at") instanceof String recorded ? Instant.parse(recorded) : at,
                                    (String) one.get("id"),
                                    (String) one.get("id"),
                                    episode.id()));
                    boolean valid = row != null && Math.abs((Double) row.get("reward")) <= 1;
                    StatusPlace status = new StatusPlace(
                            version,
                            at,
                            true,
                            episode.id(),
                            episode.id(),
                            Boolean.TRUE.equals(episode.override()),
                            false);
                    Optional<FamilyPlace> known =
                            order.status(status, arrival).map(place -> FamilyPlace.ofStatus(place, status));
                    Optional<FamilyPlace> came =
                            arrival.flatMap(order::outcome).map(place -> FamilyPlace.ofOutcome(place, status));
                    boolean statusFirst = known.isPresent()
                            && came.filter(place -> known.get().compareTo(place) < 0)
                                    .isPresent();
                    known.ifPresent(place -> pieces.add(
                            new Placed(place, () -> count.count(new OpenStatus(episode.id(), episode, at, valid), now)
                                    .ifPresent(counts -> counted.add(new Placed(
                                            place,
                                            () -> family.status(
                                                    version,
                                                    episode.facts(counts.cluster(), at),
                                                    episode.agreeingSuggestion(),
                                                    episode.decision(),
                                                    valid && !statusFirst)))))));
                    came.ifPresent(place -> pieces.add(new Placed(place, () -> count.count(new WrittenOutcome(
                                    arrival.orElseThrow(),
                                    episode,
                                    OutcomeFigures.of(row::get),
                                    false,
                                    statusFirst,
                                    Optional.empty()))
                            .ifPresent(observation -> counted.add(new Placed(
                                    place,
                                    () -> family.outcome(
                                            version,
                                            observation,
                                            episode.agreeingSuggestion(),
                                            episode.decision(),
                                            statusFirst)))))));
                });
        inOrder(pieces);
        return count;
    }

    private WrittenEpisode episode(Map<String, Object> row) {
        return new WrittenEpisode(
                (String) row.get("id"),
                prefix + row.get("policy_version_id"),
                suggested(row),
                row.get("human_override"),
                Optional.of(Instant.parse((String) row.get("timestamp"))),
                Optional.ofNullable((String) row.get("context_cluster")),
                context(row),
                Optional.ofNullable((String) row.get("context_hash")),
                high(row),
                from.settings().choice(Setting.GUARDRAIL_UNIT).equals("SESSION")
                        ? Optional.of((String) row.get("session_id"))
                        : Optional.empty(),
                Optional.ofNullable((String) row.get("participant_id")),
                () -> Optional.ofNullable((String) row.get("decision"))
                        .flatMap(text -> DecisionText.read(text.replace(LakeHistory.PREFIX, prefix), null)));
    }

    private Optional<String> suggested(Map<String, Object> row) {
        Object served = row.getOrDefault("overridden_intervention_id", row.get("chosen_intervention_id"));
        return Optional.ofNullable(row.get("suggested_version_id"))
                .filter(version -> !version.equals(row.get("policy_version_id")))
                .filter(version -> served.equals(row.get("suggested_intervention_id")))
                .map(version -> prefix + version);
    }

    private static List<Double> context(Map<String, Object> row) {
        return row.get("context") instanceof List<?> list
                ? list.stream().map(Double.class::cast).toList()
                : List.of();
    }

    private Boolean high(Map<String, Object> row) {
        double limit = from.settings().number(Setting.POTENCY_HIGH);
        return row.get("rv_segment_ids") instanceof List<?> ids
                ? (Boolean) ids.stream().anyMatch(id -> LakeHistory.SEGMENTS.getOrDefault(id, 0.0) >= limit)
                : null;
    }
}
