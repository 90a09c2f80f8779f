package org.metapolicy.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Where the contexts of a table stand in it, as bytes. */
class ContextPlacesTest {
    private static final Long TABLE = 1_700_000_000_000_000L;
    private static final String LETTERS = "ab é€😀:";

    @RepeatedTest(20)
    void eachIsFoundWhereTheListHasItFirst() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> clusters = new ArrayList<>();
        for (int i = random.nextInt(66); i > 0; i--) {
            clusters.add(name(random));
        }
        byte[] stored = ContextPlaces.of(TABLE, clusters);
        assertThat(ContextPlaces.clusters(stored, TABLE)).as("seed %d", seed).contains(clusters);
        for (int i = 0; i < 100; i++) {
            String asked = name(random);
            assertThat(ContextPlaces.place(stored, TABLE, asked))
                    .as("seed %d, '%s' among %s", seed, asked, clusters)
                    .isEqualTo(clusters.indexOf(asked));
        }
    }

    @Test
    void whatIsOfAnotherTableOrNoListTellsNothing() {
        byte[] stored = ContextPlaces.of(TABLE, List.of("am", "pm"));
        assertThat(ContextPlaces.place(stored, TABLE, "am")).isZero();
        assertThat(ContextPlaces.place(stored, TABLE, "x")).isEqualTo(-1);
        assertThat(ContextPlaces.place(ContextPlaces.of(TABLE, List.of()), TABLE, "am"))
                .isEqualTo(-1);
        assertUntold(stored, TABLE + 1);
        assertUntold(stored, null);
        for (Object none : new Object[] {null, "am", new String[] {"am"}, new byte[0], new byte[7], 5L}) {
            assertUntold(none, TABLE);
        }
        for (int length = 9; length < stored.length; length++) {
            byte[] part = Arrays.copyOf(stored, length);
            if (length != 14) {
                assertUntold(part, TABLE);
            }
        }
        byte[] before = stored.clone();
        before[8] = -1;
        assertUntold(before, TABLE);
        byte[] longer = Arrays.copyOf(stored, stored.length + 5);
        longer[stored.length + 3] = 9;
        assertUntold(longer, TABLE);
    }

    @Test
    void otherNamesStandForTheSameTableInTheSameOrder() {
        byte[] stored = ContextPlaces.of(TABLE, List.of("zz-17", "with zz-17", "noon"));
        byte[] renamed = ContextPlaces.renamed(stored, name -> name.replace("zz-17", "erased-1"));
        assertThat(ContextPlaces.clusters(renamed, TABLE)).contains(List.of("erased-1", "with erased-1", "noon"));
        assertThat(ContextPlaces.renamed(stored, name -> name)).isEqualTo(stored);
        assertThat(ContextPlaces.renamed("12345678 zz-17".getBytes(StandardCharsets.UTF_8), name -> name))
                .as("what is no list keeps nobody's name")
                .isEmpty();
        assertThat(ContextPlaces.renamed(new byte[3], name -> name)).isEmpty();
    }

    private static void assertUntold(Object stored, Long table) {
        assertThat(ContextPlaces.place(stored, table, "am")).isEqualTo(ContextPlaces.UNTOLD);
        assertThat(ContextPlaces.clusters(stored, table)).isEmpty();
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = random.nextInt(3); i > 0; i--) {
            name.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return name.toString();
    }
}
