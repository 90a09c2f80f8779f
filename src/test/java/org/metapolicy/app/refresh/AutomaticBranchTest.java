package org.metapolicy.app.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metapolicy.app.refresh.FamilyGovernor.ActionTaken;
import org.metapolicy.governance.JudgedVersion.Evidence;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.testing.memory.KnownFigures;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.ApproverHistory;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trail.TrailCheck;

/** The candidate that a refresh makes after a rollback, where the family asks for one. */
class AutomaticBranchTest {
    private static final Map<String, Object> BANDIT =
            Map.of("alpha", 0.5, "actions", Map.of("rest", Map.of("A", List.of(List.of(2.0)), "b", List.of(0.1))));

    private Pilot pilot;
    private int made;

    /** "root" and "middle" were live and trusted before "now", which came from "middle", became the default. */
    @BeforeEach
    void aLineage() {
        pilot = Pilot.start().family(Map.of("auto_branch", "ON"));
        pilot.as("ada").register("f", Map.of("id", "root", "parameters", BANDIT));
        pilot.as("ada").spawn("root", Map.of("id", "middle", "exploration", 0.4));
        pilot.as("ada").spawn("middle", Map.of("id", "now", "learning_rate", 0.1));
        for (String id : List.of("root", "middle", "now")) {
            pilot.as("ada").promote(id, Map.of("override", true));
        }
        pilot.known("root", KnownFigures.of(0.6, 60, 0.2));
        pilot.known("middle", KnownFigures.of(0.5, 60, 0.2));
    }

    @Test
    void comesFromTheLastTrustedAncestorWithHalfItsExploration() {
        Map<String, ActionTaken> done = stopped("now");
        assertThat(done.get("now").action()).isEqualTo("ROLLED_BACK, SPAWNED");
        StoredEvent event = pilot.lastEvent();
        assertThat(event.text(EventKey.ACTION)).isEqualTo("SPAWNED");
        assertThat(event.text(EventKey.ACTOR_KIND)).isEqualTo(ActorKind.AUTOMATIC.name());
        assertThat(event.text(EventKey.REASON))
                .isEqualTo("after the rollback of 'now', from its last trusted ancestor 'middle', with half its"
                        + " exploration, 0.2");
        assertThat(event.evidence())
                .containsEntry("rolled_back", "now")
                .containsEntry("parent_version_id", "middle")
                .containsEntry("hyperparams", Map.of("exploration", 0.2));
        assertThat(pilot.version("branch-1").status()).isEqualTo(VersionStatus.CANDIDATE);
        assertThat(pilot.ports().registry().contents("branch-1").parameters()).contains("\"alpha\":0.2");
        assertThat(pilot.family().defaultId()).isEqualTo("middle");
        verified();
    }

    @Test
    void anAncestorThatIsStoppedOrNotTrustedIsPassedOver() {
        pilot.known("middle", KnownFigures.of(0.5, 60, 0.2).alarmed());
        stopped("now");
        assertThat(pilot.lastEvent().evidence())
                .containsEntry("parent_version_id", "root")
                .containsEntry("hyperparams", Map.of("exploration", 0.25));
        verified();
    }

    @Test
    void anAncestorWhoseStatusCannotBeReadIsPassedOver() {
        pilot.byHand().setVersion("middle", "status", "paused");
        assertThat(act(Map.of("root", Evidence.GOOD, "now", Evidence.ALARM))
                        .get("now")
                        .action())
                .isEqualTo("ROLLED_BACK, SPAWNED");
        assertThat(pilot.lastEvent().evidence()).containsEntry("parent_version_id", "root");
        pilot.byHand().setVersion("middle", "status", "LIVE");
        verified();
    }

    @Test
    void anotherCandidateWhoseStatusCannotBeReadHoldsUpTheBranchAlone() {
        pilot.as("ada").spawn("middle", Map.of("id", "other"));
        pilot.byHand().setVersion("other", "status", 7L);
        assertThat(stopped("now", "other").get("now"))
                .isEqualTo(new ActionTaken(
                        "ROLLED_BACK",
                        "ALARM; no branch: version 'other' has status 7: it must be one of [CANDIDATE, LIVE, PAUSED,"
                                + " ROLLED_BACK, DEPRECATED]"));
        assertThat(pilot.version("now").status()).isEqualTo(VersionStatus.ROLLED_BACK);
        pilot.byHand().setVersion("other", "status", "CANDIDATE");
        verified();
    }

