package org.metapolicy.graph;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Optional;
import org.neo4j.graphdb.Node;

/** What clustering froze on a family. */
public final class Centroids {
    private Centroids() {}

    /** In their order, none where nothing was clustered; empty where they cannot be read. */
    public static Optional<List<double[]>> of(Node family) {
        try {
            return Optional.of(List.of(new Gson()
                    .fromJson(family.getProperty(Schema.Family.CENTROIDS, "[]").toString(), double[][].class)));
        } catch (JsonParseException edited) {
            return Optional.empty();
        }
    }
}
