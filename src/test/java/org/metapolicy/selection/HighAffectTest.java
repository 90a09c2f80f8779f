package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.selection.Fixtures.family;
import static org.metapolicy.selection.Fixtures.live;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Settings;

/** Acting under a high affective load, approved for some segments. */
class HighAffectTest {
    private static final MetaContext LOADED = new MetaContext(0.5, 0.5, 0.0, 0.8, Awareness.FULL);

    private static Candidates approved(String... segments) {
        Candidates f = family(live("a", 0.6, 0.1, 500), live("f", 0.4, 0, 500));
        return new Candidates(
                f.id(),
                f.status(),
                f.mode(),
                f.riskTier(),
                false,
                f.settings(),
                f.resolved(),
                f.defaultId(),
                f.fallbackId(),
                f.versions(),
                List.of(segments),
                null);
    }

    private static Regime regime(Candidates family) {
        return new Circumstances(family, LOADED, false, 1).decide().regime().regime();
    }

    @Test
    void everySegmentThatMakesItHighMustBeApproved() {
        assertThat(regime(approved("a", "b").actingOn(List.of("a")))).isEqualTo(Regime.STANDARD);
        assertThat(regime(approved("a", "b").actingOn(List.of("a", "b")))).isEqualTo(Regime.STANDARD);
        assertThat(regime(approved("a", "b").actingOn(List.of("a", "c")))).isEqualTo(Regime.NONE);
        assertThat(regime(approved("a", "b").actingOn(null)))
                .as("not all known")
                .isEqualTo(Regime.NONE);
        assertThat(regime(approved("a", "b").actingOn(List.of())))
                .as("said by the caller alone")
                .isEqualTo(Regime.NONE);
        assertThat(regime(approved("a", "b"))).as("select knows no segments").isEqualTo(Regime.NONE);
        assertThat(new Circumstances(approved("a").actingOn(List.of("a")), LOADED, false, 1)
                        .decide()
                        .reason())
                .contains("acting under the high affective load is approved");
    }

    @Test
    void aReplayUnderALowerLimitDoesNotStretchTheApproval() {
        Circumstances acted = new Circumstances(approved("a").actingOn(List.of("a")), LOADED, false, 1);
        assertThat(decided(acted, Map.of("affective_load_high", 0.75))).isEqualTo(Regime.STANDARD);
        assertThat(decided(acted, Map.of("affective_load_high", 0.6))).isEqualTo(Regime.NONE);
    }

    private static Regime decided(Circumstances circumstances, Map<String, Object> settings) {
        return circumstances
                .under(Settings.defaults().with(settings))
                .decide()
                .regime()
                .regime();
    }

    @Test
    void whatWasStoredBeforeHasNoApprovalBySegment() {
        String text = CircumstancesCodec.write(new Circumstances(approved(), LOADED, false, 1));
        String before = text.replace(",\"highAffectSegments\":[]", "").replace(",\"coherenceStability\":null", "");
        assertThat(before).isNotEqualTo(text).doesNotContain("Segments").doesNotContain("Stability");
        assertThat(CircumstancesCodec.read(before)).isEqualTo(CircumstancesCodec.read(text));
    }
}
