package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;

/** Served shares against stated propensities; the whole simulations with -Pslow. */
class ServedSharesTest {
    private static final TreeMap<String, Double> HALF = new TreeMap<>(Map.of("a", 0.5, "b", 0.5));

    /**
     * By python3: for k in 100, 1000: e += exp(lg(30, k/2) + lg(10, k/2) - lg(40, k) - 40 log(.5)) / 2, lg(n, a) = lgamma(n + a)
     * − lgamma(a), over the weight 2 of the first block.
     */
    @Test
    void whereThePropensityStaysItIsTheDirichletMultinomialTest() {
        ServedShares shares = ServedShares.after(0);
        for (int i = 0; i < 40; i++) {
            shares.take(i % 4 == 1 ? "b" : "a", HALF);
        }
        assertThat(shares.reading().evidence()).isEqualTo(1.1917497806037989, within(1e-10));
        assertThat(shares.reading().versions())
                .containsEntry("a", new ServedShares.Reading.Version(30, 20))
                .containsEntry("b", new ServedShares.Reading.Version(10, 20));
    }

    /** By python3, the formula of the class over these five. */
    @Test
    void itGoesByWhatEachDecisionStatesAmongThoseWhoMayDecide() {
        ServedShares shares = ServedShares.after(0);
        shares.take("a", HALF);
        shares.take("b", new TreeMap<>(Map.of("a", 0.8, "b", 0.1, "c", 0.1)));
        // In a fifth nobody would have decided: somebody did.
        shares.take("b", new TreeMap<>(Map.of("a", 0.6, "b", 0.2)));
        shares.take("b", new TreeMap<>(Map.of("a", 0.9, "c", 0.1, "b", 0.25)));
        shares.take("c", new TreeMap<>(Map.of("b", 0.5, "c", 0.25, "a", 0.25)));
        assertThat(shares.reading().evidence()).isEqualTo(0.503098896253348, within(1e-12));
        assertThat(shares.reading().versions().get("a").expected()).isEqualTo(3.02, within(1e-12));
        assertThat(shares.reading().decisions()).isEqualTo(5);
    }

    @Test
    void whereNothingIsLeftToChanceNothingIsSaid() {
        ServedShares shares = ServedShares.after(0);
        shares.take("a", new TreeMap<>(Map.of("a", 1.0, "b", 0.0)));
        shares.take("b", new TreeMap<>(Map.of("a", 1.0, "b", 0.0)));
        shares.take("z", HALF);
        ServedShares.Reading reading = shares.reading();
        assertThat(reading.decisions()).isZero();
        assertThat(reading.unstated()).isEqualTo(2);
        assertThat(reading.mismatch()).isFalse();
        assertThat(reading.warning()).isEmpty();
    }

    @Test
    void aMismatchIsFoundAndWhatWasMendedIsForgotten() {
        ServedShares shares = ServedShares.after(0);
        int found = 0;
        for (int i = 1; i <= ServedShares.BLOCK; i++) {
            shares.take(i % 5 < 2 ? "a" : "b", HALF);
            found = found == 0 && shares.reading().mismatch() ? i : found;
        }
        assertThat(found).isBetween(50, 500);
        // The next block stands under the former one's warning until it has seen as much.
        for (int i = 1; i < found; i++) {
            shares.take(i % 2 == 0 ? "a" : "b", HALF);
        }
        assertThat(shares.reading().mismatch()).isTrue();
        assertThat(shares.reading().warning().orElseThrow()).contains("'a' decided", "evaluate");
        shares.take("a", HALF);
        assertThat(shares.reading().mismatch()).isFalse();
    }

    @Test
    void falseWarningsAreSeldom() {
        assertThat(ServedSharesTables.RIGHT.everFound(200, 1000)).isLessThanOrEqualTo(0.05);
        assertThat(ServedSharesTables.VARYING.everFound(200, 1000)).isLessThanOrEqualTo(0.05);
        assertThat(ServedSharesTables.WRONG.median(40, 3000)).isBetween(700, 1700);
    }

    @Tag("slow")
    @Test
    void theyAreInLongLogs() {
        for (ServedSharesTables.World world :
                List.of(ServedSharesTables.RIGHT, ServedSharesTables.VARYING, ServedSharesTables.TEN)) {
            assertThat(world.everFound(1000, 10_000)).as(world.words()).isLessThanOrEqualTo(0.05);
        }
    }

    @Test
    void whatIsStoredGoesOnToTheLastBit() {
        RunningDifferences whole = RunningDifferences.after(0);
        RunningDifferences parts = RunningDifferences.after(0);
        for (int i = 1; i <= 60; i++) {
            take(whole, i);
            take(parts, i);
            parts = RunningDifferences.read(parts.text(), 0);
        }
        assertThat(parts.text()).isEqualTo(whole.text());
        assertThat(parts.shares()).isEqualTo(whole.shares());
        assertThat(whole.shares().decisions()).isEqualTo(60);
    }

    @Test
    void anEarlierTextBeginsWithWhatComes() {
        RunningDifferences before = RunningDifferences.after(0);
        for (int i = 1; i <= 20; i++) {
            take(before, i);
        }
        String earlier = before.text().replaceAll(",\"shares\":\\{.*\\}", "}");
        assertThat(Begun.of(earlier).shares()).isZero();
        RunningDifferences after = RunningDifferences.goOn(earlier, 20);
        assertThat(after.shares().decisions()).isZero();
        take(after, 20);
        assertThat(after.shares().decisions()).isZero();
        take(after, 21);
        assertThat(after.shares().decisions()).isEqualTo(1);
        assertThat(Begun.of(after.text()).shares()).isEqualTo(20);
        assertThatThrownBy(() -> RunningDifferences.read(
                        before.text().replace("\"n\":20,\"found\":0", "\"n\":20,\"found\":30"), 0))
                .isInstanceOf(Conflict.class);
    }

    private static void take(RunningDifferences differences, int number) {
        differences.status("a", null, false);
        differences.decided(
                number,
                number % 3 == 0 ? "a" : "b",
                MadeDecision.read(
                        Instant.EPOCH,
                        List.of(
                                Map.of("version_id", "a", "propensity", 0.3, "is_default", true),
                                Map.of("version_id", "b", "propensity", 0.7)),
                        Map.of(),
                        "b",
                        null,
                        0.7));
    }
}
