package org.metapolicy.graph.evidence;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metapolicy.graph.Schema;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** What evidence names by its id; versions, policies and interventions, which are few, are looked for once. */
final class NodesById {
    private static final Set<Labels> FEW = EnumSet.of(Labels.PolicyVersion, Labels.Policy, Labels.InterventionType);

    private final Transaction tx;
    private final Map<Labels, Map<Object, Optional<Node>>> found = new EnumMap<>(Labels.class);

    NodesById(Transaction tx) {
        this.tx = tx;
    }

    /** @throws NotFound if there is none */
    Node require(Labels label, String what, String id) {
        return (id == null ? Optional.<Node>empty() : remembered(label, id)).orElseThrow(() -> missing(what, id));
    }

    static NotFound missing(String what, String id) {
        return NotFound.of(what, id);
    }

    /**
     * What is known only by its id is linked where it stands in the graph; the id alone says as much where not, and where
     * several nodes share it, as trials that are numbered per participant do, a link to any of them would be a guess.
     */
    Optional<Node> one(Labels label, Object id) {
        return id == null ? Optional.empty() : remembered(label, id);
    }

    private Optional<Node> remembered(Labels label, Object id) {
        return FEW.contains(label)
                ? found.computeIfAbsent(label, none -> new HashMap<>()).computeIfAbsent(id, one -> find(label, one))
                : find(label, id);
    }

    private Optional<Node> find(Labels label, Object id) {
        try (ResourceIterator<Node> named = tx.findNodes(label, Schema.ID, id)) {
            List<Node> nodes = named.stream().limit(2).toList();
            return nodes.size() == 1 ? Optional.of(nodes.get(0)) : Optional.empty();
        }
    }
}
