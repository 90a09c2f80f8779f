package org.metapolicy.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.policy.VersionStatus;

/** What is read of stored moves; what is written is compared with a graph by KnownMovesIT. */
class KnownMovesTest {
    private static final long FAMILY = 7;

    @RepeatedTest(20)
    void ofManyVersionsEachIsFound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeMap<Long, Long> events = new TreeMap<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            events.put((long) random.nextInt(60), (long) random.nextInt(60));
        }
        KnownMoves known = KnownMoves.of(stored(events), FAMILY, "m");
        for (long version = -1; version <= 60; version++) {
            for (long event = -1; event <= 60; event++) {
                assertThat(known.gave(version, "v" + version, VersionStatus.LIVE, event))
                        .as("seed %d, version %d, event %d", seed, version, event)
                        .isEqualTo(events.containsKey(version) && events.get(version) == event);
            }
            assertThat(known.gave(version, "w", VersionStatus.LIVE, events.getOrDefault(version, 0L)))
                    .isFalse();
            assertThat(known.gave(version, "v" + version, VersionStatus.CANDIDATE, events.getOrDefault(version, 0L)))
                    .isFalse();
        }
    }

    @Test
    void anotherFamilysAndWhatIsNoneTellNothing() {
        TreeMap<Long, Long> events = new TreeMap<>();
        events.put(3L, 4L);
        byte[] stored = stored(events);
        assertThat(gave(KnownMoves.of(stored, FAMILY, "m"))).isTrue();
        assertThat(gave(KnownMoves.of(stored, FAMILY + 1, "m"))).isFalse();
        assertThat(gave(KnownMoves.of(stored, FAMILY, "n"))).isFalse();
        assertThat(gave(KnownMoves.of(stored, FAMILY, 5L))).isFalse();
        assertThat(gave(KnownMoves.of(stored, FAMILY, null))).isFalse();
        for (Object none :
                new Object[] {null, "text", 5L, new double[] {1, 2}, List.of(), new byte[0], new byte[16], new byte[39]
                }) {
            assertThat(gave(KnownMoves.of(none, FAMILY, "m"))).isFalse();
        }
        ByteBuffer.wrap(stored).putLong(0, NodeReader.UNNUMBERED);
        assertThat(gave(KnownMoves.of(stored, NodeReader.UNNUMBERED, "m")))
                .as("where nodes have no numbers")
                .isFalse();
    }

    private static boolean gave(KnownMoves known) {
        return known.gave(3, "v3", VersionStatus.LIVE, 4);
    }

    /** As docs/properties.md has it. */
    private static byte[] stored(TreeMap<Long, Long> events) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16 + 24 * events.size()).putLong(FAMILY).putLong("m".hashCode());
        events.forEach((version, event) -> bytes.putLong(version)
                .putLong(event)
                .putInt(("v" + version).hashCode())
                .putInt("LIVE".hashCode()));
        return bytes.array();
    }
}
