package org.metapolicy.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparedRunsTest {
    @Test
    void ratiosAreOfOneTurnAndTheirMiddleIsShown() {
        ComparedRuns runs = new ComparedRuns();
        // The second turn met a machine three times as slow; the ratio is the same.
        runs.turn(
                List.of("select          100.00 µs      60.00 kB"), List.of("select           50.00 µs      30.00 kB"));
        runs.turn(
                List.of("select          300.00 µs      60.00 kB"), List.of("select          150.00 µs      30.00 kB"));
        runs.turn(
                List.of("select          110.00 µs      60.00 kB"), List.of("select           66.00 µs      30.00 kB"));
        assertThat(runs.table().get(2)).isEqualTo("| select | 110.00 | 66.00 | 0.500 | 0.500 | 0.600 |");
    }

    @Test
    void aRowOfOneCommitAloneIsToldAndNotCompared() {
        ComparedRuns runs = new ComparedRuns();
        runs.turn(
                List.of("some words that are no row", "select   : RETURN 1      1.250 <= 1.12"),
                List.of("in context : without   1.040 <= 1.05"));
        assertThat(runs.table().subList(2, 4))
                .containsExactly(
                        "| select   : RETURN 1 | 1.25 | - | - | - | - |",
                        "| in context : without | - | 1.04 | - | - | - |");
    }
}
