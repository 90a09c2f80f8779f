package org.metapolicy.evidence;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Where a refresh finds its work and does it; every call commits on its own.
 *
 * @param <G> what governs a family inside the same transaction
 */
public interface RefreshTransactions<G> {
    /** Ids of the governed families, in order. */
    List<String> families();

    /** What is uncounted, of one family or of all. */
    Backlog backlog(Optional<String> familyId);

    /** Labels what {@link Backlog#elsewhere()} and {@link Backlog#waiting()} name, so that no scan meets it again. */
    void setAside(Backlog backlog, int batchSize);

    /** Takes outcomes that were left out as invalid back among the uncounted, of one family or of all. */
    void reexamine(Optional<String> familyId, int batchSize);

    /** Labels episodes that were not looked at yet as open, so that open overrides can be found. */
    void sortEpisodes(int batchSize);

    /** Works on one family under its lock and commits; an exception rolls everything back. */
    <T> T inTransaction(String familyId, BiFunction<CountingTransaction, G, T> work);
}
