package org.metapolicy.selection.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How likely what was done was, whichever version did it; sums worked out by hand. */
class VersionChoicesTest {
    private static final Map<String, Double> CHANCES = Map.of("a", 0.8, "b", 0.05, "c", 0.15, "d", 0.0);

    @Test
    void itIsTheSumOverTheVersionsThatWouldHaveDoneIt() {
        Map<String, String> known = Map.of("a", "cue", "b", "rest", "c", "rest");
        assertThat(of("rest", 0.05, CHANCES, known)).isEqualTo(0.2, within(1e-15));
        assertThat(of("cue", 0.8, CHANCES, known)).isEqualTo(0.8, within(1e-15));
        assertThat(of("cue", 0.8, CHANCES, Map.of("a", "cue", "b", "cue", "c", "cue")))
                .isEqualTo(1.0, within(1e-15))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void oneThatHadAChanceAndIsNotKnownLeavesItOpenAndOneThatHadNoneDoesNot() {
        assertThat(of("cue", 0.8, CHANCES, Map.of("a", "cue", "b", "rest"))).isNull();
        assertThat(of("cue", 0.8, CHANCES, Map.of("a", "cue", "b", "rest", "c", "rest")))
                .isNotNull();
        assertThat(of(null, 0.8, CHANCES, Map.of("a", "cue", "b", "rest", "c", "rest")))
                .isNull();
    }

    @Test
    void whatWasCertainNeedsNobodyElse() {
        assertThat(of("cue", 1, CHANCES, Map.of())).isEqualTo(1.0);
        assertThat(of(null, 1, CHANCES, Map.of())).isNull();
    }

    @Test
    void nobodysTurnIsDoingNothing() {
        Map<String, Double> chances = new HashMap<>(Map.of("a", 0.9));
        chances.put(null, 0.1);
        assertThat(of(VersionChoices.NOBODY, 0.1, chances, Map.of("a", "cue"))).isEqualTo(0.1);
        assertThat(of("cue", 0.9, chances, Map.of("a", "cue"))).isEqualTo(0.9);
    }

    @Test
    void whatNobodyWouldHaveDoneHasNoPropensity() {
        assertThat(of("jolt", 0.8, CHANCES, Map.of("a", "cue", "b", "rest", "c", "rest")))
                .isNull();
    }

    private static Double of(String done, double decided, Map<String, Double> chances, Map<String, String> known) {
        return VersionChoices.of(done, decided, chances, new TreeMap<>(known)).propensity();
    }
}