    @Test
    void anAncestorOfSeveralFamiliesHoldsUpTheBranchAlone() {
        pilot.as("ada").create(Map.of("id", "g"));
        pilot.byHand().linkVersion("g", "middle");
        assertThat(act(Map.of("root", Evidence.GOOD, "now", Evidence.ALARM)).get("now"))
                .isEqualTo(new ActionTaken(
                        "ROLLED_BACK",
                        "ALARM; no branch: version 'middle' belongs to 2 meta-policies: it must belong to one, by"
                                + " metapolicy.registerVersion"));
        assertThat(pilot.family().defaultId()).isEqualTo("root");
    }

    @Test
    void whereNobodyIsTrustedNothingIsMadeAndItSaysSo() {
        pilot.known("root", KnownFigures.of(0.1, 60, 0.2));
        pilot.as("ada").pause("middle");
        assertThat(stopped("now").get("now"))
                .isEqualTo(new ActionTaken(
                        "ROLLED_BACK",
                        "ALARM; no branch: it has no ancestor that is live, trusted, without alarm and unchanged"));
        assertThat(made).isZero();
        verified();
    }

    @Test
    void whereSuchACandidateStandsNoOtherIsMade() {
        stopped("now");
        pilot.as("ada").spawn("middle", Map.of("id", "next"));
        pilot.as("ada").promote("next", Map.of("override", true));
        assertThat(stopped("next", "branch-1").get("next").reason())
                .endsWith("no branch: 'branch-1' is such a candidate already");
        assertThat(made).isEqualTo(1);
        pilot.as("ada").spawn("middle", Map.of("id", "last"));
        pilot.as("ada").promote("last", Map.of("override", true));
        pilot.as("ada").deprecate("branch-1");
        stopped("last", "branch-1");
        assertThat(made).as("it stands no more").isEqualTo(2);
        verified();
    }

    @Test
    void withoutExplorationItIsTheAncestorAndTheReasonSaysSo() {
        pilot.as("ada").register("f", Map.of("id", "plain"));
        pilot.as("ada").spawn("plain", Map.of("id", "child", "hyperparams", Map.of("rate", 1L)));
        pilot.as("ada").promote("plain", Map.of("override", true));
        pilot.known("plain", KnownFigures.of(0.5, 60, 0.2));
        pilot.as("ada").promote("child", Map.of("override", true));
        stopped("child");
        assertThat(pilot.lastEvent().text(EventKey.REASON))
                .endsWith("'plain', unchanged: it has no exploration to halve");
        verified();
    }

    @Test
    void onlyARollbackBranchesAndOnlyWhereTheFamilyAsksForIt() {
        pilot.as("ada").spawn("root", Map.of("id", "candidate"));
        act(Map.of("candidate", Evidence.ALARM));
        assertThat(made).as("a pause").isZero();
        pilot.as("ada").configure(Map.of("auto_branch", "OFF"));
        assertThat(stopped("now").get("now")).isEqualTo(new ActionTaken("ROLLED_BACK", "ALARM"));
        assertThat(made).isZero();
        verified();
    }

    private Map<String, ActionTaken> stopped(String versionId, String... candidates) {
        Map<String, Evidence> judged = new TreeMap<>(Map.of(versionId, Evidence.ALARM));
        for (String id : List.of("root", "middle")) {
            if (pilot.version(id).status() == VersionStatus.LIVE) {
                judged.put(id, Evidence.GOOD);
            }
        }
        Set.of(candidates).forEach(id -> judged.put(id, Evidence.NONE));
        return act(judged);
    }

    private Map<String, ActionTaken> act(Map<String, Evidence> judged) {
        return new AutomaticTransitions(
                        pilot.as("eve").session(),
                        pilot.ports().proposals(),
                        "f",
                        judged::keySet,
                        () -> "proposal",
                        () -> "branch-" + ++made)
                .act(Found.of(judged, Map.of(), Set.of(), true));
    }

    private void verified() {
        Chain chain = Chain.of("f");
        ApproverHistory approvers = new ApproverHistory(pilot.ports().trail().events(Chain.SETTINGS));
        assertThat(new TrailCheck(chain, pilot.events(), approvers)
                        .verify(pilot.ports().observed().observe(chain), null)
                        .problem())
                .isNull();
    }
}
