package org.metapolicy.graph.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.metapolicy.graph.read.NodeReader;

/** What is read of stored figures; what is written is compared with a graph by FiguresTableIT. */
class FiguresTableTest {
    private static final long TABLE = 1_700_000_000_000_000L;
    private static final long EVENTS = 9;

    @RepeatedTest(20)
    void ofManyVersionsEachIsFound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeMap<Long, Long> evidence = new TreeMap<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            evidence.put((long) random.nextInt(60), (long) random.nextInt(60));
        }
        FiguresTable table = FiguresTable.of(figures(evidence), parts(evidence), TABLE, EVENTS);
        for (long version = -1; version <= 60; version++) {
            for (long number = -1; number <= 60; number++) {
                Figures found = table.find(version, "v" + version, null, number);
                boolean stored = evidence.containsKey(version) && evidence.get(version) == number;
                assertThat(found != null)
                        .as("seed %d, version %d, evidence %d", seed, version, number)
                        .isEqualTo(stored);
                if (stored) {
                    assertThat(found.evidence().nTotal()).isEqualTo(version);
                    assertThat(found.evidence().known().factors().get("safety").share())
                            .isEqualTo(version / 100.0);
                }
            }
            long number = evidence.getOrDefault(version, 0L);
            assertThat(table.find(version, "w", null, number)).isNull();
            assertThat(table.find(version, 5L, null, number)).isNull();
            assertThat(table.find(version, null, null, number)).isNull();
        }
    }

    @Test
    void ofAnotherTableOrTrailAndOfWhatIsNoneThereAreNone() {
        TreeMap<Long, Long> evidence = new TreeMap<>();
        evidence.put(3L, 4L);
        byte[] figures = figures(evidence);
        byte[] parts = parts(evidence);
        assertThat(has(FiguresTable.of(figures, TABLE, EVENTS))).isTrue();
        assertThat(has(FiguresTable.of(figures, parts, TABLE, EVENTS))).isTrue();
        assertThat(has(FiguresTable.of(figures, TABLE + 1, EVENTS))).isFalse();
        assertThat(has(FiguresTable.of(figures, TABLE, EVENTS + 1))).isFalse();
        assertThat(has(FiguresTable.of(figures, null, EVENTS))).isFalse();
        evidence.put(5L, 6L);
        for (Object none : new Object[] {
            null, "text", 5L, new double[] {1, 2}, List.of(), new byte[0], new byte[16], new byte[15], parts(evidence)
        }) {
            assertThat(has(FiguresTable.of(none, TABLE, EVENTS))).isFalse();
            assertThat(has(FiguresTable.of(none, parts, TABLE, EVENTS))).isFalse();
            assertThat(has(FiguresTable.of(figures, none, TABLE, EVENTS))).isFalse();
        }
        ByteBuffer.wrap(figures).putLong(16, NodeReader.UNNUMBERED);
        assertThat(FiguresTable.of(figures, TABLE, EVENTS).find(NodeReader.UNNUMBERED, "v3", null, 4))
                .as("where nodes have no numbers")
                .isNull();
    }

    private static boolean has(FiguresTable table) {
        return table.find(3, "v3", null, 4) != null;
    }

    /** As docs/properties.md has it. */
    private static byte[] figures(TreeMap<Long, Long> evidence) {
        ByteBuffer bytes = head(evidence, 14);
        evidence.forEach((version, node) -> {
            bytes.putLong(version).putLong(("v" + version).hashCode()).putLong(node);
            // With what is known, and tabulated.
            bytes.putLong(6).putLong(TABLE).putLong(1).putLong(2).putLong(version);
            for (int i = 0; i < 6; i++) {
                bytes.putDouble(0.5);
            }
        });
        return bytes.array();
    }

    private static byte[] parts(TreeMap<Long, Long> evidence) {
        ByteBuffer bytes = head(evidence, 12);
        evidence.forEach((version, node) -> {
            for (int i = 0; i < 6; i++) {
                bytes.putDouble(0.2).putDouble(version / 100.0);
            }
        });
        return bytes.array();
    }

    private static ByteBuffer head(TreeMap<Long, Long> evidence, int ofEach) {
        return ByteBuffer.allocate(8 * (2 + ofEach * evidence.size()))
                .putLong(TABLE)
                .putLong(EVENTS);
    }
}
