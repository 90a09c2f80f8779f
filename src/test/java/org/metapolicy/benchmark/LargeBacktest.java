package org.metapolicy.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.metapolicy.backtest.Backtest;
import org.metapolicy.backtest.Turn;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.counterfactual.StoredDecision;
import org.metapolicy.counterfactual.running.MadeDecision;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/** A backtest of a family with a long history, without the reading of it. */
final class LargeBacktest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final int CONTEXTS = 16;

    private final MemoryLoggedDecisions decisions = new MemoryLoggedDecisions();
    private final Map<String, Turn> turns = new HashMap<>();
    private final List<String> versions = new ArrayList<>();
    private final int n;

    /** @param n decisions among so many versions, which are equally likely and differ by context. Seed 7. */
    LargeBacktest(int n, int many) {
        this.n = n;
        for (int v = many - 1; v >= 0; v--) {
            versions.add("v" + v);
        }
        decisions.addVersion("m", "v0");
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < n; i++) {
            int context = random.nextInt(CONTEXTS);
            String served = versions.get(random.nextInt(many));
            add(i, context, served, 0.1 * (context % many) + 0.4 * (random.nextDouble() - 0.5));
        }
    }

    private void add(int i, int context, String served, double reward) {
        String id = String.format("e%07d", i);
        Instant at = START.plusSeconds(60L * i);
        decisions.add(
                "m",
                new StoredDecision(
                        id,
                        Optional.of(at),
                        "c" + context,
                        null,
                        List.of(),
                        "cue",
                        1.0,
                        null,
                        true,
                        Math.max(-1, Math.min(1, reward)),
                        List.of(served),
                        Map.of()));
        List<Map<String, Object>> considered = versions.stream()
                .map(version -> Map.<String, Object>of(
                        "version_id",
                        version,
                        "status",
                        "LIVE",
                        "trust_score",
                        0.5,
                        "propensity",
                        1.0 / versions.size(),
                        "is_default",
                        version.equals("v0")))
                .toList();
        MadeDecision.read(at, considered, new TreeMap<>(), served, null, 1.0 / versions.size())
                .ifPresent(made -> turns.put(id, Turn.of(made, served, considered)));
    }

    long nanoseconds() {
        long start = System.nanoTime();
        List<Backtest.Row> rows = Backtest.of(
                decisions.familyOf("v0"),
                turns,
                versions,
                EvaluationOptions.ofAll(Input.of("options", Map.of("propensity_min", 0.02))),
                START.plusSeconds(60L * n));
        if (rows.get(0).value().n() != n) {
            throw new IllegalStateException("not all decisions were looked at: " + rows.get(0));
        }
        return System.nanoTime() - start;
    }
}
