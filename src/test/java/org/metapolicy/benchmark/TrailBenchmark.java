package org.metapolicy.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What calls cost beside a short trail and a long one, in one run of one JVM: the same family, whose versions were paused
 * and resumed so often. Events are appended as moves append them, in large transactions.
 */
public final class TrailBenchmark {
    private static final int SHORT = 1_000;
    private static final int LONG = 50_000;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 61;

    private TrailBenchmark() {}

    /** @param args the folder of the migrations */
    public static void main(String[] args) throws IOException {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("audit, a page of 10", "CALL metapolicy.audit('f', {limit: 10})");
        calls.put("audit, 10 from the middle", "CALL metapolicy.audit('f', {limit: 10, after: $middle})");
        calls.put("defaultAt, now", "CALL metapolicy.defaultAt('f', datetime())");
        calls.put("defaultAt, in the middle", "CALL metapolicy.defaultAt('f', $moment)");
        calls.put("plan", "CALL metapolicy.plan('f')");
        calls.put("refresh with nothing new", "CALL metapolicy.refreshTrust('f')");
        calls.put("status", "CALL metapolicy.status('f')");
        calls.put("versions", "CALL metapolicy.versions('f')");
        calls.put("select", "CALL metapolicy.select('f', {})");
        calls.put("pause, rolled back", "CALL metapolicy.pause('f.b', 'odd')");
        calls.put("configure, rolled back", "CALL metapolicy.configure('f', {patience: 3}, 'go')");
        calls.put("audit.verify (reads the whole trail)", "CALL metapolicy.audit.verify('f')");
        try (TrailLoad few = new TrailLoad(Path.of(args[0]), SHORT);
                TrailLoad many = new TrailLoad(Path.of(args[0]), LONG)) {
            System.out.printf(Locale.ROOT, "%-50s %12s %12s %8s%n", "events in the trail, ms", SHORT, LONG, "ratio");
            calls.forEach((name, call) -> {
                boolean linear = name.contains("whole");
                double a = median(few, call, linear);
                double b = median(many, call, linear);
                System.out.printf(Locale.ROOT, "%-50s %12.3f %12.3f %8.2f%n", name, a, b, b / a);
            });
        }
    }

    private static double median(TrailLoad load, String call, boolean linear) {
        List<Long> times = new ArrayList<>();
        int warmUp = linear ? 3 : WARM_UP;
        for (int i = 0; i < warmUp + (linear ? 5 : ROUNDS); i++) {
            long time = load.time(call);
            if (i >= warmUp) {
                times.add(time);
            }
        }
        return times.stream().sorted().toList().get(times.size() / 2) / 1e6;
    }
}
