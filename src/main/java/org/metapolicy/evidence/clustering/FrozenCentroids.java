package org.metapolicy.evidence.clustering;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What clustering froze, as the JSON text that a family and its trail keep. */
public final class FrozenCentroids {
    private FrozenCentroids() {}

    /**
     * The centroids in their order.
     *
     * @param json a list of lists of finite numbers
     * @return empty where it is none, as after an edit by hand
     */
    public static Optional<List<double[]>> read(String json) {
        try {
            return Optional.ofNullable(new Gson().fromJson(json, double[][].class))
                    .filter(read -> Stream.of(read).allMatch(FrozenCentroids::isVector))
                    .map(List::of);
        } catch (JsonParseException | NumberFormatException edited) {
            // A text where a number must be is the latter.
            return Optional.empty();
        }
    }

    private static boolean isVector(double[] read) {
        return read != null && Arrays.stream(read).allMatch(Double::isFinite);
    }
}
