package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.Person;
import org.metapolicy.testing.memory.Pilot;

class MoveOptionsTest {
    /** Who gives one to another move has something else in mind than what it does. */
    @Test
    void anOverrideComesWithAPromotionAlone() {
        Pilot pilot = Pilot.start().family(Map.of()).live("v");
        assertThatThrownBy(() ->
                        pilot.as("ada").move(VersionAction.ROLL_BACK, "v", Map.of("override", true), Person.REASON))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("override comes with promote alone: rollback asks for no evidence");
        assertThat(pilot.version("v").status()).isEqualTo(VersionStatus.LIVE);
        pilot.as("ada").move(VersionAction.ROLL_BACK, "v", Map.of("override", false), Person.REASON);
    }
}
