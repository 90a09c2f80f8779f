package org.metapolicy.graph;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.metapolicy.evidence.NotWritable;
import org.metapolicy.evidence.TooMuchAtOnce;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.TransactionTerminatedException;
import org.neo4j.kernel.api.exceptions.Status;

/**
 * Transactions beside the caller's, with the caller's identity; what they commit stays when the caller's own rolls back.
 * Every failure leaves as it is, but for two: where nothing may be written, {@link NotWritable}, and where a transaction
 * needs more memory than it may take, {@link TooMuchAtOnce}.
 */
public final class OwnTransactions {
    private static final Set<Status> REFUSALS = Set.of(
            Status.Cluster.NotALeader,
            Status.General.ForbiddenOnReadOnlyDatabase,
            Status.General.WriteOnReadOnlyAccessDatabase);

    private static final Set<Status> LIMITS = Set.of(
            Status.General.TransactionOutOfMemoryError,
            Status.General.MemoryPoolOutOfMemoryError,
            Status.General.TransactionMemoryLimit);

    private final GraphDatabaseService database;

    public OwnTransactions(GraphDatabaseService database) {
        this.database = database;
    }

    /** Runs work in one transaction, which commits unless it throws. */
    public <T> T run(Function<Transaction, T> work) {
        try (Transaction tx = database.beginTx()) {
            T result = work.apply(tx);
            tx.commit();
            return result;
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof Status.HasStatus refusal && REFUSALS.contains(refusal.status())) {
                    throw new NotWritable(cause);
                }
                if (cause instanceof Status.HasStatus refusal && LIMITS.contains(refusal.status())) {
                    throw new TooMuchAtOnce(cause);
                }
            }
            throw failure;
        }
    }

    /**
     * Runs work, which never gives null, behind a lock that is waited for no longer than so; empty, and nothing done, where it was not
     * to be had. A database has one time-out for all locks, so a watch ends this one transaction.
     */
    public <T> Optional<T> run(Duration patience, Consumer<Transaction> lock, Function<Transaction, T> work) {
        AtomicBoolean ended = new AtomicBoolean();
        try {
            return Optional.of(run(tx -> {
                await(tx, patience, lock, ended);
                // Before the commit, so that nothing stays of work that breaks its word.
                return Objects.requireNonNull(work.apply(tx), "work behind a lock gave nothing");
            }));
        } catch (TransactionTerminatedException stopped) {
            if (ended.get()) {
                return Optional.empty();
            }
            throw stopped;
        }
    }

    private static void await(Transaction tx, Duration patience, Consumer<Transaction> lock, AtomicBoolean ended) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "metapolicy-lock-watch");
            thread.setDaemon(true);
            return thread;
        });
        try {
            watch.schedule(
                    () -> {
                        ended.set(true);
                        tx.terminate();
                    },
                    patience.toMillis(),
                    TimeUnit.MILLISECONDS);
            lock.accept(tx);
        } finally {
            watch.shutdownNow();
        }
    }

    /** Works on items, so many in one transaction, or fewer from where the memory for these does not suffice. */
    public <T> void inBatches(List<T> items, int batchSize, BiConsumer<Transaction, T> work) {
        inBatches(items, batchSize, Optional.empty(), tx -> {}, work);
    }

    /**
     * The same, each batch behind a lock.
     *
     * @param patience how long the lock is waited for; empty for as long as it takes
     * @return false where it was not to be had by then, and that batch and those behind it were left
     */
    public <T> boolean inBatches(
            List<T> items,
            int batchSize,
            Optional<Duration> patience,
            Consumer<Transaction> lock,
            BiConsumer<Transaction, T> work) {
        int size = batchSize;
        for (int from = 0; from < items.size(); ) {
            List<T> batch = items.subList(from, Math.min(from + size, items.size()));
            try {
                if (!isHad(patience, lock, tx -> batch.forEach(item -> work.accept(tx, item)))) {
                    return false;
                }
                from += batch.size();
            } catch (TooMuchAtOnce limit) {
                if (batch.size() == 1) {
                    throw limit;
                }
                size = batch.size() / 2;
            }
        }
        return true;
    }

    private boolean isHad(Optional<Duration> patience, Consumer<Transaction> lock, Consumer<Transaction> work) {
        if (patience.isEmpty()) {
            write(lock.andThen(work));
            return true;
        }
        return run(patience.get(), lock, tx -> {
                    work.accept(tx);
                    return true;
                })
                .isPresent();
    }

    /** Runs work that has no result. */
    public void write(Consumer<Transaction> work) {
        run(tx -> {
            work.accept(tx);
            return null;
        });
    }
}
