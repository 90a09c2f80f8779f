package org.metapolicy.app.refresh;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.CountingOrder;
import org.metapolicy.evidence.FamilyBusy;
import org.metapolicy.evidence.NotWritable;
import org.metapolicy.evidence.Piece;
import org.metapolicy.evidence.RefreshTransactions;
import org.metapolicy.evidence.TooMuchAtOnce;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.Settings;

/**
 * Counts what came in, takes snapshots, judges and acts, in transactions of bounded size: one that is stopped in the
 * middle is picked up by the next (specification, sections 4.6 and 6.6).
 */
public final class RefreshTrust {
    /** How long a refresh waits for the lock of a family, but for that of the one it was asked for. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

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
     *     governed version, and instead of a family's rows one FAILED or BUSY where it could not be refreshed; the one row
     *     SKIPPED where the database may not be written, as on a cluster member that does not lead
     * @throws NotFound if there is no such family
     * @throws Conflict if not even one outcome fits into the memory that a transaction may take
     */
    public List<RefreshedVersion> run(Optional<String> familyId, RefreshOptions options) {
        try {
            return refreshed(familyId, options);
        } catch (NotWritable refusal) {
            return List.of(RefreshedVersion.skipped(refusal.getMessage()));
        } catch (TooMuchAtOnce limit) {
            // Without the cause, whose code would have drivers try the same for ever.
            throw new Conflict(limit.getMessage());
        }
    }

    private List<RefreshedVersion> refreshed(Optional<String> familyId, RefreshOptions options) {
        List<String> families = transactions.families();
        if (familyId.isPresent() && !families.contains(familyId.get())) {
            throw NotFound.metaPolicy(familyId.get());
        }
        transactions.examine(familyId, options.full(), options.batchSize(), PATIENCE, clock.instant());
        Backlog backlog = transactions.backlog(familyId, options.full(), clock.instant());
        transactions.setAside(backlog, options.batchSize());
        List<RefreshedVersion> rows = new ArrayList<>();
        for (String family : familyId.map(List::of).orElse(families)) {
            Backlog.OfFamily found = backlog.byFamily().getOrDefault(family, Backlog.OfFamily.empty());
            rows.addAll(familyId.isPresent() ? alone(family, found, options) : apart(family, found, options));
        }
        if (familyId.isEmpty() && backlog.waitingInAll() > 0) {
            rows.add(unowned(backlog));
        }
        return rows;
    }

    /** The one that was asked for: whoever asks is told, and whoever looks at the family after. */
    private List<RefreshedVersion> alone(String family, Backlog.OfFamily found, RefreshOptions options) {
        try {
            return refresh(family, found, options, Optional.empty());
        } catch (NotWritable nowhere) {
            throw nowhere;
        } catch (RuntimeException failure) {
            // Where somebody ended the call this throws: the family did not fail.
            progress.failed(family, failure);
            note(family);
            throw failure;
        }
    }

    /** One of all families: what is wrong with it, or whoever holds it, keeps no other from being watched. */
    private List<RefreshedVersion> apart(String family, Backlog.OfFamily found, RefreshOptions options) {
        try {
            return refresh(family, found, options, Optional.of(PATIENCE));
        } catch (NotWritable nowhere) {
            throw nowhere;
        } catch (FamilyBusy busy) {
            return List.of(RefreshedVersion.busy(busy.getMessage()));
        } catch (RuntimeException failure) {
            progress.failed(family, failure);
            note(family);
            return List.of(RefreshedVersion.failed(family, failure));
        }
    }

    /** Whoever looks at the family is told; what keeps that from being written is the family's fault as well, and no other's. */
    private void note(String family) {
        try {
            transactions.failed(family, PATIENCE, clock.instant());
        } catch (NotWritable nowhere) {
            throw nowhere;
        } catch (RuntimeException unwritable) {
            progress.failed(family, unwritable);
        }
    }

    private List<RefreshedVersion> refresh(
            String family, Backlog.OfFamily found, RefreshOptions options, Optional<Duration> patience) {
        Map<String, RefreshedVersion> rows = new TreeMap<>();
        if (options.full() && !isReadable(family, patience)) {
            // What is new is counted on top of what stands: that first.
            add(rows, recounted(family, patience));
        }
        List<Piece> pieces = inOrder(family, found, patience);
        Set<String> held = new TreeSet<>();
        int size = options.batchSize();
        int from = 0;
        boolean last = false;
        while (!last) {
            List<Piece> batch = pieces.subList(from, Math.min(from + size, pieces.size()));
            boolean ends = from + batch.size() == pieces.size();
            try {
                CountBatch.Counted counted =
                        transactions.inTransaction(family, patience, (transaction, governor) -> new CountBatch(
                                        transaction, governor, clock.instant())
                                .count(batch, held, ends));
                add(rows, counted.rows());
                held.addAll(counted.held());
                from += batch.size();
                last = ends;
                // Let go of: of a long backlog less and less is held.
                batch.replaceAll(done -> null);
                if (!pieces.isEmpty()) {
                    progress.counted(family, from, pieces.size());
                }
            } catch (TooMuchAtOnce limit) {
                size = half(batch.size(), limit);
            }
        }
        transactions.sortEpisodes(options.batchSize(), clock.instant());
        if (options.full()) {
            add(rows, recounted(family, patience));
        }
        if (options.contextSnapshots()) {
            transactions.snapshotContexts(family, patience, clock.instant());
        }
        return List.copyOf(rows.values());
    }

    private boolean isReadable(String family, Optional<Duration> patience) {
        return transactions.inTransaction(
                family, patience, (transaction, governor) -> RecountFamily.isReadable(transaction));
    }

    private List<RefreshedVersion> recounted(String family, Optional<Duration> patience) {
        return transactions.inTransaction(
                family, patience, (transaction, governor) -> new RecountFamily(transaction, governor, clock.instant())
                        .run());
    }

    private List<Piece> inOrder(String family, Backlog.OfFamily found, Optional<Duration> patience) {
        List<Piece> pieces = new ArrayList<>();
        if (found.isEmpty()) {
            return pieces;
        }
        Settings settings = transactions.settings(family, patience);
        if (EvidenceSource.of(settings) != EvidenceSource.EXTERNAL) {
            pieces.addAll(CountingOrder.of(found, settings, clock.instant()));
        }
        found.forget();
        return pieces;
    }

    private static int half(int batchSize, TooMuchAtOnce limit) {
        if (batchSize <= 1) {
            throw limit;
        }
        return batchSize / 2;
    }

    private static void add(Map<String, RefreshedVersion> rows, List<RefreshedVersion> more) {
        more.forEach(row -> rows.merge(row.versionId(), row, (earlier, later) -> later.after(earlier)));
    }

    private static RefreshedVersion unowned(Backlog backlog) {
        return new RefreshedVersion(
                null,
                0,
                backlog.waitingInAll(),
                null,
                null,
                null,
                null,
                "INCONCLUSIVE",
                "NONE",
                backlog.waitingInAll() + " outcomes belong to no version and are looked at again once one comes"
                        + backlog.firstReason()
                                .map(first -> "; the first: " + first)
                                .orElse(""));
    }
}
