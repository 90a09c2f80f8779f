package org.metapolicy.wiring;

import java.util.concurrent.ThreadLocalRandom;
import org.metapolicy.app.Select;
import org.metapolicy.graph.GraphFamilies;
import org.neo4j.graphdb.Transaction;

/** Builds the use cases of selection. */
public final class SelectionWiring {
    private SelectionWiring() {}

    public static Select select(Transaction tx) {
        return new Select(new GraphFamilies(tx), ThreadLocalRandom.current());
    }
}
