package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a page of a family's episodes costs beside 1,000 and 200,000 counted outcomes: with times of their own and with one
 * time for all, as a statement that writes many at once gives them.
 */
public final class EpisodesBenchmark {
    private static final int FEW = 1_000;
    private static final int MANY = 200_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 41;

    private EpisodesBenchmark() {}

    /** @param args the folder of the migrations */
    public static void main(String[] args) throws IOException {
        Map<String, String> calls = Map.of(
                "episodes, 10", "CALL metapolicy.episodes('m', {limit: 10})",
                "episodes, the default page", "CALL metapolicy.episodes('m')",
                "episodes, 10 after the 500th newest", "CALL metapolicy.episodes('m', {limit: 10, after: $after})");
        try (EvidenceLoad few = load(args[0], FEW);
                EvidenceLoad many = load(args[0], MANY)) {
            for (boolean together : List.of(false, true)) {
                if (together) {
                    few.atOneTime();
                    many.atOneTime();
                }
                System.out.printf(
                        Locale.ROOT,
                        "%-50s %12s %12s %8s%n",
                        together ? "episodes of one moment, ms" : "episodes, ms",
                        FEW,
                        MANY,
                        "ratio");
                calls.keySet().stream().sorted().forEach(name -> {
                    double a = median(few, calls.get(name));
                    double b = median(many, calls.get(name));
                    System.out.printf(Locale.ROOT, "%-50s %12.3f %12.3f %8.2f%n", name, a, b, b / a);
                });
            }
        }
    }

    private static EvidenceLoad load(String migrations, int outcomes) throws IOException {
        EvidenceLoad load = new EvidenceLoad(Path.of(migrations));
        load.write(outcomes);
        load.time("CALL metapolicy.refreshTrust('m')", Map.of());
        return load;
    }

    private static double median(EvidenceLoad load, String call) {
        Map<String, Object> parameters = Map.of(
                "after",
                load.value("CALL metapolicy.episodes('m', {limit: 500}) YIELD episodeId"
                        + " WITH collect(episodeId) AS ids RETURN ids[-1]"));
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            long time = load.time(call, parameters);
            if (i >= WARM_UP) {
                times.add(time);
            }
        }
        return times.stream().sorted().toList().get(times.size() / 2) / 1e6;
    }
}
