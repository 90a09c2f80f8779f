package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.Compared.Source;

/** A half is stated of either of two, and it is otherwise: what was weighed by that compares nobody, then and afterwards. */
class ContradictedSharesTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final TreeMap<String, Double> HALF = new TreeMap<>(Map.of("candidate", 0.5, "default", 0.5));
    private static final TreeMap<String, MadeDecision.Arm> ARMS = new TreeMap<>(Map.of(
            "candidate", new MadeDecision.Arm("new", 0.5),
            "default", new MadeDecision.Arm("old", 0.5)));

    /** Of a decision whose outcome comes later. */
    private record Awaited(String who, double outcome, Optional<MadeDecision> decision) {}

    private final SplittableRandom random = new SplittableRandom(86_028_121L);
    private final Deque<Awaited> awaited = new ArrayDeque<>();
    private RunningDifferences running;
    private int decided;

    @BeforeEach
    void begin() {
        running = RunningDifferences.after(0);
    }

    /** As where every decision is drawn with one seed: found before the 50 episodes that a promotion takes. Both earn 1 in nine of ten decisions. */
    @Test
    void whoAlwaysDecidesIsNotToldBetterByThat() {
        for (int i = 0; i < 2000; i++) {
            decide("candidate", 0);
            Compared compared = compared();
            assertThat(decided > 50 && compared.lower() > 0)
                    .as("after %d decisions", decided)
                    .isFalse();
        }
        assertThat(running.shares().mismatch()).isTrue();
        assertThat(compared().source()).isEqualTo(Source.NOTHING);
    }

    @Test
    void onceSharesAreAsStatedComparisonsBeginAnewWithWhatIsDecidedThen() {
        for (int i = 0; i < 300; i++) {
            decide("candidate", 40);
        }
        assertThat(running.shares().mismatch()).isTrue();
        while (running.shares().mismatch()) {
            decide(drawn(), 40);
            assertThat(compared().source()).isIn(Source.NOTHING, Source.OWN_OUTCOMES);
            if (decided % 1000 == 0) {
                running = RunningDifferences.read(running.text(), 0);
            }
        }
        int before = decided;
        for (int i = 0; i < 1000; i++) {
            decide(drawn(), 40);
        }
        assertThat(before).isGreaterThan(ServedShares.BLOCK);
        assertThat(compared())
                .returns(Source.DECISIONS, Compared::source)
                .satisfies(one -> assertThat(one.n()).isBetween(900L, (long) decided - before))
                .satisfies(one -> assertThat(one.lower()).isNegative())
                .satisfies(one -> assertThat(one.upper()).isPositive());
        // Nothing was taken back that had been let go of: counts below 0 could not be read.
        assertThat(RunningDifferences.read(running.text(), 0).text()).isEqualTo(running.text());
    }

    /** An earlier release went on with differences while it warned. */
    @Test
    void whatAnEarlierReleaseKeptComparesNobodyAsLongAsItIsWarned() {
        for (int i = 0; i < 200; i++) {
            decide("candidate", 0);
        }
        JsonObject warned = JsonParser.parseString(running.text()).getAsJsonObject();
        begin();
        for (int i = 0; i < 200; i++) {
            decide(drawn(), 0);
        }
        assertThat(compared().source()).isEqualTo(Source.DECISIONS);
        JsonObject text = JsonParser.parseString(running.text()).getAsJsonObject();
        text.add("shares", warned.get("shares"));
        running = RunningDifferences.read(text.toString(), 0);
        assertThat(running.shares().mismatch()).isTrue();
        assertThat(compared().source()).isEqualTo(Source.OWN_OUTCOMES);
    }

    private Compared compared() {
        return running.compare("candidate", "default", 0.9);
    }

    private String drawn() {
        return random.nextBoolean() ? "candidate" : "default";
    }

    /** @param late after how many further decisions its outcome comes */
    private void decide(String who, int late) {
        decided++;
        Optional<MadeDecision> decision = Optional.of(new MadeDecision(
                FIRST.plusSeconds(60L * decided), "default", ARMS.get(who).does(), 0.5, ARMS, HALF));
        running.decided(decided, who, decision);
        running.status(who, null, false);
        running.lacking(decided, decision);
        awaited.add(new Awaited(who, random.nextDouble() < 0.9 ? 1 : 0, decision));
        while (awaited.size() > late) {
            Awaited one = awaited.poll();
            running.found(decided, one.decision);
            running.outcome(one.who, null, one.outcome, one.decision);
        }
    }
}
