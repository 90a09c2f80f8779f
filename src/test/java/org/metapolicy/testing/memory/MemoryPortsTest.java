package org.metapolicy.testing.memory;

import java.util.function.Function;

/** The ports in memory keep the contracts. */
class MemoryPortsTest
        implements RegistryContract,
                RostersContract,
                ErasureContract,
                StandingFamiliesContract,
                TrailContract,
                EvidenceContract,
                TabulationsContract,
                ProposalsContract,
                ObservedContract {
    private final MemoryGraph graph = new MemoryGraph();

    @Override
    public <T> T ask(Function<GovernancePorts, T> question) {
        return question.apply(GovernancePorts.over(graph));
    }

    @Override
    public HandEdits byHand() {
        return new MemoryHandEdits(graph);
    }
}
