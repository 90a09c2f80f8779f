package org.metapolicy.app.moves;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.metapolicy.governance.Approval;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Reason;
import org.metapolicy.governance.Roster;
import org.metapolicy.governance.RunsOn;
import org.metapolicy.governance.adoption.AdoptedFamily;
import org.metapolicy.governance.adoption.AdoptedVersion;
import org.metapolicy.governance.adoption.Adoption;
import org.metapolicy.governance.adoption.StandingFamilies;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;

/** A family with its versions that stood in the graph before, taken over by one of the graph's approvers; in SHADOW mode. */
public final class AdoptFamily {
    private final GovernanceSession session;
    private final StandingFamilies standing;

    public AdoptFamily(GovernanceSession session, StandingFamilies standing) {
        this.session = session;
        this.standing = standing;
    }

    /**
     * Takes a family over; gives the events that record it, the family's first, then one for each version.
     *
     * @throws Conflict if it is governed already, or something about it or a version cannot be read, by name
     */
    public List<GovernanceEvent> run(String familyId, String reason) {
        Identifier.require("meta-policy id", familyId);
        Reason.require(reason);
        // Exclusive, as for a family that is made. The family has no approvers yet, and cannot name its own.
        session.registry().lockGraphApprovers();
        Approval.ofGraph(session.graphApprovers()).require("adopt", session.caller());
        Instant now = session.clock().instant();
        AdoptedFamily adopted =
                Adoption.of(standing.lock(familyId), session.caller().name(), now);
        standing.takeOver(adopted, now);
        // Whom it runs on stays, by new salts.
        RunsOn runsOn = session.rosters().write(familyId, new Roster(null, null));
        FamilyProperties governed = adopted.governed().with(FamilyProperties.RUNS_ON, runsOn.text());
        session.registry().writeFamily(familyId, governed);
        FamilyState family = session.registry().lock(familyId, List.of());
        List<GovernanceEvent> events = new ArrayList<>();
        events.add(record(
                session,
                family,
                Change.none(null).ofSettings(null, governed.json()),
                reason,
                adopted.stood().with(EventEvidence.of(runsOn.changesFrom(RunsOn.of(List.of(), List.of()))))));
        for (AdoptedVersion version : adopted.versions()) {
            Change change = Change.none(null)
                    .ofVersion(
                            version.version().id(),
                            null,
                            version.status(),
                            version.version().parametersHash());
            events.add(record(session.forWhatFollows(), family, change, reason, version.stood()));
        }
        return events;
    }

    private static GovernanceEvent record(
            GovernanceSession session, FamilyState family, Change change, String reason, EventEvidence stored) {
        return session.record(
                family, GovernanceAction.ADOPTED, change, session.caller().person(), reason, stored);
    }
}
