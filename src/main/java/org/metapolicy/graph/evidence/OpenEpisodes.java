package org.metapolicy.graph.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.graph.CountingKeys;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;

/**
 * Episodes whose status has not been counted. Each says whose it is, so that a family's refresh meets its own alone, by an
 * index: at most those within {@code outcome_timeout}, since what is older counts. Those that are no family's yet may be as
 * many as history: so many of them are looked at in turn, and all where a version came.
 */
final class OpenEpisodes {
    /** So many looks cost little beside a refresh that counts. */
    static final int LOOK = 1000;

    /** So many characters an index holds, whatever they are: it has room for some 8,000 bytes. */
    private static final int INDEXED = 1_000;

    /** Of those that are no family's yet. */
    private static final String NOBODY = "";

    private static final String IN_TURN =
            "CYPHER 5 MATCH (n:OpenEpisode {open_for: ''}) SKIP $next LIMIT $look RETURN n";

    private OpenEpisodes() {}

    /** Those of a family. */
    static void forEach(Transaction tx, String familyId, Consumer<Node> consumer) {
        try (ResourceIterator<Node> open = tx.findNodes(Labels.OpenEpisode, CountingKeys.OPEN_FOR, familyId)) {
            open.forEachRemaining(consumer);
        }
    }

    /**
     * Labels a locked episode as open. The label has an index over the override: one that is too long for it, or a list, which may
     * become so, would fail the refresh of every family, and waits outside.
     */
    static void open(Transaction tx, Node episode, Instant now) {
        if (isIndexable(episode)) {
            // Described first, so that the label's indexes see what counting says and not what somebody wrote.
            describe(tx, episode, now);
            episode.addLabel(Labels.OpenEpisode);
        } else {
            episode.addLabel(Labels.UnindexedEpisode);
        }
    }

    private static boolean isIndexable(Node episode) {
        Object override = episode.getProperty(Schema.Episode.HUMAN_OVERRIDE, false);
        return override instanceof String text
                ? text.length() <= INDEXED
                : !override.getClass().isArray();
    }

    /**
     * Those that no index held and that were mended since. A refresh lets go of them before it looks and meets them without a mark;
     * what only foresees a refresh meets them here, as many as it would.
     */
    static void forEachMended(Transaction tx, Consumer<Node> consumer) {
        try (ResourceIterator<Node> apart = tx.findNodes(Labels.UnindexedEpisode)) {
            apart.stream().limit(LOOK).filter(OpenEpisodes::isMended).forEach(consumer);
        }
    }

    private static boolean isMended(Node episode) {
        try {
            return episode.hasLabel(Labels.PolicyEpisode) && !hasOtherMark(episode) && isIndexable(episode);
        } catch (NotFoundException deletedMeanwhile) {
            return false;
        }
    }

    private static boolean hasOtherMark(Node episode) {
        return episode.hasLabel(Labels.OpenEpisode) || episode.hasLabel(Labels.ResolvedEpisode);
    }

    /** Takes the mark of what no index holds from a locked episode that was mended, or has another: the next scan meets it. */
    static void release(Node episode) {
        if (episode.hasLabel(Labels.UnindexedEpisode)
                && (isIndexable(episode) || !episode.hasLabel(Labels.PolicyEpisode) || hasOtherMark(episode))) {
            episode.removeLabel(Labels.UnindexedEpisode);
        }
    }

    /** The same of those that no index holds, so many of them; of more, those that are invalid have their turn. */
    static void release(OwnTransactions transactions, int batchSize) {
        List<String> found = transactions.run(tx -> {
            try (ResourceIterator<Node> apart = tx.findNodes(Labels.UnindexedEpisode)) {
                return apart.stream()
                        .limit(LOOK)
                        .map(Node::getElementId)
                        .sorted()
                        .toList();
            }
        });
        transactions.inBatches(found, batchSize, (tx, id) -> {
            try {
                Node episode = tx.getNodeByElementId(id);
                tx.acquireWriteLock(episode);
                release(episode);
            } catch (NotFoundException deletedMeanwhile) {
                return;
            }
        });
    }

