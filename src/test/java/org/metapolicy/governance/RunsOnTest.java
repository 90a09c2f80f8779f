package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunsOnTest {
    /** printf 'aa\np1' | sha256sum */
    private static final String NAME = "22fc3f3969bfb8937bf84be2c989a228da61340c60a40463cc8d0114d9a4fa1d";

    @Test
    void aNameIsADigestOfSaltAndId() {
        assertThat(RunsOn.name("aa", "p1")).isEqualTo(NAME);
        assertThat(RunsOn.name("ab", "p1")).isNotEqualTo(NAME);
    }

    @Test
    void theTextIsADigestOfAllNames() {
        // printf 'a\nb\n\nc' | sha256sum
        assertThat(RunsOn.of(List.of("b", "a"), List.of("c")).text())
                .isEqualTo(
                        "participants: 2, groups: 1, sha256: e065ac2af3e0fcb06066a74d683ed8a2cdbf0407c710bd7922bdb409ac5778a1");
        assertThat(RunsOn.of(List.of(), List.of()).text()).isEqualTo("anybody");
    }

    @Test
    void changesAreNamedOneWayAndTheOther() {
        RunsOn before = RunsOn.of(List.of("a", "b"), List.of());
        RunsOn after = RunsOn.of(List.of("b", "c"), List.of("g"));

        assertThat(after.changesFrom(before))
                .isEqualTo(Map.of(
                        "participants_added", List.of("c"),
                        "participants_removed", List.of("a"),
                        "groups_added", List.of("g")));
        assertThat(after.changesFrom(after)).isEmpty();
    }
}
