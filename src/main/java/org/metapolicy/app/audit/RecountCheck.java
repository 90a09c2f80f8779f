package org.metapolicy.app.audit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.SnapshotProperties;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.evidence.people.PeopleCheck;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trust.WindowClosing;

/**
 * Compares what stands in the graph of a family's trust with its whole evidence counted again: running states, and every
 * figure of every snapshot that was taken since its version's evidence was last corrected.
 */
final class RecountCheck {
    private static final String REMEDY = "; refreshTrust with {mode: 'FULL'} counts it anew";

    /** What earlier releases kept nothing of, by the keys of a stored text. */
    private static final List<Predicate<String>> PARTS = List.of(
            key -> key.startsWith("shares."),
            key -> key.startsWith("guardrails."),
            key -> key.equals("lackingAfter") || key.contains(".state.lacking."));

    /** By version, what it decided itself. */
    private static final List<String> OF_VERSIONS = List.of("rewards", "overrides");

    private static final String OFFSETS = "offsets";

    private final Recount recount;
    private final SettingsHistory history;

    RecountCheck(Recount recount, SettingsHistory history) {
        this.recount = recount;
        this.history = history;
    }

    /** The first thing about the family as a whole that does not hold, as a sentence. */
    Optional<String> problem(FamilyTotals stored) {
        if (recount.overridesEdited() > 0) {
            return Optional.of(
                    "human_override of " + recount.overridesEdited() + " episodes was edited after it was counted");
        }
        FamilyTotals found = recount.totals();
        Map<String, Object> expected = asMap(found);
        return Difference.first(asMap(stored), expected, expected.keySet())
                .map(difference -> "the family " + difference.says("a recount finds") + REMEDY);
    }

    /**
     * What was counted of differences to the default, as a sentence; nothing where that was not yet done.
     *
     * @param stored as it stands
     */
    Optional<String> differences(String stored) {
        try {
            RunningDifferences.read(stored, 0);
        } catch (Conflict damaged) {
            return Optional.of(damaged.getMessage());
        }
        Map<String, Object> expected = new TreeMap<>();
        Map<String, Object> found = new TreeMap<>();
        JsonObject kept = parsed(stored);
        flatten("", withoutMore(kept, parsed(recount.differences().text())), expected);
        flatten("", kept, found);
        Set<String> keys = new HashSet<>(expected.keySet());
        keys.addAll(found.keySet());
        // An earlier release kept none of these.
        for (Predicate<String> part : PARTS) {
            if (found.keySet().stream().noneMatch(part)) {
                keys.removeIf(part);
            }
        }
        return stored.isEmpty()
                ? Optional.empty()
                : Difference.first(found, expected, keys)
                        .map(difference ->
                                "of its differences to the default " + difference.says("a recount finds") + REMEDY);
    }

    /** The second without what contexts gave to versions of which the first, of an earlier release, kept none. */
    private static JsonObject withoutMore(JsonObject kept, JsonObject more) {
        for (String part : OF_VERSIONS) {
            JsonObject versions = kept.getAsJsonObject(part);
            if (versions != null && more.getAsJsonObject(part) != null) {
                more.getAsJsonObject(part).entrySet().stream()
                        .filter(version -> versions.has(version.getKey())
                                && !versions.getAsJsonObject(version.getKey()).has(OFFSETS))
                        .forEach(version -> version.getValue().getAsJsonObject().remove(OFFSETS));
            }
        }
        return more;
    }

    private static JsonObject parsed(String json) {
        return json.isEmpty() ? new JsonObject() : JsonParser.parseString(json).getAsJsonObject();
    }

    /** Outcomes that no recount sees, as a sentence. */
    static Optional<String> problem(long overlooked) {
        return overlooked == 0
                ? Optional.empty()
                : Optional.of(overlooked
                        + " outcomes of the family are hidden by labels of counting that were put by hand" + REMEDY);
    }

    private static Map<String, Object> asMap(FamilyTotals totals) {
        return Map.of(
                "resolved", totals.resolved(),
                "outcomes", totals.outcomes(),
                "clusters", new HashSet<>(totals.clusters()));
    }

    /** The first thing about a version's trust that does not hold, as a sentence; empty where all does. */
    Optional<String> problem(StoredTrust trust) {
        VersionTally tally = recount.tally(trust.versionId());
        Map<String, Object> expected =
                flat(RunningStates.comparable(tally.states().saved(), trust.states()));
        Map<String, Object> stored = flat(RunningStates.comparable(trust.states(), trust.states()));
        Set<String> keys = new HashSet<>(expected.keySet());
        keys.addAll(stored.keySet());
        return Difference.first(stored, expected, keys)
                .map(difference -> "the running evidence of version '" + trust.versionId() + "' "
                        + difference.says("a recount finds") + REMEDY)
                .or(() -> snapshots(trust, tally));
    }

    /**
     * What was counted of people, as a sentence; nothing of a version whose evidence was begun before they were counted.
     *
     * @param people what stands
     */
    Optional<String> problem(StoredTrust trust, VersionPeople people) {
        return RunningStates.of(trust.versionId(), trust.states()).live().isCarriedOver()
                ? Optional.empty()
                : PeopleCheck.problem(people, recount.people(trust.versionId()))
                        .map(difference ->
                                "the evidence of version '" + trust.versionId() + "' " + difference + REMEDY);
    }

    private Optional<String> snapshots(StoredTrust trust, VersionTally tally) {
        for (WindowClosing closing : tally.closings()) {
            Map<String, Object> stored = trust.snapshots().get(closing.t());
            if (stored != null && closing.t() > history.correctedThrough(trust.versionId())) {
                // A snapshot's time is when it was taken, and no figure.
                Map<String, Object> expected =
                        SnapshotProperties.of(closing, Instant.EPOCH).properties();
                Set<String> keys = new HashSet<>(expected.keySet());
                keys.addAll(SnapshotProperties.OF_WINDOW);
                keys.removeAll(SnapshotProperties.notRecounted(stored));
                Optional<Difference> difference = Difference.first(stored, expected, keys);
                if (difference.isPresent()) {
                    return Optional.of(EvidenceCheck.named(trust, closing.t()) + " "
                            + difference.get().says("a recount finds"));
                }
            }
        }
        return Optional.empty();
    }

    /** Every number and text of the states by its path. */
    private static Map<String, Object> flat(SavedStates states) {
        Map<String, Object> flat = new TreeMap<>();
        flatten("", parsed(states.live()), flat);
        flatten("shadow.", parsed(states.shadow()), flat);
        return flat;
    }

    private static void flatten(String path, JsonObject json, Map<String, Object> into) {
        json.entrySet().forEach(entry -> flatten(path + entry.getKey(), entry.getValue(), into));
    }

    private static void flatten(String path, JsonElement json, Map<String, Object> into) {
        if (json.isJsonObject()) {
            json.getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> flatten(path + "." + entry.getKey(), entry.getValue(), into));
        } else if (json.isJsonArray()) {
            for (int i = 0; i < json.getAsJsonArray().size(); i++) {
                flatten(path + "[" + i + "]", json.getAsJsonArray().get(i), into);
            }
        } else {
            into.put(
                    path,
                    json instanceof JsonPrimitive value && value.isNumber() ? value.getAsDouble() : json.toString());
        }
    }
}
