package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changed from a parent to its child. */
class LineageEntryTest {
    @Test
    void hyperparametersAreComparedOneByOne() {
        LineageEntry entry = entry("{\"rate\":0.2,\"same\":1}", "{\"rate\":0.1,\"same\":1}");
        assertThat(entry.changes()).containsOnlyKeys("rate").containsEntry("rate", Map.of("from", 0.1, "to", 0.2));
        assertThat(entry.words()).containsExactly("rate is 0.2, it was 0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "nonsense", "{\"rate\":"})
    void whatSomebodyEditedIntoNoMapIsToldAsItStands(String edited) {
        LineageEntry entry = entry(edited, "{\"rate\":0.1}");
        assertThat(entry.changes())
                .containsOnlyKeys("hyperparams")
                .containsEntry("hyperparams", Map.of("from", "{\"rate\":0.1}", "to", edited));
        assertThat(entry.words()).containsExactly("hyperparams are not compared: one of the two is no JSON map");
    }

    private static LineageEntry entry(String hyperparams, String parentHyperparams) {
        return new LineageEntry(
                new LineageVersion(
                        "child",
                        "1.1.0",
                        "parent",
                        "LIVE",
                        0.5,
                        "a reason",
                        null,
                        hyperparams,
                        parentHyperparams,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of()),
                1);
    }
}
