package org.metapolicy.worlds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
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

    private static Path assumed(String name) {
        Path file = LogContexts.file(name);
        assumeThat(file)
                .as("the log " + name + " is not there: what needs it is not tried")
                .exists();
        return file;
    }
}
