package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;

/**
 * However late outcomes come, whether statuses are told or time out, whatever the writers' clocks show and however sessions
 * interleave: a recount gives the very states that counting on the way did.
 */
class TwoClocksTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final List<String> VERSIONS = List.of("v", "w");
    private static final int HISTORIES = 150;

    @Test
    void aRecountGivesTheStatesOfCountingToTheLastBit() {
        long first = Long.getLong("metapolicy.seed", System.nanoTime());
        System.out.println("histories with the seeds " + first + " to " + (first + HISTORIES - 1));
        for (long seed = first; seed < first + HISTORIES; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) {
        Random random = new Random(seed);
        Settings settings = anySettings(random);
        ToldFamily family = new ToldFamily(settings, true);
        List<CountingChange> changes = new ArrayList<>();
        changes.add(new CountingChange.SettingsChanged(0, settings));
        Instant now = START;
        int statuses = 0;
        for (int i = 0; i < 12; i++) {
            int count = random.nextInt(20);
            for (int j = 0; j < count; j++) {
                family.add(episode("e" + statuses++, now.plusSeconds(random.nextInt(3_600)), random));
            }
            now = now.plusSeconds(random.nextInt(7_200));
            family.refresh(now, () -> false);
            change(family, changes, random);
        }
        // By then everything has come or timed out; what nobody knows the time of, after it was met.
        family.refresh(now.plusSeconds(1_000_000), () -> false);
        family.refresh(now.plusSeconds(2_000_000), () -> false);

        Recount recount = new Recount(changes);
        family.stored.forEach(recount::count);
        recount.finish();
        long counted = 0;
        for (String version : VERSIONS) {
            assertThat(recount.tally(version).states().saved())
                    .as("version %s, seed %d", version, seed)
                    .isEqualTo(family.states(version).saved());
            counted += family.states(version).live().nTotal();
        }
        assertThat(counted).as("statuses, seed %d", seed).isEqualTo(statuses);
        assertThat(family.stored)
                .as("numbers, seed %d", seed)
                .extracting(StoredEvidence::number)
                .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, family.counted())
                        .boxed()
                        .toList());
    }

    private static void change(ToldFamily family, List<CountingChange> changes, Random random) {
        String version = VERSIONS.get(random.nextInt(2));
        switch (random.nextInt(6)) {
            case 0 -> {
                Settings settings = anySettings(random);
                family.configure(settings);
                changes.add(new CountingChange.SettingsChanged(family.counted(), settings));
            }
            case 1 -> {
                family.states(version).live().restart();
                family.states(version).shadow().restart();
                changes.add(new CountingChange.Resumed(family.counted(), version));
            }
            default -> {}
        }
    }

    private static Settings anySettings(Random random) {
        return Settings.defaults()
                .with(Map.of(
                        "window_size", 3L + random.nextInt(8),
                        "guardrail_unit", random.nextBoolean() ? "SESSION" : "EPISODE",
                        "session_timeout", 60.0 + random.nextInt(3_600),
                        "outcome_timeout", 60.0 + random.nextInt(10_000),
                        "outcome_order", random.nextBoolean() ? "DECISION" : "ARRIVAL"));
    }

    private static ToldEpisode episode(String id, Instant written, Random random) {
        boolean overridden = random.nextInt(3) == 0;
        // One writer's clock is ahead, another's behind, and some write no time.
        Instant at = random.nextInt(8) == 0 ? null : written.plusSeconds(random.nextInt(3) * 5_400L - 5_400);
        return new ToldEpisode(
                id,
                VERSIONS.get(random.nextInt(2)),
                at,
                written,
                overridden,
                overridden && random.nextBoolean() ? written.plusSeconds(random.nextInt(2_000)) : null,
                random.nextInt(4) == 0 ? null : written.plusSeconds(random.nextInt(random.nextBoolean() ? 60 : 50_000)),
                random.nextDouble() * 2 - 1,
                random.nextInt(10) == 0,
                random.nextInt(4) == 0 ? null : "s" + random.nextInt(6));
    }
}
