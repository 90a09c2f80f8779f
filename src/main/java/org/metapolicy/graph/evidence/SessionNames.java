package org.metapolicy.graph.evidence;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * The names under which counting keeps sessions: their own ids, never the database's, which are others after a dump was
 * loaded elsewhere.
 */
final class SessionNames {
    private static final int DIGITS = 32;

    private final Transaction tx;
    private final Map<Node, Optional<String>> known = new HashMap<>();

    SessionNames(Transaction tx) {
        this.tx = tx;
    }

    /**
     * The trials that an episode is linked to, or else names.
     *
     * @param properties what stands on it, by key
     */
    static List<Node> trials(Transaction tx, Node episode, Map<String, Object> properties) {
        List<Node> trials = new ArrayList<>();
        for (Relationship link : episode.getRelationships(Direction.OUTGOING, Types.FOR_TRIAL)) {
            trials.add(link.getEndNode());
        }
        Object trialId = properties.get(Schema.Episode.TRIAL_ID);
        if (trials.isEmpty() && trialId != null) {
            try (ResourceIterator<Node> named = tx.findNodes(Labels.Trial, Schema.ID, trialId)) {
                named.forEachRemaining(trials::add);
            }
        }
        return trials.size() < 2 ? trials : trials.stream().distinct().toList();
    }

    /** The session of an episode's trial; empty where none is known, or more than one. */
    Optional<String> of(Node episode, Map<String, Object> properties) {
        List<Node> trials = trials(tx, episode, properties);
        List<Node> sessions = trials.stream()
                .flatMap(trial -> GovernedNodes.starts(trial, Types.HAS_TRIAL).stream())
                .distinct()
                .toList();
        return trials.size() == 1 && sessions.size() == 1
                ? known.computeIfAbsent(sessions.get(0), SessionNames::name)
                : Optional.empty();
    }

    /** Its id, else a digest of what else it holds; a session that holds nothing cannot be told from another. */
    static Optional<String> name(Node session) {
        Object id = session.getProperty(Schema.ID, null);
        if (id != null) {
            return Optional.of(id.toString());
        }
        Map<String, Object> properties = new TreeMap<>(session.getAllProperties());
        return properties.isEmpty() ? Optional.empty() : Optional.of("without-id-" + digest(properties));
    }

    private static String digest(Map<String, Object> properties) {
        StringBuilder text = new StringBuilder();
        properties.forEach((key, value) -> {
            text.append(key).append('\n');
            int length = value.getClass().isArray() ? Array.getLength(value) : -1;
            text.append(length).append('\n');
            for (int i = 0; i < length; i++) {
                text.append(Array.get(value, i)).append('\n');
            }
            text.append(length < 0 ? value : "").append('\n');
        });
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
