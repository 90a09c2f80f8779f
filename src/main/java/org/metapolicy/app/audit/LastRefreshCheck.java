package org.metapolicy.app.audit;

import java.util.Optional;
import java.util.TreeSet;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.FamilyTotals;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.StoredTrust;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.evidence.tabulation.StoredTable;

/**
 * Compares the moment at which a version's figures say that they were saved, and the contexts that they say coverage was
 * measured against, with the family's last refresh. {@link EvidenceCheck} computes figures for the moment and the contexts
 * that stand beside them, so that figures of former settings would hold there once these are moved back with them.
 *
 * <p>Looked at are the versions that the last refresh saved and that no move touched since: those of the table that selection
 * goes by. Settings that somebody changed and changed back may stand for one another, as their figures do.
 */
final class LastRefreshCheck {
    private final SettingsHistory history;
    private final StoredTable table;
    private final FamilyTotals totals;

    LastRefreshCheck(SettingsHistory history, StoredTable table, FamilyTotals totals) {
        this.history = history;
        this.table = table;
        this.totals = totals;
    }

    /** The first thing that does not hold, as a sentence; empty where all does, and of a version that the refresh did not save. */
    Optional<String> problem(StoredTrust trust) {
        StoredTable.Row row = table.rows().get(trust.versionId());
        boolean saved = table.at() != null
                && row != null
                && table.at().equals(row.at())
                && table.versions().contains(trust.versionId());
        return saved
                ? trust.figures().flatMap(figures -> moment(trust).or(() -> contexts(trust, figures)))
                : Optional.empty();
    }

    private Optional<String> moment(StoredTrust trust) {
        long own = trust.asOfEvent();
        long refreshed = table.asOfEvent();
        boolean same = history.settingsAt(own).equals(history.settingsAt(refreshed));
        // One that began anew has its figures from then, by the settings of then.
        return same || own > refreshed && history.isAbout(trust.versionId(), refreshed, own)
                ? Optional.empty()
                : Optional.of("version '" + trust.versionId() + "' has as_of_event " + own
                        + ", and the last refresh saved its figures at event " + refreshed
                        + ", under other settings");
    }

    private Optional<String> contexts(StoredTrust trust, VersionFigures figures) {
        if (history.isClusteredSince(trust.asOfEvent())) {
            // What a version met begins anew then; its figures follow with the next refresh.
            return Optional.empty();
        }
        FamilyContexts contexts = new FamilyContexts(history.frozenClusters(), new TreeSet<>(totals.clusters()));
        int of = contexts.of(RunningStates.read(trust.states()).live());
        if (figures.knownClusters() != of) {
            return other(trust, "known_clusters", figures.knownClusters(), of);
        }
        return figures.shadowKnownClusters() == contexts.ofFamily()
                ? Optional.empty()
                : other(trust, "shadow_known_clusters", figures.shadowKnownClusters(), contexts.ofFamily());
    }

    private static Optional<String> other(StoredTrust trust, String key, int stored, int expected) {
        return Optional.of("version '" + trust.versionId() + "' has " + key + " " + stored
                + ", its running evidence and its family's contexts amount to " + expected);
    }
}
