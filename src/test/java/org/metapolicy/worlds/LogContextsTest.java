package org.metapolicy.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.ImportedLog;

/**
 * The contexts that the imports of two logs give them make no usable difference there: choosing by them may lose little
 * against the best single version. On fewer halves than docs/selection.md, and with a margin for that.
 */
class LogContextsTest {
    @Test
    void whatPoolingSavesByDifficulty() throws IOException {
        LogContexts.Worth worth = LogContexts.byDifficulty(ImportedLog.assumed(SelectionTables.JUDGE_ADVISOR))
                .worth(12);
        assertThat(worth.mostly()).as("beside the highest mean of each context").isGreaterThan(worth.unpooled() + .001);
    }

    @Test
    void whatPoolingSavesByPosition() throws IOException {
        LogContexts.Worth worth = LogContexts.byPosition(ImportedLog.assumed(SelectionTables.OPEN_BANDIT))
                .worth(4);
        assertThat(worth.mostly() - worth.single()).isGreaterThan(-.001);
    }
}