    /** Writes on a locked open episode whose it is, and where it stands if its own time does not tell. */
    static void describe(Transaction tx, Node episode, Instant now) {
        episode.setProperty(CountingKeys.OPEN_FOR, owner(new Attributions(tx), episode));
        boolean dated =
                Instants.of(episode.getProperty(Schema.Episode.TIMESTAMP, null)).isPresent();
        if (!dated && !episode.hasProperty(CountingKeys.OPENED_AT)) {
            episode.setProperty(CountingKeys.OPENED_AT, now.atZone(ZoneOffset.UTC));
        }
    }

    /** Takes away what an episode has no use for once its status is counted. */
    static void close(Node episode) {
        episode.removeProperty(CountingKeys.OPEN_FOR);
    }

    /**
     * Looks again at whose they are.
     *
     * @param all whether at every one, however many there are
     */
    static void lookAgain(OwnTransactions transactions, boolean all, int batchSize, Instant now) {
        List<String> moved = transactions.run(tx -> moved(tx, all));
        transactions.inBatches(moved, batchSize, (tx, id) -> {
            try {
                Node episode = tx.getNodeByElementId(id);
                tx.acquireWriteLock(episode);
                if (episode.hasLabel(Labels.OpenEpisode)) {
                    describe(tx, episode, now);
                }
            } catch (NotFoundException deletedMeanwhile) {
                return;
            }
        });
        if (transactions.run(OpenEpisodes::areMany)) {
            transactions.write(OpenEpisodes::remember);
        }
    }

    private static List<String> moved(Transaction tx, boolean all) {
        List<String> moved = new ArrayList<>();
        Attributions attributions = new Attributions(tx);
        Consumer<Node> look = episode -> {
            try {
                Object open = episode.getProperty(CountingKeys.OPEN_FOR, null);
                if (!owner(attributions, episode).equals(open)) {
                    moved.add(episode.getElementId());
                }
            } catch (NotFoundException deletedMeanwhile) {
                return;
            }
        };
        CountingCheck last = CountingCheck.read(tx);
        if (all || !areMany(tx) || last.openVersions() != versions(tx)) {
            try (ResourceIterator<Node> open = tx.findNodes(Labels.OpenEpisode)) {
                open.forEachRemaining(look);
            }
        } else {
            try (Result result = tx.execute(IN_TURN, Map.of("next", last.openNext(), "look", LOOK))) {
                result.<Node>columnAs("n").forEachRemaining(look);
            }
        }
        moved.sort(null);
        return moved;
    }

    private static void remember(Transaction tx) {
        CountingCheck last = CountingCheck.read(tx);
        long next = last.openNext() + LOOK;
        boolean more;
        try (Result result = tx.execute(IN_TURN, Map.of("next", next, "look", 1))) {
            more = result.hasNext();
        }
        CountingCheck now = last.withOpen(versions(tx), more ? next : 0);
        if (!now.equals(last)) {
            now.save(tx);
        }
    }

    private static boolean areMany(Transaction tx) {
        return LabelCounts.of(tx, Labels.OpenEpisode) > LOOK;
    }

    private static long versions(Transaction tx) {
        return LabelCounts.of(tx, Labels.VersionEvidence);
    }

    private static String owner(Attributions attributions, Node episode) {
        return attributions.ofEpisode(episode) instanceof Attribution.Owned<Node> owned
                        && owned.contradiction().isEmpty()
                ? owned.familyId()
                : NOBODY;
    }

    /** When it came, as far as that was written down. */
    static Optional<Instant> openedAt(Node episode) {
        return Instants.of(episode.getProperty(CountingKeys.OPENED_AT, null));
    }
}
