package org.metapolicy.wiring;

import java.time.Clock;
import java.util.UUID;
import org.metapolicy.app.moves.ChangeApprovers;
import org.metapolicy.app.moves.ClusterContexts;
import org.metapolicy.app.moves.ConfigureFamily;
import org.metapolicy.app.moves.ControlVersion;
import org.metapolicy.app.moves.CreateFamily;
import org.metapolicy.app.moves.DecideProposal;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.app.moves.MoveVersion;
import org.metapolicy.app.moves.RegisterVersion;
import org.metapolicy.app.moves.SetFamilyMode;
import org.metapolicy.app.moves.SetFamilyStatus;
import org.metapolicy.app.moves.SpawnVersion;
import org.metapolicy.app.refresh.AutomaticTransitions;
import org.metapolicy.app.refresh.PlanRefresh;
import org.metapolicy.app.report.ListApprovers;
import org.metapolicy.app.report.ListProposals;
import org.metapolicy.app.report.ListVersions;
import org.metapolicy.app.report.ReadEpisodes;
import org.metapolicy.app.report.ReadLineage;
import org.metapolicy.graph.GraphReports;
import org.metapolicy.graph.evidence.GraphContextVectors;
import org.metapolicy.graph.evidence.GraphCountedEvidence;
import org.metapolicy.graph.evidence.GraphUncountedEvidence;
import org.metapolicy.graph.governance.Callers;
import org.metapolicy.graph.governance.GraphMoveEvidence;
import org.metapolicy.graph.governance.GraphProposals;
import org.metapolicy.graph.governance.GraphRegistry;
import org.metapolicy.graph.governance.GraphTrail;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;

/** Builds the use cases of governance for one session's transaction. */
public final class GovernanceWiring {
    private final Transaction tx;
    private final SecurityContext security;

    public GovernanceWiring(Transaction tx, SecurityContext security) {
        this.tx = tx;
        this.security = security;
    }

    public ChangeApprovers changeApprovers() {
        return new ChangeApprovers(session());
    }

    public ListApprovers listApprovers() {
        return new ListApprovers(new GraphRegistry(tx), new GraphTrail(tx));
    }

    public CreateFamily createFamily() {
        return new CreateFamily(session());
    }

    public ConfigureFamily configureFamily() {
        return new ConfigureFamily(session());
    }

    public SetFamilyMode setFamilyMode() {
        return new SetFamilyMode(session(), SelectionWiring.shadowReport(tx));
    }

    public RegisterVersion registerVersion() {
        return new RegisterVersion(session(), GovernanceWiring::newVersionId);
    }

    public SpawnVersion spawnVersion() {
        return new SpawnVersion(session(), GovernanceWiring::newVersionId);
    }

    public ReadLineage readLineage() {
        return new ReadLineage(new GraphReports(tx));
    }

    public MoveVersion moveVersion() {
        return new MoveVersion(session(), new GraphProposals(tx));
    }

    public ControlVersion controlVersion() {
        return new ControlVersion(new GraphRegistry(tx), moveVersion());
    }

    public DecideProposal decideProposal() {
        return new DecideProposal(session(), new GraphProposals(tx));
    }

    public ListProposals listProposals() {
        return new ListProposals(new GraphProposals(tx));
    }

    public SetFamilyStatus setFamilyStatus() {
        return new SetFamilyStatus(session());
    }

    /** What a refresh does by itself to a family, inside the transaction that counts. */
    public AutomaticTransitions automaticTransitions(String familyId) {
        return new AutomaticTransitions(
                session(),
                new GraphProposals(tx),
                familyId,
                () -> new GraphCountedEvidence(tx).family(familyId).watched(),
                () -> "proposal-" + UUID.randomUUID());
    }

    public ListVersions listVersions() {
        return new ListVersions(new GraphReports(tx));
    }

    public ReadEpisodes readEpisodes() {
        return new ReadEpisodes(new GraphReports(tx));
    }

    public ClusterContexts clusterContexts() {
        return new ClusterContexts(session(), new GraphContextVectors(tx));
    }

    public PlanRefresh planRefresh(String familyId) {
        return new PlanRefresh(
                new GraphCountedEvidence(tx),
                new GraphUncountedEvidence(tx, familyId),
                session(),
                new GraphProposals(tx),
                Clock.systemUTC());
    }

    private GovernanceSession session() {
        return new GovernanceSession(
                new GraphRegistry(tx),
                new GraphTrail(tx),
                new GraphMoveEvidence(tx),
                Clock.systemUTC(),
                Callers.of(security, tx));
    }

    private static String newVersionId() {
        return "version-" + UUID.randomUUID();
    }
}
