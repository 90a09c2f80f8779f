package org.metapolicy.graph.erasure;

import java.util.List;
import java.util.Objects;
import org.metapolicy.governance.erasure.PersonalData;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Schema.Labels;
import org.metapolicy.graph.Schema.Types;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Transaction;

/** What is kept of participants in the graph. */
public final class GraphPersonalData implements PersonalData {
    private final Transaction tx;

    public GraphPersonalData(Transaction tx) {
        this.tx = tx;
    }

    @Override
    public List<String> families() {
        try (var families = tx.findNodes(Labels.MetaPolicy)) {
            return families.stream()
                    .filter(family -> family.hasRelationship(Direction.OUTGOING, Types.HAS_EVENT))
                    .map(GovernedNodes::id)
                    .filter(Objects::nonNull)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Person find(String participantId) {
        return new GraphPerson(tx, participantId);
    }
}
