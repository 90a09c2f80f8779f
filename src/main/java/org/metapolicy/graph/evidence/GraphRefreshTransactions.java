package org.metapolicy.graph.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.FamilyBusy;
import org.metapolicy.evidence.RefreshTransactions;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.tabulation.GraphContextSnapshots;
import org.metapolicy.policy.Settings;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Transaction;

/**
 * Evidence in the graph, worked on in transactions of its own, which keep the caller's identity and stay when the caller's
 * own transaction rolls back.
 *
 * @param <G> what governs a family inside the same transaction
 */
public final class GraphRefreshTransactions<G> implements RefreshTransactions<G> {
    private final OwnTransactions transactions;
    private final BiFunction<Transaction, String, G> governance;

    /** @param governance makes what governs a family, by id, inside a transaction */
    public GraphRefreshTransactions(GraphDatabaseService database, BiFunction<Transaction, String, G> governance) {
        this.transactions = new OwnTransactions(database);
        this.governance = governance;
    }

    @Override
    public List<String> families() {
        return transactions.run(
                tx -> ids(tx, family -> family.hasRelationship(Direction.OUTGOING, Types.HAS_EVIDENCE)));
    }

    /** Ids of families, in order; without those that are deleted while they are looked at. */
    static List<String> ids(Transaction tx, Predicate<Node> which) {
        try (var families = tx.findNodes(Labels.MetaPolicy)) {
            return families.stream()
                    .flatMap(family -> id(family, which).stream())
                    .sorted()
                    .toList();
        }
    }

    /** One whose id is no text was not made by the procedures, which all take texts. */
    private static Optional<String> id(Node family, Predicate<Node> which) {
        try {
            return which.test(family) ? Optional.ofNullable(GovernedNodes.id(family)) : Optional.empty();
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public Backlog backlog(Optional<String> familyId, boolean whole, Instant now) {
        return transactions.run(tx -> new BacklogScan(tx, now).run(familyId, whole));
    }

    @Override
    public void setAside(Backlog backlog, int batchSize) {
        new SetAside(transactions, batchSize).run(backlog);
    }

    @Override
    public void examine(Optional<String> familyId, boolean whole, int batchSize, Duration patience, Instant now) {
        new Examination(transactions, familyId, whole, batchSize, patience).run(now);
        WaitingOutcomes.wake(transactions, batchSize);
        OpenEpisodes.release(transactions, batchSize);
        OpenEpisodes.lookAgain(transactions, whole, batchSize, now);
    }

    @Override
    public void sortEpisodes(int batchSize, Instant now) {
        new EpisodeSorting(transactions, batchSize, now).run();
    }

    @Override
    public void snapshotContexts(String familyId, Optional<Duration> patience, Instant now) {
        locked(familyId, patience, tx -> {
            new EvidenceNodes(tx, familyId).lock();
            return new GraphContextSnapshots(tx).take(familyId, now);
        });
    }

    @Override
    public void failed(String familyId, Duration patience, Instant now) {
        locked(familyId, Optional.of(patience), tx -> {
            Node evidence = new EvidenceNodes(tx, familyId).evidence();
            evidence.setProperty(Schema.FamilyCount.REFRESH_FAILED_AT, now.atZone(ZoneOffset.UTC));
            return evidence;
        });
    }

    @Override
    public Settings settings(String familyId, Optional<Duration> patience) {
        return locked(familyId, patience, tx -> {
            EvidenceNodes nodes = new EvidenceNodes(tx, familyId);
            nodes.lock();
            return nodes.settings();
        });
    }

    @Override
    public <T> T inTransaction(
            String familyId, Optional<Duration> patience, BiFunction<CountingTransaction, G, T> work) {
        return locked(
                familyId,
                patience,
                tx -> work.apply(new GraphCountingTransaction(tx, familyId), governance.apply(tx, familyId)));
    }

    /** @param work takes the family's lock itself, which it holds already where patience is limited; never gives null */
    private <T> T locked(String familyId, Optional<Duration> patience, Function<Transaction, T> work) {
        return patience.isEmpty()
                ? transactions.run(work)
                : transactions
                        .run(patience.get(), tx -> new EvidenceNodes(tx, familyId).lock(), work)
                        .orElseThrow(() -> new FamilyBusy(familyId, patience.get()));
    }
}
