package org.metapolicy.counterfactual;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.StoredDecision.StoredChoice;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.Input;
import org.metapolicy.testing.memory.MemoryLoggedDecisions;

/**
 * Logs of two things that earn 1 in nine of ten decisions and -1 else, of which the new one is seldom tried.
 *
 * @param chance of the new one, in (0, 1)
 * @param told what the log says of it
 */
record RoundedLogs(double chance, double told) {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    /** What is said of one beside another: the candidate and its twin do the new thing, the default the old one. */
    List<Evaluation> judged(int logs, int decisions, String of, String against) {
        return IntStream.range(0, logs)
                .parallel()
                .mapToObj(log -> judged(new SplittableRandom(32_452_843L * log + 5), decisions, of, against))
                .toList();
    }

    private Evaluation judged(SplittableRandom random, int decisions, String of, String against) {
        MemoryLoggedDecisions log = new MemoryLoggedDecisions();
        log.addVersion("f", of);
        for (int i = 0; i < decisions; i++) {
            boolean isNew = random.nextDouble() < chance;
            log.add("f", stored(i, isNew, random.nextDouble() < 0.9 ? 1.0 : -1.0));
        }
        return Evaluating.of(
                log.familyOf(of),
                of,
                List.of(policy(of), policy(against)),
                EvaluationOptions.of(Input.of("options", Map.of("propensity_min", told, "against", against))),
                FIRST.plusSeconds(60L * decisions));
    }

    private static VersionPolicy policy(String id) {
        return new VersionPolicy(id, "p", null, null, null, List.of());
    }

    private StoredDecision stored(int i, boolean isNew, double reward) {
        return new StoredDecision(
                String.format("e%06d", i),
                Optional.of(FIRST.plusSeconds(60L * i)),
                null,
                null,
                List.of(),
                isNew ? "new" : "old",
                isNew ? told : 1 - told,
                null,
                true,
                reward,
                List.of("logging"),
                Map.of(
                        "default", List.of(new StoredChoice(List.of("old"), List.of(1.0))),
                        "candidate", List.of(new StoredChoice(List.of("new"), List.of(1.0))),
                        "twin", List.of(new StoredChoice(List.of("new"), List.of(1.0)))));
    }
}
