package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Scope;

class ScopeResolutionTest {
    private static final Who ANN = new Who("ann", null, "dots");
    private static final Who TEAM = new Who(null, "team", "dots");
    private static final Who BOTH = new Who("ann", "team", "dots");

    private static Claim open(String id, Scope scope, String task) {
        return new Claim(id, scope, task, false, false, false);
    }

    private static Claim linked(String id, Scope scope, boolean participant, boolean group) {
        return new Claim(id, scope, null, true, participant, group);
    }

    private static String resolve(Who who, Claim... claims) {
        return ScopeResolution.resolve(List.of(claims), who)
                .map(Claim::metaPolicyId)
                .orElse(null);
    }

    @Test
    void scopeDecidesWhoIsClaimed() {
        assertThat(resolve(ANN, open("i", Scope.INDIVIDUAL, null))).isEqualTo("i");
        assertThat(resolve(TEAM, open("i", Scope.INDIVIDUAL, null))).isNull();
        assertThat(resolve(ANN, open("g", Scope.GROUP, null))).isNull();
        assertThat(resolve(TEAM, open("g", Scope.GROUP, null))).isEqualTo("g");
        assertThat(resolve(ANN, open("b", Scope.BOTH, null))).isEqualTo("b");
        assertThat(resolve(TEAM, open("b", Scope.BOTH, null))).isEqualTo("b");
    }

    @Test
    void aFamilyThatNamesSomeoneClaimsNobodyElse() {
        assertThat(resolve(ANN, linked("other", Scope.INDIVIDUAL, false, false)))
                .isNull();
        assertThat(resolve(ANN, open("i", Scope.INDIVIDUAL, "lines"))).isNull();
        assertThat(resolve(new Who("ann", null, null), open("i", Scope.INDIVIDUAL, "dots")))
                .isNull();
        // Being named counts only within the scope.
        assertThat(resolve(ANN, linked("g", Scope.GROUP, true, false))).isNull();
    }

    @Test
    void theMostSpecificWins() {
        assertThat(resolve(
                        BOTH,
                        open("anyone", Scope.INDIVIDUAL, "dots"),
                        linked("team", Scope.GROUP, false, true),
                        linked("ann", Scope.INDIVIDUAL, true, false)))
                .isEqualTo("ann");
        assertThat(resolve(BOTH, open("anyone", Scope.INDIVIDUAL, "dots"), linked("team", Scope.GROUP, false, true)))
                .isEqualTo("team");
        assertThat(resolve(BOTH, open("people", Scope.INDIVIDUAL, null), open("teams", Scope.GROUP, "dots")))
                .isEqualTo("people");
        assertThat(resolve(ANN, open("any", Scope.INDIVIDUAL, null), open("dots", Scope.INDIVIDUAL, "dots")))
                .isEqualTo("dots");
    }

    @Test
    void aTieIsAnErrorThatNamesThem() {
        assertThatThrownBy(() -> resolve(
                        ANN,
                        open("y", Scope.BOTH, "dots"),
                        open("less", Scope.INDIVIDUAL, null),
                        open("x", Scope.INDIVIDUAL, "dots")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("claim participant 'ann', task 'dots' equally: 'x', 'y'")
                .hasMessageNotContaining("less");
    }

    @Test
    void whoIsReadFromAMap() {
        assertThat(Who.of(Map.of("participant_id", "ann", "task", "dots"))).isEqualTo(ANN);
        assertThatThrownBy(() -> Who.of(Map.of("task", "dots")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("participant_id and group_id");
        assertThatThrownBy(() -> Who.of(Map.of("participant_id", "ann", "coherence", 0.5)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'coherence'");
    }
}
