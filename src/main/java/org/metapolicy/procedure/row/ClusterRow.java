package org.metapolicy.procedure.row;

import java.util.Arrays;
import java.util.List;
import org.metapolicy.app.moves.ClusterContexts;
import org.neo4j.procedure.Description;

/** The context clusters that were frozen, as a row. */
public record ClusterRow(
        @Description("How many clusters.") long k,

        @Description("The context vectors' dimension.") long dimension,

        @Description("Episodes with a context vector that they were fitted to.")
        long episodes,

        @Description("The centroids, in the order of their names: centroid-0, centroid-1, …")
        List<List<Double>> centroids,

        @Description("The event that records it.") long seq,

        @Description("Ids of the episodes whose context is no list of finite numbers, and so was left out.")
        List<String> leftOut) {
    public static ClusterRow of(ClusterContexts.Frozen frozen) {
        return new ClusterRow(
                frozen.centroids().size(),
                frozen.centroids().get(0).length,
                frozen.episodes(),
                frozen.centroids().stream()
                        .map(centroid -> Arrays.stream(centroid).boxed().toList())
                        .toList(),
                frozen.event().seq(),
                frozen.leftOut());
    }
}
