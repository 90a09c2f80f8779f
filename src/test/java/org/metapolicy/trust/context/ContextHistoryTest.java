package org.metapolicy.trust.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.trust.context.ContextSums.Sums;

class ContextHistoryTest {
    private static final int MOST = 800;

    @Test
    void theLast800To900AreHeldAndNoMore() {
        ContextHistory history = new ContextHistory();
        for (int i = 1; i <= 5_000; i++) {
            one(history, "c" + i % 3, 0.5);
            long held = history.sums().values().stream()
                    .mapToLong(ContextSums::statuses)
                    .sum();
            if (i < MOST) {
                assertThat(held).isEqualTo(i);
            } else {
                assertThat(held).isBetween(790L, 900L);
            }
        }
        assertThat(history.buckets()).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void mergingByContextEqualsCountingTogether() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ContextHistory together = new ContextHistory();
            ContextHistory[] apart = {new ContextHistory(), new ContextHistory()};
            for (int i = 0; i < 300; i++) {
                String cluster = random.nextInt(5) == 0 ? null : "c" + random.nextInt(4);
                boolean overridden = random.nextInt(6) == 0;
                boolean flag = random.nextInt(9) == 0;
                Double reward = overridden ? null : (Double) (2 * random.nextDouble() - 1);
                Double coherence = random.nextBoolean() ? null : reward;
                for (ContextHistory history : List.of(together, apart[random.nextInt(2)])) {
                    history.status(cluster, overridden, MOST);
                    history.outcome(cluster, flag, reward, coherence, MOST);
                }
            }
            Map<String, ContextSums> merged = new HashMap<>(apart[0].sums());
            apart[1].sums().forEach((cluster, sums) -> merged.merge(cluster, sums, ContextSums::merge));
            assertThat(merged.keySet()).isEqualTo(together.sums().keySet());
            together.sums().forEach((cluster, sums) -> {
                ContextSums other = merged.get(cluster);
                assertThat(other.statuses()).isEqualTo(sums.statuses());
                assertThat(other.overrides()).isEqualTo(sums.overrides());
                assertThat(other.outcomes()).isEqualTo(sums.outcomes());
                assertThat(other.flags()).isEqualTo(sums.flags());
                same(other.reward(), sums.reward());
                same(other.coherence(), sums.coherence());
            });
        }
    }

    @Test
    void whatIsStoredIsTheSameAgainAndGoesOnAlike() {
        ContextHistory kept = new ContextHistory();
        ContextHistory stored = new ContextHistory();
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            stored = StoredHistory.toHistory(StoredHistory.of(stored));
            double reward = random.nextDouble();
            one(kept, "c" + i % 5, reward);
            one(stored, "c" + i % 5, reward);
        }
        assertThat(stored.buckets()).isEqualTo(kept.buckets());
        assertThatThrownBy(() -> StoredHistory.toHistory(List.of(Map.of("c", new double[] {1, 2}))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void afterAClearChangeOnlyWhatCameSinceCounts() {
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ContextHistory history = new ContextHistory();
            for (int i = 0; i < 700; i++) {
                one(history, "c" + i % 2, random.nextInt(100) < 60 ? 1 : 0);
            }
            assertThat(mean(history.rewards())).as("seed %d", seed).isBetween(0.5, 0.7);
            for (int i = 0; i < 200; i++) {
                one(history, "c" + i % 2, random.nextInt(100) < 20 ? 1 : 0);
            }
            assertThat(mean(history.rewards())).as("seed %d", seed).isBetween(0.1, 0.3);
        }
    }

    /** What is earned in each context stays; only how often it is asked there changes. */
    @Test
    void beingAskedInOtherContextsIsNoChange() {
        ContextHistory history = new ContextHistory();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 800; i++) {
            boolean first = random.nextInt(10) < (i < 400 ? 9 : 1);
            one(history, first ? "good" : "bad", random.nextInt(100) < (first ? 80 : 20) ? 1 : 0);
        }
        assertThat(history.rewards().values().stream().mapToLong(Sums::count).sum())
                .isEqualTo(800);
    }

    @Test
    void noiseIsHardlyEverTakenForAChange() {
        int cut = 0;
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ContextHistory history = new ContextHistory();
            for (int i = 0; i < 850; i++) {
                one(history, "c" + random.nextInt(4), random.nextInt(100) < 30 ? 1 : 0);
            }
            cut += history.rewards().values().stream().mapToLong(Sums::count).sum() < 800 ? 1 : 0;
        }
        assertThat(cut).isLessThanOrEqualTo(4);
    }

    private static void one(ContextHistory history, String cluster, double reward) {
        history.status(cluster, false, MOST);
        history.outcome(cluster, false, reward, null, MOST);
    }

    private static double mean(Map<String, Sums> rewards) {
        return rewards.values().stream().reduce(Sums.EMPTY, Sums::merge).mean();
    }

    private static void same(Sums one, Sums other) {
        assertThat(one.count()).isEqualTo(other.count());
        assertThat(one.sum()).isCloseTo(other.sum(), within(1e-9));
        assertThat(one.squares()).isCloseTo(other.squares(), within(1e-9));
    }
}
