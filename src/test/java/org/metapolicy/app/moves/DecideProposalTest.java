package org.metapolicy.app.moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.Proposal;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.MetapolicyException.NotPermitted;
import org.metapolicy.testing.memory.KnownFigures;
import org.metapolicy.testing.memory.Person;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.testing.memory.ProposalsContract;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A proposal from its opening to its end: approved, rejected, or lapsed by what became of its version. */
class DecideProposalTest {
    private Pilot pilot;

    /** "v" has evidence enough and the open proposal "p". */
    @BeforeEach
    void aProposal() {
        pilot = Pilot.start("ada", "bob").family(Map.of("four_eyes", true)).candidates("v");
        pilot.known("v", KnownFigures.of(0.6, 60, 0.3));
        pilot.ports().proposals().add(ProposalsContract.proposal("p", "v", 0));
    }

    @Test
    void anApprovedOneIsAPromotion() {
        GovernanceEvent event = pilot.as("bob").approve("p");
        assertThat(event.action()).isEqualTo(GovernanceAction.PROMOTED);
        assertThat(event.evidence()).contains("\"override\":false", "\"proposal\":\"p\"");
        assertThat(pilot.family().defaultId()).isEqualTo("v");
        closed(Proposal.State.APPROVED, "bob", Person.REASON);
        assertThat(pilot.events()).as("nothing lapses beside it").hasSize(3);
    }

    @Test
    void aPromotionByItselfFulfilsIt() {
        GovernanceEvent event = pilot.as("bob").promote("v", Map.of());
        assertThat(event.evidence()).contains("\"override\":false", "\"proposal\":\"p\"");
        closed(Proposal.State.FULFILLED, "bob", Person.REASON);
        assertThat(pilot.events()).as("nothing lapses beside it").hasSize(3);
    }

    @Test
    void aRejectedOneLeavesItsVersionAsItIs() {
        GovernanceEvent event = pilot.as("ada").reject("p");
        assertThat(event.action()).isEqualTo(GovernanceAction.REJECTED);
        assertThat(event.evidence()).isEqualTo("{\"proposal\":\"p\"}");
        assertThat(event.change().toStatus()).isNull();
        assertThat(pilot.version("v").status().name()).isEqualTo("CANDIDATE");
        closed(Proposal.State.REJECTED, "ada", Person.REASON);
        assertThat(pilot.ports().proposals().windowsSinceRejection("v")).contains(0L);
    }

    @Test
    void whatIsDecidedStaysDecided() {
        pilot.as("ada").reject("p");
        for (Runnable again : new Runnable[] {
            () -> pilot.as("bob").approve("p"), () -> pilot.as("ada").reject("p")
        }) {
            assertThatThrownBy(again::run)
                    .isInstanceOf(Conflict.class)
                    .hasMessage("proposal 'p' is REJECTED already: because");
        }
    }

    @Test
    void itIsDecidedByASecondPerson() {
        assertThatThrownBy(() -> pilot.as("ada").approve("p"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage(
                        "promote of version 'v' needs a second person: 'ada' made it, and meta-policy 'f' has four_eyes");
        assertThatThrownBy(() -> pilot.as("eve").approve("p"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("promote needs an approver of meta-policy 'f': 'eve' is none; approvers are [ada, bob]");
        assertThatThrownBy(() -> pilot.as("eve").reject("p"))
                .isInstanceOf(NotPermitted.class)
                .hasMessage("reject needs an approver of meta-policy 'f': 'eve' is none; approvers are [ada, bob]");
        assertThat(pilot.ports().proposals().open("v")).isPresent();
    }

    @Test
    void oneWhoseEvidenceCannotBeReadIsNotApproved() {
        for (String edited :
                new String[] {"no JSON", "{\"context_clusters\":\"all\"}", "{\"context_clusters\":[1]}", ""}) {
            String id = "q" + edited.length();
            pilot.ports().proposals().add(ProposalsContract.proposal(id, "v", 0, edited));
            assertThatThrownBy(() -> pilot.as("bob").approve(id))
                    .as(edited)
                    .isInstanceOf(Conflict.class)
                    .hasMessage("the evidence of proposal '" + id
                            + "' cannot be read, so that nobody knows in which contexts it would promote version 'v': reject"
                            + " it; see metapolicy.audit.verify('f')");
        }
    }

    @Test
    void itCarriesNoOverride() {
        pilot.known("v", KnownFigures.of(0.4, 60, 0.3));
        assertThatThrownBy(() -> pilot.as("bob").approve("p"))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("cannot promote version 'v' without evidence enough: its PCI is 0.400");
        pilot.known("v", KnownFigures.of(0.6, 60, 0.3).alarmed());
        assertThatThrownBy(() -> pilot.as("bob").approve("p"))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("cannot promote version 'v': a guardrail's alarm stands");
        assertThat(pilot.ports().proposals().open("v")).isPresent();
    }

    @Test
    void itIsAboutTheContentsThatWereProposed() {
        pilot.byHand().setVersion("v", "parameters_hash", "x");
        assertThatThrownBy(() -> pilot.as("bob").approve("p"))
                .isInstanceOf(Conflict.class)
                .hasMessage("proposal 'p' is about other contents of version 'v' than it has now: reject it");
        pilot.byHand().setVersion("v", "parameters_hash", ProposalsContract.PARAMETERS_HASH);
        pilot.byHand().setVersion("v", "parameters_blob", "{}");
        assertThatThrownBy(() -> pilot.as("bob").approve("p"))
                .isInstanceOf(Conflict.class)
                .hasMessageStartingWith("cannot promote version 'v' of meta-policy 'f': it has other parameters");
        pilot.as("bob").reject("p");
        closed(Proposal.State.REJECTED, "bob", Person.REASON);
    }

    @Test
    void itLapsesWithTheStatusOfItsVersion() {
        pilot.as("eve").pause("v");
        closed(Proposal.State.LAPSED, "eve", "its status became PAUSED");
        assertThat(pilot.lastEvent().is(GovernanceAction.LAPSED)).isTrue();
        assertThat(pilot.lastEvent().evidence()).isEqualTo(Map.of("proposal", "p"));
    }

    @Test
    void idAndReasonAreNeeded() {
        assertThatThrownBy(() -> pilot.as("ada").approve("q"))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no promotion proposal 'q'");
        assertThatThrownBy(() -> pilot.as("ada").approve(null))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("proposal id is missing");
    }

    private void closed(Proposal.State state, String by, String reason) {
        assertThat(pilot.ports().proposals().get("p")).satisfies(proposal -> {
            assertThat(proposal.state()).isEqualTo(state);
            assertThat(proposal.closedBy()).isEqualTo(by);
            assertThat(proposal.closedReason()).isEqualTo(reason);
            assertThat(proposal.closedAt()).isNotNull();
        });
    }
}
