package org.metapolicy.graph;

import java.util.List;
import java.util.Optional;
import org.metapolicy.evidence.clustering.FrozenCentroids;
import org.neo4j.graphdb.Node;

/** What clustering froze on a family. */
public final class Centroids {
    private Centroids() {}

    /** In their order, none where nothing was clustered; empty where they cannot be read. */
    public static Optional<List<double[]>> of(Node family) {
        return FrozenCentroids.read(
                family.getProperty(Schema.Family.CENTROIDS, "[]").toString());
    }
}
