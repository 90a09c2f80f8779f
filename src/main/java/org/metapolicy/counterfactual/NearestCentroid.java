package org.metapolicy.counterfactual;

import java.util.List;
import java.util.Optional;

/** Which frozen centroid is nearest to a context vector (specification, section 4.4). */
final class Centroids {
    private final List<double[]> centroids;

    Centroids(List<double[]> centroids) {
        this.centroids = List.copyOf(centroids);
    }

    /** Empty where there is none of the vector's dimension. */
    Optional<String> nearest(List<Double> context) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centroids.size(); i++) {
            double distance =
                    centroids.get(i).length == context.size() ? distance(centroids.get(i), context) : Double.NaN;
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest < 0 ? Optional.empty() : Optional.of("centroid-" + nearest);
    }

    private static double distance(double[] centroid, List<Double> context) {
        double sum = 0;
        for (int i = 0; i < centroid.length; i++) {
            double difference = centroid[i] - context.get(i);
            sum += difference * difference;
        }
        return sum;
    }
}
