package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.Roster;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.policy.MetapolicyException.NotFound;

/** What {@link org.metapolicy.governance.Rosters} keeps, wherever it is. */
public interface RostersContract extends PortsContract {
    @Test
    default void aFamilyRunsOnExistingParticipantsAlone() {
        family("f");
        byHand().addParticipant("p1");

        refused(List.of("p1", "p2"), List.of())
                .isInstanceOf(NotFound.class)
                .hasMessage("participants names 'p2': there is no Participant of that id");
        refused(List.of("p1"), List.of("g1")).hasMessage("groups names 'g1': there is no Group of that id");
        assertThat(write(List.of("p1"), List.of()).participants()).hasSize(1);
        assertThat(this.<RunsOn>ask(ports -> ports.rosters().of("f")))
                .isEqualTo(write(null, null))
                .isNotEqualTo(RunsOn.of(List.of(), List.of()));
    }

    @Test
    default void whoStaysKeepsTheName() {
        family("f");
        byHand().addParticipant("p1");
        byHand().addParticipant("p2");
        RunsOn both = write(List.of("p1", "p2"), List.of());
        RunsOn one = write(List.of("p2"), null);

        assertThat(both.participants()).hasSize(2).doesNotContain("p1", "p2").containsAll(one.participants());
        assertThat(one.participants()).hasSize(1);
        assertThat(write(List.of(), null).text()).isEqualTo(RunsOn.ANYBODY);
        assertThat(write(List.of("p2"), null).participants())
                .as("a link made anew has a salt of its own")
                .isNotEqualTo(one.participants());
    }

    private RunsOn write(List<String> participants, List<String> groups) {
        return ask(ports -> ports.rosters().write("f", new Roster(participants, groups)));
    }

    private AbstractThrowableAssert<?, ?> refused(List<String> participants, List<String> groups) {
        return assertThatThrownBy(() -> write(participants, groups));
    }
}
