package org.metapolicy.graph.selection;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.Place;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Reads what selection needs. Walks only the relationships that lead to versions which can be chosen, so
 * that its cost does not grow with the retired ones.
 */
public final class GraphFamilies implements Families {
    private final Transaction tx;
    private final FoundFamily found;
    private final Clock clock;

    /** @param clock tells whether an approval has ended */
    public GraphFamilies(Transaction tx, Clock clock) {
        this(tx, new FoundFamily(tx), clock);
    }

    /** @param found what else looks for the family */
    public GraphFamilies(Transaction tx, FoundFamily found, Clock clock) {
        this.tx = tx;
        this.found = found;
        this.clock = clock;
    }

    @Override
    public Optional<Candidates> find(String metaPolicyId, Place place) {
        return found.of(metaPolicyId)
                .map(family -> NodeReader.read(tx, reader -> new FamilyReading(tx, reader, found, clock).at(place)));
    }

    @Override
    public Optional<Candidates> toChoose(String metaPolicyId, Place place) {
        return found.of(metaPolicyId)
                .map(family ->
                        NodeReader.read(tx, reader -> new FamilyReading(tx, reader, found, clock).toChoose(place)));
    }

    /**
     * A family as {@link #find} gives it in each of these contexts, as if none of its versions were suspended: read once but for
     * what is tabulated there.
     *
     * @return by cluster, in their order; empty where there is no such family
     */
    Map<String, Candidates> inEach(String metaPolicyId, List<String> clusters) {
        Optional<Node> family = clusters.isEmpty() ? Optional.empty() : found.of(metaPolicyId);
        return family.map(node ->
                        NodeReader.read(tx, reader -> new FamilyReading(tx, reader, found, clock).inEach(clusters)))
                .orElseGet(Map::of);
    }
}
