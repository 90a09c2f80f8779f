package org.metapolicy.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The contexts that the imports of two logs give them make no usable difference there: choosing by them may lose little
 * against the best single version. On fewer halves than docs/selection.md, and with a margin for that.
 */
class LogContextsTest {
    @Test
    void whatPoolingSavesByDifficulty() throws IOException {
        LogContexts.Worth worth =
                LogContexts.byDifficulty(assumed(SelectionTables.JUDGE_ADVISOR)).worth(12);
        assertThat(worth.mostly()).as("beside the highest mean of each context").isGreaterThan(worth.unpooled() + .001);
    }

    @Test
    void whatPoolingSavesByPosition() throws IOException {
        LogContexts.Worth worth =
                LogContexts.byPosition(assumed(SelectionTables.OPEN_BANDIT)).worth(4);
        assertThat(worth.mostly() - worth.single()).isGreaterThan(-.001);
    }

    /** Who never chooses anything else than the first and notes the rewards that it is shown, which are the places in the log. */
    @Test
    void theHalfOfALogIsSeenInItsRecordedOrderOrInThatOfTheShuffle() {
        List<LogContexts.Row> rows = IntStream.range(0, 100)
                .mapToObj(place -> new LogContexts.Row(0, 0, new World.Outcome(false, false, place)))
                .toList();
        LogContexts log = new LogContexts("places", List.of("one"), rows, 1);
        List<Double> recorded = new ArrayList<>();
        List<Double> shuffled = new ArrayList<>();
        LogContexts.Chosen first = log.chosen(3, true, (world, random) -> new Noting(recorded));
        LogContexts.Chosen second = log.chosen(3, false, (world, random) -> new Noting(shuffled));
        assertThat(recorded).hasSize(50).isSorted().containsExactlyInAnyOrderElementsOf(shuffled);
        assertThat(shuffled).isNotEqualTo(recorded);
        assertThat(first.reward()).as("the other half is the same").isEqualTo(second.reward());
    }

    private record Noting(List<Double> seen) implements Chooser {
        @Override
        public int choose(int context) {
            return 0;
        }

        @Override
        public void see(int version, int context, World.Outcome outcome) {
            seen.add(outcome.reward());
        }
    }

    private static Path assumed(String name) {
        Path file = LogContexts.file(name);
        assumeThat(file)
                .as("the log " + name + " is not there: what needs it is not tried")
                .exists();
        return file;
    }
}
