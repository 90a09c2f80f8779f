package org.metapolicy.counterfactual;

import java.util.List;
import java.util.Optional;

/** Which frozen centroid is nearest to a context vector (specification, section 4.4). */
public final class NearestCentroid {
    /** A power of two, so that it rounds nothing, by which the squares of all differences of finite numbers are finite. */
    private static final double REDUCED = 0x1p-600;

    private final List<double[]> centroids;

    public NearestCentroid(List<double[]> centroids) {
        this.centroids = List.copyOf(centroids);
    }

    /**
     * Its name; the first of several that are equally near. Empty where there is none of the vector's dimension.
     *
     * @param context finite numbers, of any size
     */
    public Optional<String> nearest(List<Double> context) {
        // What is near enough for a finite distance is nearer than the rest, which squares alone do not tell apart.
        return nearest(context, 1).or(() -> nearest(context, REDUCED));
    }

    private Optional<String> nearest(List<Double> context, double scale) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centroids.size(); i++) {
            double distance =
                    centroids.get(i).length == context.size() ? distance(centroids.get(i), context, scale) : Double.NaN;
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest < 0 ? Optional.empty() : Optional.of("centroid-" + nearest);
    }

    /** The squared distance of both on another scale. */
    private static double distance(double[] centroid, List<Double> context, double scale) {
        double sum = 0;
        for (int i = 0; i < centroid.length; i++) {
            double difference = centroid[i] * scale - context.get(i) * scale;
            sum += difference * difference;
        }
        return sum;
    }
}
