package org.metapolicy.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexedIdTest {
    @Test
    void anOrdinaryIdIsKnownByItself() {
        for (String id : List.of("p1", "Zoë", "a\nb", " ", "x".repeat(7_000), "é".repeat(3_500))) {
            assertThat(IndexedId.of(id)).isEqualTo(id);
        }
    }

    @Test
    void oneThatNoIndexHoldsIsKnownByLittleAndByNoOthers() {
        Set<String> known = new HashSet<>();
        List<String> ids = List.of(
                "x".repeat(7_001), "é".repeat(3_501), "李".repeat(2_334), "x".repeat(1_000_000), "x".repeat(7_002));
        for (String id : ids) {
            assertThat(IndexedId.of(id)).hasSizeLessThan(100);
            known.add(IndexedId.of(id));
        }
        // Somebody goes by what stands for another.
        ids.forEach(id -> known.add(IndexedId.of(IndexedId.of(id))));
        assertThat(known).hasSize(2 * ids.size());
    }
}
