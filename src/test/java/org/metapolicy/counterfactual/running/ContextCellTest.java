package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What a version decided in one context, some outcomes of which are not there. */
class ContextCellTest {
    /**
     * By Python's standard library:
     *
     * <pre>
     * n, known, sq, off, l = 40, .7, 3.0, .55, 10
     * N = n + l
     * for e in (0, 1): print((n * known + l * e) / N, (sq + n * l / N * (known - e) ** 2 + 1) / N ** 2, (n * (-.2 + off) + l * e) / N)
     * </pre>
     */
    @Test
    void anOutcomeThatIsLackingIsTheLeastOrTheGreatest() {
        ContextCell cell = new ContextCell(40, 0.7, 3, 0.55, 10);
        assertThat(cell.mean(0)).isCloseTo(0.56, within(1e-12));
        assertThat(cell.mean(1)).isCloseTo(0.76, within(1e-12));
        assertThat(cell.square(0)).isCloseTo(0.003168, within(1e-12));
        assertThat(cell.square(1)).isCloseTo(0.001888, within(1e-12));
        assertThat(cell.filled(-0.2, 0)).isCloseTo(0.28, within(1e-12));
        assertThat(cell.filled(-0.2, 1)).isCloseTo(0.48, within(1e-12));
        assertThat(cell.withOutcome()).isEqualTo(0.8);
    }
}
