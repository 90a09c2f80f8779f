package org.metapolicy.app.audit;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.tabulation.ContextSnapshot;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.trust.context.InContext;

/**
 * Compares snapshots of trust in context with the table, where they are of its moment, and all of them with a
 * recount, but those from before a recorded correction of the version's evidence or an erasure that a recount starts from.
 */
final class ContextSnapshotCheck {
    private final SettingsHistory history;

    ContextSnapshotCheck(SettingsHistory history) {
        this.history = history;
    }

    /**
     * The first that does not say what the table says, as a sentence; of a version that began anew it says nothing.
     *
     * @param counted the family's number that was counted last
     */
    Optional<String> problem(StoredTrust trust, StoredTable table, long counted) {
        return moved(trust).or(() -> differs(trust, table, counted));
    }

    /** The first that was moved to another context or moment, where nothing is left to hold it against. */
    private static Optional<String> moved(StoredTrust trust) {
        return trust.inContexts().stream()
                .filter(snapshot -> !snapshot.id()
                        .equals(ContextSnapshot.id(trust.versionId(), snapshot.moment(), snapshot.contextCluster())))
                .findFirst()
                .map(snapshot -> "snapshot '" + snapshot.id() + "' is of counted "
                        + snapshot.moment().counted() + ", as_of_event "
                        + snapshot.moment().asOfEvent() + " and context '" + snapshot.contextCluster()
                        + "', and its id says otherwise");
    }

    private static Optional<String> differs(StoredTrust trust, StoredTable table, long counted) {
        StoredTable.Row row = table.rows().get(trust.versionId());
        if (row == null || table.at() == null || !table.versions().contains(trust.versionId())) {
            return Optional.empty();
        }
        Map<String, InContext> known = row.trustByCluster(table.clusters());
        ContextSnapshot.Moment now = new ContextSnapshot.Moment(counted, row.asOfEvent());
        return trust.inContexts().stream()
                .filter(snapshot -> now.equals(snapshot.moment()) && known.containsKey(snapshot.contextCluster()))
                .flatMap(snapshot ->
                        differs(snapshot, known.get(snapshot.contextCluster()), "what selection goes by has").stream())
                .findFirst();
    }

    /** The first that a recount does not find, as a sentence. */
    Optional<String> problem(StoredTrust trust, Recount recount) {
        if (RunningStates.of(trust.versionId(), trust.states()).live().isCarriedOver()) {
            return Optional.empty();
        }
        return trust.inContexts().stream()
                .filter(snapshot -> snapshot.moment().asOfEvent() >= history.correctedAt(trust.versionId()))
                .flatMap(snapshot -> recount.looks().at(snapshot.moment(), trust.versionId()).stream()
                        .flatMap(known ->
                                differs(snapshot, known.get(snapshot.contextCluster()), "a recount finds").stream()))
                .findFirst();
    }

    private static Optional<String> differs(ContextSnapshot snapshot, InContext trust, String source) {
        Map<String, Double> expected = trust == null ? Map.of() : ContextSnapshot.figures(trust);
        Set<String> keys = new HashSet<>(
                ContextSnapshot.figures(new InContext(0, 0, 0, 0, 0, 0, 0)).keySet());
        return Difference.first(snapshot.figures(), expected, keys)
                .map(difference -> "snapshot '" + snapshot.id() + "' " + difference.says(source));
    }
}
