package org.metapolicy.app.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.app.refresh.FamilyGovernor.ActionTaken;
import org.metapolicy.governance.JudgedVersion.Evidence;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.EventKey;

/** What a refresh carries out where somebody edited a version's status into none. */
class UnreadableStatusTest {
    private Pilot pilot;

    /** "base" is an earlier default, "now" the default, "v" a candidate. */
    @BeforeEach
    void aFamily() {
        pilot = Pilot.start().family(Map.of()).live("base", "now").candidates("v");
    }

    @Test
    void theVersionIsLeftAloneAndHoldsUpNoStop() {
        pilot.byHand().setVersion("base", "status", "Live");
        pilot.byHand().setVersion("v", "status", null);
        Map<String, ActionTaken> taken =
                act(Map.of("base", Evidence.GOOD, "now", Evidence.ALARM, "v", Evidence.GOOD), Set.of("base"));
        assertThat(taken.get("now")).isEqualTo(new ActionTaken("ROLLED_BACK", "ALARM"));
        assertThat(taken.get("base"))
                .isEqualTo(new ActionTaken(
                        "NONE",
                        "left alone: version 'base' has status 'Live', a text: it must be one of [CANDIDATE, LIVE, PAUSED,"
                                + " ROLLED_BACK, DEPRECATED]"));
        assertThat(taken.get("v").reason()).startsWith("left alone: version 'v' has status null: ");
        assertThat(done()).containsExactly("ROLLED_BACK now");
        assertThat(pilot.family().defaultId()).isNull();
    }

    @Test
    void besideADefaultWhoseStatusCannotBeReadNobodyIsProposed() {
        pilot.byHand().setVersion("now", "status", "live");
        assertThat(act(Map.of("now", Evidence.GOOD, "v", Evidence.GOOD), Set.of()))
                .containsOnlyKeys("now");
        assertThat(done()).isEmpty();
    }

    private Map<String, ActionTaken> act(Map<String, Evidence> judged, Set<String> corrected) {
        return new AutomaticTransitions(
                        pilot.as("eve").session(),
                        pilot.ports().proposals(),
                        "f",
                        () -> new TreeSet<>(judged.keySet()),
                        () -> "nobody is proposed here",
                        () -> "no version is made here")
                .act(Found.of(judged, Map.of(), corrected, true));
    }

    /** What was recorded automatically, as "ACTION version". */
    private List<String> done() {
        return pilot.events().stream()
                .filter(event -> ActorKind.AUTOMATIC.name().equals(event.text(EventKey.ACTOR_KIND)))
                .map(event -> event.text(EventKey.ACTION) + " " + event.text(EventKey.VERSION_ID))
                .toList();
    }
}
