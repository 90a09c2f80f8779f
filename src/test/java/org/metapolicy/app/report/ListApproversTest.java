package org.metapolicy.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.GrantedApprover;
import org.metapolicy.testing.memory.Person;
import org.metapolicy.testing.memory.Pilot;

/** The graph's approvers with how each came to be one. */
class ListApproversTest {
    @Test
    void eachIsListedWithTheGrantThatStands() {
        Pilot pilot = Pilot.start("ada", "bob");
        pilot.as("ada").grant("cem");
        pilot.as("bob").grant("cem");
        pilot.as("ada").revoke("bob");
        pilot.as("cem").revoke("bob");
        pilot.as("ada").grant("bob");
        pilot.as("cem").grant("bob");
        assertThat(list(pilot))
                .containsExactly(
                        new GrantedApprover("ada", "ada", Pilot.START.plusSeconds(1), Person.REASON),
                        new GrantedApprover("bob", "cem", Pilot.START.plusSeconds(8), Person.REASON),
                        new GrantedApprover("cem", "bob", Pilot.START.plusSeconds(4), Person.REASON));
    }

    @Test
    void whoWasAddedByHandHasNoGrant() {
        Pilot pilot = Pilot.start("ada");
        pilot.byHand().setApprovers(List.of("mallory"));
        assertThat(list(pilot)).containsExactly(new GrantedApprover("mallory", null, null, null));
        assertThat(list(Pilot.empty())).isEmpty();
    }

    private static List<GrantedApprover> list(Pilot pilot) {
        return new ListApprovers(pilot.ports().registry(), pilot.ports().trail()).run();
    }
}
