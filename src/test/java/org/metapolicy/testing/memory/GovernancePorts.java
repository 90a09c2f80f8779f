package org.metapolicy.testing.memory;

import org.metapolicy.app.moves.EraseParticipant;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.Registry;
import org.metapolicy.governance.Rosters;
import org.metapolicy.governance.adoption.StandingFamilies;
import org.metapolicy.trail.ObservedStates;
import org.metapolicy.trail.Trail;

/** The ports of one transaction that governance and the audit go through. */
public record GovernancePorts(
        Registry registry,
        Rosters rosters,
        Trail trail,
        MoveEvidence evidence,
        Proposals proposals,
        ObservedStates observed,
        CountedEvidence counted,
        StandingFamilies standing,
        Tabulations tabulations,
        EraseParticipant.Memory people) {

    /** Those in memory. */
    public static GovernancePorts over(MemoryGraph graph) {
        return new GovernancePorts(
                new MemoryRegistry(graph),
                new MemoryRosters(graph),
                new MemoryTrail(graph),
                new MemoryMoveEvidence(graph),
                new MemoryProposals(graph),
                new MemoryObservedStates(graph),
                new MemoryCountedEvidence(graph),
                new MemoryStandingFamilies(graph),
                new MemoryTabulations(graph),
                MemoryPeople.over(graph));
    }
}
