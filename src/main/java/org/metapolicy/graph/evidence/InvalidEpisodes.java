package org.metapolicy.graph.evidence;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.evidence.Attribution;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.NumberArrays;
import org.metapolicy.graph.OwnTransactions;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.Shown;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.StringSearchMode;
import org.neo4j.graphdb.Transaction;

/**
 * Episodes of which something that counting reads cannot be read: they carry a label and the reason until it is mended. One
 * that has an outcome too is counted as far as it can be, or its outcome is left out; one without would be in no figure.
 */
final class InvalidEpisodes {
    /** So many of those that are marked, and of those that an index finds anew, a refresh looks at again. */
    static final int LOOK = 1_000;

    private static final List<String> ID_LISTS =
            List.of(Schema.Episode.RV_SEGMENT_IDS, Schema.Episode.COLLECTIVE_SEGMENT_IDS);
    private static final List<String> NAMES = List.of(Schema.Episode.CONTEXT_CLUSTER, Schema.Episode.CONTEXT_HASH);

    private static final String IN_TURN =
            "CYPHER 5 MATCH (n:InvalidEpisode) WITH n ORDER BY n SKIP $next LIMIT $look RETURN n";

    private InvalidEpisodes() {}

    /** Marks a locked episode for its family, or takes its mark away. */
    static void look(Transaction tx, Node episode) {
        look(tx, episode, episode.getAllProperties());
    }

    /** @param properties all that stands on the episode, by key */
    static void look(Transaction tx, Node episode, Map<String, Object> properties) {
        Optional<String> problem = problem(properties);
        if (problem.isPresent()) {
            episode.addLabel(Labels.InvalidEpisode);
            episode.setProperty(Schema.Outcome.INVALID_REASON, problem.get());
            family(tx, episode)
                    .ifPresentOrElse(
                            id -> episode.setProperty(Schema.Episode.INVALID_FOR, id),
                            () -> episode.removeProperty(Schema.Episode.INVALID_FOR));
        } else if (episode.hasLabel(Labels.InvalidEpisode)) {
            episode.removeLabel(Labels.InvalidEpisode);
            episode.removeProperty(Schema.Outcome.INVALID_REASON);
            episode.removeProperty(Schema.Episode.INVALID_FOR);
        }
    }

    private static Optional<String> family(Transaction tx, Node episode) {
        return new Attributions(tx).ofEpisode(episode) instanceof Attribution.Owned<Node> owned
                ? Optional.of(owned.familyId())
                : Optional.empty();
    }

    /** Looks at those that are marked again, and at those whose override somebody wrote as a text since they were sorted. */
    static void lookAgain(OwnTransactions transactions, int batchSize) {
        transactions.inBatches(transactions.run(InvalidEpisodes::suspected), batchSize, (tx, id) -> {
            try {
                Node episode = tx.getNodeByElementId(id);
                tx.acquireWriteLock(episode);
                OpenEpisodes.release(episode);
                look(tx, episode);
            } catch (NotFoundException deletedMeanwhile) {
                return;
            }
        });
    }

    private static List<String> suspected(Transaction tx) {
        Set<String> found = new LinkedHashSet<>();
        marked(tx).forEach(episode -> found.add(episode.getElementId()));
        try (ResourceIterator<Node> texts =
                tx.findNodes(Labels.OpenEpisode, Schema.Episode.HUMAN_OVERRIDE, "", StringSearchMode.PREFIX)) {
            // Those that were found before are marked.
            texts.stream()
                    .filter(InvalidEpisodes::isUnmarked)
                    .limit(LOOK)
                    .forEach(episode -> found.add(episode.getElementId()));
        }
        List<String> inOrder = new ArrayList<>(found);
        inOrder.sort(null);
        return inOrder;
    }

    /** Whether it is there and carries no mark. */
    static boolean isUnmarked(Node episode) {
        try {
            return !episode.hasLabel(Labels.InvalidEpisode);
        } catch (NotFoundException deletedMeanwhile) {
            return false;
        }
    }

    /** Of many so many in turn, so that each is looked at in the end. */
    private static List<Node> marked(Transaction tx) {
        long count = LabelCounts.of(tx, Labels.InvalidEpisode);
        CountingCheck last = CountingCheck.read(tx);
        long from = count <= LOOK || last.nextInvalid() >= count ? 0 : last.nextInvalid();
        List<Node> marked = new ArrayList<>();
        try (Result result = tx.execute(IN_TURN, Map.of("next", from, "look", LOOK))) {
            result.<Node>columnAs("n").forEachRemaining(marked::add);
        }
        if (count > LOOK) {
            last.withInvalid(from + LOOK).save(tx);
        }
        return marked;
    }

    /** How many are each family's, by its id; of those that an older version marked, by their links. */
    static Map<String, Long> byFamily(Transaction tx) {
        Map<String, Long> byFamily = new HashMap<>();
        try (ResourceIterator<Node> marked = tx.findNodes(Labels.InvalidEpisode)) {
            marked.forEachRemaining(
                    episode -> (episode.getProperty(Schema.Episode.INVALID_FOR, null) instanceof String id
                                    ? Optional.of(id)
                                    : family(tx, episode))
                            .ifPresent(id -> byFamily.merge(id, 1L, Long::sum)));
        }
        return byFamily;
    }

    private static Optional<String> problem(Map<String, Object> episode) {
        Object override = episode.get(Schema.Episode.HUMAN_OVERRIDE);
        if (override != null && !(override instanceof Boolean)) {
            return said(Schema.Episode.HUMAN_OVERRIDE, override, "true or false, and counts as neither");
        }
        Object timestamp = episode.get(Schema.Episode.TIMESTAMP);
        if (timestamp != null && Instants.of(timestamp).isEmpty()) {
            return said(
                    Schema.Episode.TIMESTAMP,
                    timestamp,
                    "a date and time, and its outcome's recorded_at stands for it");
        }
        for (String key : NAMES) {
            Object name = episode.get(key);
            if (name != null && !(name instanceof String) && !(name instanceof Number)) {
                return said(key, name, "a text, and counts as missing");
            }
            if (name instanceof String text && text.length() > ContextClusters.LONGEST) {
                return Optional.of(key + " has " + text.length() + " characters: it must have "
                        + ContextClusters.LONGEST + " at the most, and tells no context from another");
            }
        }
        Object context = episode.get(Schema.Episode.CONTEXT);
        double[] vector = NumberArrays.read(context);
        if (context != null
                && !isEmptyList(context)
                && (vector.length == 0 || !Arrays.stream(vector).allMatch(Double::isFinite))) {
            return said(Schema.Episode.CONTEXT, context, "a list of finite numbers, and has no nearest centroid");
        }
        for (String key : ID_LISTS) {
            Object ids = episode.get(key);
            if (ids != null && !(ids instanceof String[]) && !isEmptyList(ids)) {
                return said(key, ids, "a list of texts, and counts as missing");
            }
        }
        return Optional.empty();
    }

    private static boolean isEmptyList(Object value) {
        return value.getClass().isArray() && Array.getLength(value) == 0;
    }

    private static Optional<String> said(String key, Object value, String right) {
        return Optional.of(key + " is " + Shown.withType(value) + ": it must be " + right);
    }
}
