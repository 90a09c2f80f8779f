package org.metapolicy.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.trust.context.Prospect;

/** The moves that the specification allows are those that the code allows, of every status and role. */
class SpecifiedMovesTest {
    private static final MarkdownPage PAGE =
            MarkdownPage.read(Path.of("docs/specification.md").toAbsolutePath());

    @Test
    void theTableOfMovesIsTheCodes() {
        List<List<String>> rows = PAGE.table("7.1 Transitions", "move");
        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(Arrays.stream(VersionAction.values())
                        .map(VersionAction::verb)
                        .toList());
        for (VersionAction action : VersionAction.values()) {
            List<String> row = rows.get(action.ordinal());
            List<String> from = List.of(row.get(1).split(", "));
            for (VersionStatus status : VersionStatus.values()) {
                boolean leads = from.contains(status.name());
                assertThat(allowed(action, status, false, false, row))
                        .as("%s from %s", action, status)
                        .isEqualTo(leads);
                assertThat(allowed(action, status, true, false, row))
                        .as("%s of the default, %s", action, status)
                        .isEqualTo(leads && row.get(3).equals("yes"));
                assertThat(allowed(action, status, false, true, row))
                        .as("%s of the fallback, %s", action, status)
                        .isEqualTo(leads && row.get(4).equals("yes"));
            }
            assertThat(row.get(5)).as("%s needs an approver", action).isEqualTo(action.needsApproval() ? "yes" : "no");
        }
    }

    @Test
    void theWindowsAfterARejectionAreTheCodes() {
        assertThat(PAGE.table("6.7 Proposals", "number"))
                .contains(List.of(
                        "windows after a rejection", String.valueOf(AutomaticProposal.WINDOWS_AFTER_REJECTION)));
    }

    @Test
    void theMarginsOfOverridesAreTheCodes() {
        assertThat(PAGE.table("6.7 Proposals", "number"))
                .contains(List.of(
                        "how much oftener than the default a version may certainly be overridden",
                        String.valueOf(Prospect.SAFETY_MARGIN)));
    }

    /** Whether the move is allowed; where it is, it leads to where the page says. */
    private static boolean allowed(
            VersionAction action, VersionStatus status, boolean isDefault, boolean isFallback, List<String> row) {
        VersionStatus before = status == VersionStatus.PAUSED ? VersionStatus.CANDIDATE : null;
        VersionState version =
                new VersionState("v", "f", status, status, before, Set.of("m"), "h", isDefault, isFallback);
        try {
            VersionStatus to = Transitions.of(action, version).to();
            String stated =
                    action == VersionAction.RESUME ? before.name() : row.get(2).split(",")[0];
            assertThat(to.name()).as("where %s leads", action).isEqualTo(stated);
            return true;
        } catch (Conflict refused) {
            return false;
        }
    }
}
