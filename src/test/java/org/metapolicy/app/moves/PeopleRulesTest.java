package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.testing.memory.Person;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.testing.memory.ProposalsContract;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.GovernanceEvent;

/** Who may move a version: out of service anyone, into it an approver in person, with four eyes not its maker. */
class PeopleRulesTest {
    private static final Map<String, Object> OVERRIDE = Map.of("override", true);

    /** 'live' is the default, 'v' a candidate with an open proposal, 'paused' paused. */
    private static Pilot pilot() {
        Pilot pilot = Pilot.start().family(Map.of()).live("live").candidates("v", "paused");
        pilot.as("ada").pause("paused");
        pilot.ports().proposals().add(ProposalsContract.proposal("p", "v", 0));
        return pilot;
    }

    /** What needs an approver, by the word in the refusal. */
    private static final Map<String, Consumer<Person>> GUARDED = Map.of(
            "promote", person -> person.promote("v", OVERRIDE),
            "promote ", person -> person.approve("p"),
            "reject", person -> person.reject("p"),
            "resume", person -> person.resume("paused"),
            "setFallback", person -> person.setFallback("live"));

    /** What is open to anyone who may write. */
    private static final List<Function<Person, GovernanceEvent>> OPEN = List.of(
            person -> person.register("f", Map.of("id", "w")),
            person -> person.spawn("v", Map.of("id", "x")),
            person -> person.pause("v"),
            person -> person.rollBack("live"),
            person -> person.deprecate("paused"));

    @Test
    void whoIsNoApproverBringsNothingIntoService() {
        Pilot pilot = pilot();
        int before = pilot.events().size();
        GUARDED.forEach((what, call) -> {
            assertThatThrownBy(() -> call.accept(pilot.as("eve")))
                    .isInstanceOf(NotPermitted.class)
                    .hasMessage(
                            what.strip() + " needs an approver of meta-policy 'f': 'eve' is none; approvers are [ada]");
            assertThatThrownBy(() -> call.accept(pilot.asNobody()))
                    .isInstanceOf(NotPermitted.class)
                    .hasMessage(what.strip() + " needs an approver of meta-policy 'f': a session without a name"
                            + " ('unauthenticated') is none; approvers are [ada]");
        });
        assertThat(pilot.events()).hasSize(before);
    }

    @Test
    void nobodyApprovesForSomebodyElse() {
        Pilot pilot = pilot();
        for (List<String> names : List.of(List.of("ada", "eve"), List.of("eve", "ada"))) {
            GUARDED.forEach((what, call) -> assertThatThrownBy(
                            () -> call.accept(pilot.impersonating(names.get(0), names.get(1))))
                    .isInstanceOf(NotPermitted.class)
                    .hasMessage(what.strip() + " needs an approver in person: this session of '" + names.get(0)
                            + "' impersonates '" + names.get(1) + "'"));
        }
    }

    @Test
    void theSafeDirectionIsOpenToAnyone() {
        for (Function<Person, GovernanceEvent> call : OPEN) {
            assertThat(call.apply(pilot().as("eve")).actor().name()).isEqualTo("eve");
            assertThat(call.apply(pilot().asNobody()).actor().name()).isEqualTo("unauthenticated");
        }
    }

    @Test
    void whoActsAsAnotherIsRecordedWithBothNames() {
        for (Function<Person, GovernanceEvent> call : OPEN) {
            GovernanceEvent event = call.apply(pilot().impersonating("ada", "eve"));
            assertThat(event.actor().name()).isEqualTo("ada");
            assertThat(event.actor().kind()).isEqualTo(ActorKind.HUMAN);
            assertThat(event.evidence()).contains("\"impersonating\":\"eve\"");
        }
    }

    @Test
    void aServerWithoutUsersApprovesByItsPlaceholder() {
        Pilot pilot = Pilot.start("ada", "unauthenticated").family(Map.of()).candidates("v");
        assertThat(pilot.withoutUsers().promote("v", OVERRIDE).actor().name()).isEqualTo("unauthenticated");
    }

    @Test
    void anApproverOfTheFamilyIsEnough() {
        Pilot pilot = Pilot.start().family(Map.of("approvers", List.of("bob"))).candidates("v");
        assertThat(pilot.as("bob").promote("v", OVERRIDE).actor().name()).isEqualTo("bob");
    }

    @Test
    void fourEyesAreNotTheMakers() {
        Pilot pilot =
                Pilot.start("ada", "bob").family(Map.of("four_eyes", true)).candidates("v");
        pilot.byHand().setVersion("v", "created_by", "someone else");
        assertThatThrownBy(() -> pilot.as("ada").promote("v", OVERRIDE))
                .as("the trail says who made it")
                .isInstanceOf(NotPermitted.class)
                .hasMessage(
                        "promote of version 'v' needs a second person: 'ada' made it, and meta-policy 'f' has four_eyes");
        assertThatThrownBy(() -> pilot.as("eve").promote("v", OVERRIDE))
                .hasMessage("promote needs an approver of meta-policy 'f': 'eve' is none; approvers are [ada, bob]");
        pilot.byHand().setVersion("v", "created_by", "bob");
        assertThatThrownBy(() -> pilot.as("bob").promote("v", OVERRIDE))
                .as("and so does the version itself")
                .hasMessage(
                        "promote of version 'v' needs a second person: 'bob' made it, and meta-policy 'f' has four_eyes");
        pilot.byHand().setVersion("v", "created_by", "ada");
        pilot.as("bob").promote("v", OVERRIDE);
        assertThatThrownBy(() -> pilot.as("ada").setFallback("v"))
                .hasMessage("setFallback of version 'v' needs a second person: 'ada' made it, and meta-policy 'f' has"
                        + " four_eyes");
        pilot.as("ada").pause("v");
        assertThatThrownBy(() -> pilot.as("ada").resume("v"))
                .hasMessage(
                        "resume of version 'v' needs a second person: 'ada' made it, and meta-policy 'f' has four_eyes");
        pilot.as("bob").resume("v");
    }

    @Test
    void whoMadeTheChildIsItsMakerAndNotWhoMadeTheParent() {
        Pilot pilot =
                Pilot.start("ada", "bob").family(Map.of("four_eyes", true)).candidates("v");
        pilot.as("bob").spawn("v", Map.of("id", "w"));
        assertThatThrownBy(() -> pilot.as("bob").promote("w", OVERRIDE)).isInstanceOf(NotPermitted.class);
        assertThat(pilot.as("ada").promote("w", OVERRIDE).change().defaultAfter())
                .isEqualTo("w");
    }

    @Test
    void approversThatAreNotAsRecordedApproveNoMove() {
        Pilot pilot = pilot();
        pilot.byHand().setFamily("f", "approvers", List.of("mallory"));
        GUARDED.forEach((what, call) -> assertThatThrownBy(() -> call.accept(pilot.as("mallory")))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "the approvers of meta-policy 'f' are not what event 1 of its trail says: nothing can be approved"
                                + " until they are; see metapolicy.audit.verify"));
        assertThat(pilot.as("eve").rollBack("live").change().toStatus()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void aStatusThatIsNotAsRecordedIsNotPromoted() {
        Pilot pilot = pilot();
        pilot.byHand().setVersion("paused", "status", "CANDIDATE");
        assertThatThrownBy(() -> pilot.as("ada").promote("paused", OVERRIDE))
                .isInstanceOf(Conflict.class)
                .hasMessage("version 'paused' is CANDIDATE and its trail says PAUSED: promote rests on the trail; see"
                        + " metapolicy.audit.verify('f')");
    }
}
