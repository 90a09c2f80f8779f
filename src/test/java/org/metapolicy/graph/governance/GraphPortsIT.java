package org.metapolicy.graph.governance;

import java.security.SecureRandom;
import java.util.function.Function;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.app.moves.EraseParticipant;
import org.metapolicy.graph.erasure.GraphFamilyTexts;
import org.metapolicy.graph.erasure.GraphPersonalData;
import org.metapolicy.graph.evidence.GraphCountedEvidence;
import org.metapolicy.graph.evidence.GraphEvidenceBases;
import org.metapolicy.graph.tabulation.GraphTabulations;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.testing.memory.ErasureContract;
import org.metapolicy.testing.memory.EvidenceContract;
import org.metapolicy.testing.memory.GovernancePorts;
import org.metapolicy.testing.memory.HandEdits;
import org.metapolicy.testing.memory.ObservedContract;
import org.metapolicy.testing.memory.ProposalsContract;
import org.metapolicy.testing.memory.RegistryContract;
import org.metapolicy.testing.memory.RostersContract;
import org.metapolicy.testing.memory.StandingFamiliesContract;
import org.metapolicy.testing.memory.TabulationsContract;
import org.metapolicy.testing.memory.TrailContract;

/** The ports of the graph keep the contracts that those in memory keep. */
class GraphPortsIT
        implements RegistryContract,
                RostersContract,
                ErasureContract,
                StandingFamiliesContract,
                TrailContract,
                EvidenceContract,
                TabulationsContract,
                ProposalsContract,
                ObservedContract {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @Override
    public <T> T ask(Function<GovernancePorts, T> question) {
        return NEO4J.inTransactionAs(
                SharedNeo4j.OWNER,
                tx -> question.apply(new GovernancePorts(
                        new GraphRegistry(tx),
                        new GraphRosters(tx, new SecureRandom()),
                        new GraphTrail(tx),
                        new GraphMoveEvidence(tx, new SecureRandom()),
                        new GraphProposals(tx),
                        new GraphObservedStates(tx),
                        new GraphCountedEvidence(tx),
                        new GraphStandingFamilies(tx),
                        new GraphTabulations(tx),
                        new EraseParticipant.Memory(
                                new GraphPersonalData(tx),
                                new GraphFamilyTexts(tx),
                                new GraphCountedEvidence(tx),
                                new GraphEvidenceBases(tx)))));
    }

    @Override
    public HandEdits byHand() {
        return new GraphHandEdits(NEO4J);
    }
}
