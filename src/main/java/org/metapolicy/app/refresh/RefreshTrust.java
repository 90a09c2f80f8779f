package org.metapolicy.app.refresh;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.NotWritable;
import org.metapolicy.evidence.RefreshTransactions;
import org.metapolicy.policy.MetapolicyException.NotFound;

/**
 * Counts what came in, takes snapshots, judges and acts, in transactions of bounded size: one that is stopped in the
 * middle is picked up by the next (specification, sections 4.6 and 6.6).
 */
public final class RefreshTrust {
    private final RefreshTransactions<FamilyGovernor> transactions;
    private final RefreshProgress progress;
    private final Clock clock;

    public RefreshTrust(RefreshTransactions<FamilyGovernor> transactions, RefreshProgress progress, Clock clock) {
        this.transactions = transactions;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Refreshes one family, or all.
     *
     * @return a row per version looked at, by family and id; with all families one more row where outcomes belong to no
     *     governed version; the one row SKIPPED where the database may not be written, as on a cluster member that does
     *     not lead
     * @throws NotFound if there is no such family
     */
    public List<RefreshedVersion> run(Optional<String> familyId, RefreshOptions options) {
        try {
            return refreshed(familyId, options);
        } catch (NotWritable refusal) {
            return List.of(RefreshedVersion.skipped(refusal.getMessage()));
        }
    }

    private List<RefreshedVersion> refreshed(Optional<String> familyId, RefreshOptions options) {
        List<String> families = transactions.families();
        if (familyId.isPresent() && !families.contains(familyId.get())) {
            throw NotFound.metaPolicy(familyId.get());
        }
        if (options.full()) {
            transactions.reexamine(familyId, options.batchSize());
        }
        Backlog backlog = transactions.backlog(familyId);
        transactions.setAside(backlog, options.batchSize());
        List<RefreshedVersion> rows = new ArrayList<>();
        for (String family : familyId.map(List::of).orElse(families)) {
            rows.addAll(refresh(family, backlog.byFamily().getOrDefault(family, List.of()), options));
        }
        if (familyId.isEmpty() && !backlog.waiting().isEmpty()) {
            rows.add(unowned(backlog.waiting()));
        }
        return rows;
    }

    private List<RefreshedVersion> refresh(String family, List<Arrival> arrivals, RefreshOptions options) {
        Map<String, RefreshedVersion> rows = new TreeMap<>();
        for (int from = 0; from < arrivals.size(); from += options.batchSize()) {
            int to = Math.min(from + options.batchSize(), arrivals.size());
            List<Arrival> batch = arrivals.subList(from, to);
            add(rows, transactions.inTransaction(family, (transaction, governor) -> new CountBatch(
                            transaction, governor, clock.instant())
                    .outcomes(batch)));
            progress.counted(family, to, arrivals.size());
        }
        transactions.sortEpisodes(options.batchSize());
        boolean more = true;
        while (more) {
            List<RefreshedVersion> last = new ArrayList<>();
            more = transactions.inTransaction(
                    family, (transaction, governor) -> new CountBatch(transaction, governor, clock.instant())
                            .overrides(options.batchSize(), last));
            add(rows, last);
        }
        if (options.full()) {
            add(rows, transactions.inTransaction(family, (transaction, governor) -> new RecountFamily(
                            transaction, governor, clock.instant())
                    .run()));
        }
        return List.copyOf(rows.values());
    }

    private static void add(Map<String, RefreshedVersion> rows, List<RefreshedVersion> more) {
        more.forEach(row -> rows.merge(row.versionId(), row, (earlier, later) -> later.after(earlier)));
    }

    private static RefreshedVersion unowned(Map<String, String> waiting) {
        return new RefreshedVersion(
                null,
                0,
                waiting.size(),
                null,
                null,
                null,
                null,
                "INCONCLUSIVE",
                "NONE",
                waiting.size() + " outcomes belong to no version and are looked at again; the first: "
                        + waiting.values().iterator().next());
    }
}
