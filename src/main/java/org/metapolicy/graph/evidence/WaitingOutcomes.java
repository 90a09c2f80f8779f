package org.metapolicy.graph.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.schema.IndexDefinition;

/**
 * Which of the outcomes that wait are looked at again. Up to {@link #LOOK} all of them; beyond that those whose episode
 * came, all of them where a link or a version came that they may wait for, and else so many in turn.
 */
final class WaitingOutcomes {
    /** So many looks cost little beside a refresh that counts. */
    static final int LOOK = 1000;

    private static final String IN_TURN =
            "CYPHER 5 MATCH (n:WaitingOutcome) WITH n ORDER BY n SKIP $next LIMIT $look RETURN n";

    private WaitingOutcomes() {}

    static boolean areMany(Transaction tx) {
        return LabelCounts.of(tx, Labels.WaitingOutcome) > LOOK;
    }

    static void forEach(Transaction tx, boolean all, Consumer<Node> consumer) {
        CountingCheck last = CountingCheck.read(tx);
        if (all || !areMany(tx) || links(tx) != last.waitingLinks() || versions(tx) != last.versions()) {
            try (ResourceIterator<Node> waiting = tx.findNodes(Labels.WaitingOutcome)) {
                waiting.forEachRemaining(consumer);
            }
        } else {
            try (Result result = tx.execute(IN_TURN, Map.of("next", last.next(), "look", LOOK))) {
                result.<Node>columnAs("n").forEachRemaining(consumer);
            }
        }
    }

    /** Remembers what was there at this look, for the next one to see what came. */
    static void remember(Transaction tx) {
        CountingCheck last = CountingCheck.read(tx);
        long count = LabelCounts.of(tx, Labels.WaitingOutcome);
        long next = last.next() + LOOK >= count ? 0 : last.next() + LOOK;
        last.withWaiting(links(tx), versions(tx), next).save(tx);
    }

    /** Takes the mark from those whose episode is among the new ones, so that the scan meets them. */
    static void wake(OwnTransactions transactions, int batchSize) {
        if (!transactions.run(WaitingOutcomes::areMany)) {
            return;
        }
        List<String> episodes = transactions.run(EpisodeSorting::unsorted);
        Map<Object, List<String>> byEpisode = episodes.isEmpty() || transactions.run(WaitingOutcomes::areIndexed)
                ? null
                : transactions.run(WaitingOutcomes::byEpisode);
        transactions.inBatches(episodes, batchSize, (tx, id) -> wake(tx, id, byEpisode));
    }

    private static void wake(Transaction tx, String elementId, Map<Object, List<String>> byEpisode) {
        try {
            Node episode = tx.getNodeByElementId(elementId);
            List<Node> outcomes = new ArrayList<>(GovernedNodes.ends(episode, Types.HAS_OUTCOME));
            Object id = episode.getProperty(Schema.ID, null);
            if (id != null && byEpisode != null) {
                byEpisode.getOrDefault(id, List.of()).forEach(outcome -> standing(tx, outcome)
                        .ifPresent(outcomes::add));
            } else if (id != null) {
                try (ResourceIterator<Node> named = tx.findNodes(Labels.PolicyOutcome, Schema.Outcome.EPISODE_ID, id)) {
                    named.forEachRemaining(outcomes::add);
                }
            }
            outcomes.forEach(WaitingOutcomes::wake);
        } catch (NotFoundException deletedMeanwhile) {
            return;
        }
    }

    /** One that is gone holds up no other of its episode. */
    private static void wake(Node outcome) {
        try {
            if (outcome.hasLabel(Labels.WaitingOutcome)) {
                outcome.removeLabel(Labels.WaitingOutcome);
                outcome.removeProperty(Schema.Outcome.WAITING_REASON);
            }
        } catch (NotFoundException deletedMeanwhile) {
            return;
        }
    }

    private static Optional<Node> standing(Transaction tx, String outcome) {
        try {
            return Optional.of(tx.getNodeByElementId(outcome));
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    /** Without the migrations' index each look-up would read every outcome. */
    private static boolean areIndexed(Transaction tx) {
        for (IndexDefinition index : tx.schema().getIndexes(Labels.PolicyOutcome)) {
            if (List.of(Schema.Outcome.EPISODE_ID).equals(index.getPropertyKeys())) {
                return true;
            }
        }
        return false;
    }

    static Map<Object, List<String>> byEpisode(Transaction tx) {
        Map<Object, List<String>> byEpisode = new HashMap<>();
        try (ResourceIterator<Node> waiting = tx.findNodes(Labels.WaitingOutcome)) {
            waiting.forEachRemaining(outcome -> episodeId(outcome).ifPresent(id -> byEpisode
                    .computeIfAbsent(id, any -> new ArrayList<>())
                    .add(outcome.getElementId())));
        }
        return byEpisode;
    }

    private static Optional<Object> episodeId(Node outcome) {
        try {
            return Optional.ofNullable(outcome.getProperty(Schema.Outcome.EPISODE_ID, null));
        } catch (NotFoundException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private static long links(Transaction tx) {
        return LabelCounts.linksTo(tx, Types.HAS_OUTCOME, Labels.WaitingOutcome);
    }

    private static long versions(Transaction tx) {
        return LabelCounts.of(tx, Labels.VersionEvidence);
    }
}
