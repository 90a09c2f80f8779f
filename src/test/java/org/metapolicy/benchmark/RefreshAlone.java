package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one refresh costs, by itself: so that the product of another commit can be asked the same ({@link ComparedRefreshes}). */
final class RefreshAlone {
    static final String PRINTED = "refresh, ms: ";

    private static final int HISTORY = 10_000;
    private static final int NEW = 1_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 41;
    private static final String REFRESH = "CYPHER 5 CALL metapolicy.refreshTrust('m')";

    private RefreshAlone() {}

    /** @param args the folder of the migrations, and from how many contexts the episodes come */
    public static void main(String... args) throws IOException {
        List<Double> milliseconds = new ArrayList<>();
        try (EvidenceLoad load = new EvidenceLoad(Path.of(args[0]), Integer.parseInt(args[1]))) {
            load.write(HISTORY);
            load.time(REFRESH, Map.of());
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                load.write(NEW);
                milliseconds.add(load.time(REFRESH, Map.of()) / 1e6);
            }
        }
        System.out.printf(
                Locale.ROOT,
                PRINTED + "%.1f%n",
                Turns.middle(milliseconds.subList(WARM_UP, milliseconds.size()).stream()
                        .mapToDouble(Double::doubleValue)));
    }
}
