package org.metapolicy.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CostTableTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CostTable table = new CostTable(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void aRatioStandsBesideItsTwoFiguresAndItsAim() {
        table.ratio("plain Cypher : select", new Compared(516.14, 498.9, "µs", 1.183), Aim.atLeast(2));
        table.ratio("select : RETURN 1", new Compared(0.56, 0.5, "ms"), Aim.atMost(1.12));
        assertThat(lines())
                .containsExactly(
                        "| plain Cypher : select | 516.1 µs : 498.9 µs | 1.18 | at least 2 | no |",
                        "| select : RETURN 1 | 0.56 ms : 0.50 ms | 1.12 | at most 1.12 | yes |");
    }

    @Test
    void aFigureWithoutAnAimIsNeitherMetNorMissed() {
        table.row("backlog", 21_599.4, "outcomes a second");
        table.row("select, allocated", 70.6, "kB", Aim.atMost(12));
        table.row("select", 498.9, "µs", 70.6, "kB");
        table.end();
        assertThat(lines())
                .containsExactly(
                        "| backlog | 21,599 outcomes a second |  |  |  |",
                        "| select, allocated | 70.6 kB |  | at most 12 | no |",
                        "| select | 498.9 µs, 70.6 kB |  |  |  |",
                        "",
                        "aims: 1, missed: 1, [select, allocated]");
    }

    private String[] lines() {
        String[] all = printed.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
        return Arrays.copyOfRange(all, 2, all.length);
    }
}
