package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Scope;

class ScopeResolutionTest {
    private static final Addressee ANN = new Addressee("ann", null, "dots");
    private static final Addressee TEAM = new Addressee(null, "team", "dots");
    private static final Addressee BOTH = new Addressee("ann", "team", "dots");

    private static FamilyScope open(String id, Scope scope, String task) {
        return new FamilyScope(id, scope, task, false, false, false, true);
    }

    private static FamilyScope linked(String id, Scope scope, boolean participant, boolean group) {
        return new FamilyScope(id, scope, null, true, participant, group, true);
    }

    private static String resolve(Addressee addressee, FamilyScope... scopes) {
        return ScopeResolution.resolve(List.of(scopes), addressee, scope -> !scope.metaPolicyId()
                        .startsWith("broken"))
                .map(FamilyScope::metaPolicyId)
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
        assertThat(resolve(new Addressee("ann", null, null), open("i", Scope.INDIVIDUAL, "dots")))
                .isNull();
        // Being named counts only within the scope.
        assertThat(resolve(ANN, linked("g", Scope.GROUP, true, false))).isNull();
    }

    @Test
    void aFamilyThatIsNamedActsForWhomItIsFor() {
        Addressee nobody = new Addressee(null, null, null);
        assertThat(ScopeResolution.outside(linked("f", Scope.INDIVIDUAL, true, false), ANN))
                .isEmpty();
        assertThat(ScopeResolution.outside(linked("f", Scope.BOTH, false, true), BOTH))
                .isEmpty();
        assertThat(ScopeResolution.outside(open("f", Scope.INDIVIDUAL, "dots"), nobody))
                .as("of one without participants and groups anybody may ask")
                .isEmpty();
        assertThat(ScopeResolution.outside(open("f", Scope.INDIVIDUAL, "dots"), new Addressee("ann", null, null)))
                .as("a task that nobody names is not looked at")
                .isEmpty();

        assertThat(ScopeResolution.outside(linked("f", Scope.INDIVIDUAL, false, false), ANN))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("who is named is none of them").doesNotContain("ann"));
        assertThat(ScopeResolution.outside(linked("f", Scope.INDIVIDUAL, false, false), nobody))
                .hasValueSatisfying(why -> assertThat(why).contains("nobody is named"));
        assertThat(ScopeResolution.outside(linked("f", Scope.GROUP, true, false), ANN))
                .as("within its scope alone")
                .isPresent();
        assertThat(ScopeResolution.outside(open("f", Scope.INDIVIDUAL, "lines"), ANN))
                .hasValue("outside its scope: it decides on the task 'lines', not on 'dots'");
        assertThat(ScopeResolution.outside(open("f", Scope.INDIVIDUAL, null), TEAM))
                .hasValue("outside its scope: it decides for individuals, and only a group is named");
        assertThat(ScopeResolution.outside(open("f", Scope.GROUP, null), ANN))
                .hasValue("outside its scope: it decides for groups, and only a participant is named");
    }

    @Test
    void aTaskAloneFindsWhoDecidesForAnybody() {
        Addressee dots = new Addressee(null, null, "dots");
        assertThat(resolve(dots, open("dots", Scope.INDIVIDUAL, "dots"), open("any", Scope.GROUP, null)))
                .isEqualTo("dots");
        assertThat(resolve(dots, open("lines", Scope.BOTH, "lines"), linked("ann", Scope.BOTH, true, false)))
                .isNull();
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
    void oneThatCannotDecideIsPassedOver() {
        assertThat(resolve(ANN, linked("broken", Scope.INDIVIDUAL, true, false), open("i", Scope.INDIVIDUAL, null)))
                .isEqualTo("i");
        assertThat(resolve(ANN, open("broken", Scope.INDIVIDUAL, null), open("i", Scope.INDIVIDUAL, null)))
                .isEqualTo("i");
        assertThat(resolve(ANN, open("broken", Scope.INDIVIDUAL, null))).isNull();
    }

    @Test
    void whoIsReadFromAMap() {
        assertThat(who(Map.of("participant_id", "ann", "task", "dots"))).isEqualTo(ANN);
        assertThat(who(Map.of("task", "dots"))).isEqualTo(new Addressee(null, null, "dots"));
        assertThatThrownBy(() -> who(Map.of()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("participant_id, group_id and task");
        assertThatThrownBy(() -> who(Map.of("participant_id", "ann", "coherence", 0.5)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'coherence'");
    }

    private static Addressee who(Map<String, ?> map) {
        return Addressee.of(Input.of("who", map));
    }
}
