package org.metapolicy.counterfactual;

import java.util.List;
import java.util.Optional;

/** In which context decisions were made, as counting finds it. */
public final class DecisionContexts {
    private final NearestCentroid centroids;

    /** @param centroids the family's, in order; none where contexts were never clustered */
    public DecisionContexts(List<double[]> centroids) {
        this.centroids = new NearestCentroid(centroids);
    }

    /** What was given, the nearest centroid, the hash; empty where there is neither. */
    public Optional<String> of(StoredDecision stored) {
        return text(stored.cluster())
                .or(() -> centroids.nearest(stored.context()))
                .or(() -> text(stored.hash()));
    }

    private static Optional<String> text(Object stored) {
        return stored instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.ofNullable(stored instanceof Number number ? number.toString() : null);
    }
}
