package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trail.VersionContents;

/** A child of a parent that another program made. */
class SpawnChangesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "null", "x y", "[1]", "7"})
    void whatAParentHasThatIsNoMapIsRefusedInWords(String json) {
        refused(new VersionContents("p", "1.0.0", json, "{}", "hash", null), "hyperparams");
        refused(new VersionContents("p", "1.0.0", "{}", json, "hash", null), "parameters");
    }

    private static void refused(VersionContents parent, String what) {
        assertThatThrownBy(() -> SpawnChanges.halvingExploration(parent).applyTo("parent", parent, List.of("1.0.0")))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith(
                        "the " + what + " of version 'parent' are no map as JSON, so that no child can copy them: ");
    }
}
