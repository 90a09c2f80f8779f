package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.testing.memory.Pilot;

class ConfigureRosterTest {
    private static Pilot pilot(String... approvers) {
        Pilot pilot = Pilot.start(approvers);
        pilot.byHand().addParticipant("p1");
        pilot.byHand().addParticipant("p2");
        return pilot.family(Map.of("participants", List.of("p1")));
    }

    private static Object runsOn(Pilot pilot) {
        return pilot.family().governed().asMap().get(FamilyProperties.RUNS_ON);
    }

    @Test
    void anApproverChangesWhomAFamilyRunsOn() {
        Pilot pilot = pilot();
        String first = RunsOn.name("salt 0", "p1");
        String second = RunsOn.name("salt 1", "p2");

        assertThat(pilot.as("ada")
                        .configure(Map.of("participants", List.of("p2", "p1"), "patience", 5L))
                        .evidence())
                .contains("\"participants_added\":[\"" + second + "\"]", "patience")
                .doesNotContain("p1", "p2");
        assertThat(runsOn(pilot))
                .isEqualTo(RunsOn.of(List.of(first, second), List.of()).text());
        assertThat(pilot.family().governed().settings().own()).containsEntry("patience", 5L);

        assertThat(pilot.as("ada")
                        .configure(Map.of("participants", List.of("p2")))
                        .evidence())
                .contains("\"participants_removed\":[\"" + first + "\"]");
        assertThatThrownBy(() -> pilot.as("ada").configure(Map.of("participants", List.of("p2"))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("has these settings already");
    }

    @Test
    void nullTakesTheLimitAwayAndAnEmptyListSaysNothing() {
        Pilot pilot = pilot();
        assertThatThrownBy(() -> pilot.as("ada").configure(Map.of("participants", List.of())))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("settings.participants is []: it must name at least one, or be null for no limit");

        pilot.as("ada").configure(Collections.singletonMap("participants", null));

        assertThat(runsOn(pilot)).isEqualTo(RunsOn.ANYBODY);
    }

    @Test
    void onlyAnApproverMay() {
        Pilot pilot = pilot();
        assertThatThrownBy(() -> pilot.as("eve").configure(Map.of("participants", List.of("p2"))))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> pilot.as("ada").configure(Map.of("groups", List.of("g1"))))
                .isInstanceOf(NotFound.class)
                .hasMessage("groups names 'g1': there is no Group of that id");
    }

    @Test
    void itIsNoPartOfWhatTwoAskFor() {
        Pilot pilot = pilot("ada", "bob");
        assertThatThrownBy(() ->
                        pilot.as("ada").configure(Map.of("participants", List.of("p2"), "approvers", List.of("bob"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("configure them in a call of their own");
    }
}
