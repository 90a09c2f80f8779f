package org.metapolicy.app.audit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.Standing;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.local.ContextTrust;

/**
 * Compares what selection goes by with what it is computed from: the running evidence of the versions that the trail says
 * could be served or proposed when it was tabulated. Who is served since is no difference: the next refresh tabulates that.
 */
final class TableCheck {
    private final List<StoredEvent> events;
    private final SettingsHistory history;

    /** @param events of a trail that holds, by seq */
    TableCheck(List<StoredEvent> events) {
        this.events = events;
        this.history = new SettingsHistory(events);
    }

    /** The first thing that does not hold, as a sentence; empty where all does. */
    Optional<String> problem(StoredTable table) {
        Map<String, VersionEvidence> evidence = new TreeMap<>();
        try {
            table.rows()
                    .forEach((id, row) -> evidence.put(
                            id,
                            RunningStates.of(id, new SavedStates(row.state(), ""))
                                    .live()));
        } catch (Conflict damaged) {
            return Optional.of(damaged.getMessage());
        }
        if (table.at() == null) {
            // Evidence that an earlier version of the plugin counted knows of no contexts, and was never tabulated.
            return evidence.values().stream()
                            .anyMatch(state -> !state.history().buckets().isEmpty())
                    ? Optional.of("the family has no tabulated_at, and its episodes were counted")
                    : Optional.empty();
        }
        return madeOf(table).or(() -> added(table)).or(() -> differs(table, evidence));
    }

    /** Whether it was made of the versions that there were. */
    private Optional<String> madeOf(StoredTable table) {
        if (table.asOfEvent() > events.size()) {
            return Optional.of("the family has tabulated_as_of_event " + table.asOfEvent() + ", its trail has "
                    + events.size() + " events");
        }
        Standing then = Standing.after(events, table.asOfEvent());
        Set<String> watched = new TreeSet<>(then.watched());
        watched.retainAll(table.rows().keySet());
        Set<String> live = new TreeSet<>(then.live());
        live.retainAll(watched);
        return other("tabulated_versions", table.versions(), watched, table)
                .or(() -> other("tabulated_live", table.live(), live, table));
    }

    private static Optional<String> other(String key, Set<String> stored, Set<String> then, StoredTable table) {
        return stored.equals(then)
                ? Optional.empty()
                : Optional.of("the family has " + key + " " + new TreeSet<>(stored) + ", at event " + table.asOfEvent()
                        + " there were " + then);
    }

    /** A row of the table at a version that it was not made of. */
    private static Optional<String> added(StoredTable table) {
        return table.rows().entrySet().stream()
                .filter(row -> table.at().equals(row.getValue().at())
                        && !table.versions().contains(row.getKey()))
                .map(row ->
                        "version '" + row.getKey() + "' has a prospect that was added by hand: it could not be served"
                                + " or proposed at event " + table.asOfEvent())
                .findFirst();
    }

    private Optional<String> differs(StoredTable table, Map<String, VersionEvidence> evidence) {
        evidence.keySet().retainAll(table.versions());
        Map<String, Map<String, InContext>> trust = new TreeMap<>();
        evidence.forEach((id, state) -> {
            StoredTable.Row row = table.rows().get(id);
            Settings settings = history.settingsAt(row.asOfEvent());
            trust.put(id, ContextTrust.of(state.estimate(settings, row.knownClusters()), state.history(), settings));
        });
        Tabulation expected = Tabulation.of(evidence, table.live(), trust);
        if (!new TreeSet<>(table.clusters())
                .equals(new TreeSet<>(expected.prospects().clusters()))) {
            return Optional.of("the family has tabulated_clusters " + table.clusters() + ", its running evidence knows "
                    + expected.prospects().clusters());
        }
        for (String id : table.versions()) {
            StoredTable.Row row = table.rows().get(id);
            if (!table.at().equals(row.at())) {
                return Optional.of(
                        "version '" + id + "' has tabulated_at " + row.at() + ", its family's is " + table.at());
            }
            Map<String, Double> stored = row.named(table.clusters());
            Map<String, Double> numbers = StoredTable.named(expected, id);
            Set<String> keys = new HashSet<>(stored.keySet());
            keys.addAll(numbers.keySet());
            Optional<Difference> difference = Difference.first(stored, numbers, keys);
            if (difference.isPresent()) {
                return Optional.of(
                        "version '" + id + "' " + difference.get().says("its family's running evidence amounts to"));
            }
        }
        return inColumns(table, expected).or(() -> inPlaces(table));
    }

    /** What a decision reads says the same as the rows. */
    private static Optional<String> inColumns(StoredTable table, Tabulation expected) {
        for (String id : new TreeSet<>(table.versions())) {
            List<Double> column = table.rows().get(id).column();
            Optional<String> different = inColumn(
                    "prospect_table",
                    id,
                    column == null ? null : StoredTable.named(column),
                    StoredTable.named(StoredTable.numbers(expected.prospects().overall(id))));
            if (different.isPresent()) {
                return different;
            }
        }
        for (int place = 0; place < table.clusters().size(); place++) {
            String cluster = table.clusters().get(place);
            for (String id : new TreeSet<>(table.versions())) {
                List<Double> column = table.rows().get(id).columns().get(cluster);
                Optional<String> different = inColumn(
                        "context_table_" + place,
                        id,
                        column == null ? null : StoredTable.named(column, cluster),
                        StoredTable.named(StoredTable.inCluster(expected, id, cluster), cluster));
                if (different.isPresent()) {
                    return different;
                }
            }
        }
        return Optional.empty();
    }

    /** A decision finds each context where its column is. */
    private static Optional<String> inPlaces(StoredTable table) {
        return table.places() == null || table.places().equals(table.clusters())
                ? Optional.empty()
                : Optional.of("the family's clusters_table says " + table.places() + ", its tabulated_clusters are "
                        + table.clusters());
    }

    /** @param stored null where a decision reads the row */
    private static Optional<String> inColumn(
            String key, String versionId, Map<String, Double> stored, Map<String, Double> expected) {
        if (stored == null) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>(stored.keySet());
        keys.addAll(expected.keySet());
        return Difference.first(stored, expected, keys)
                .map(difference -> "the family's " + key + " says that version '" + versionId + "' "
                        + difference.says("its running evidence amounts to"));
    }
}
