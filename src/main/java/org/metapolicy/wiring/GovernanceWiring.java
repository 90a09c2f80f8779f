package org.metapolicy.wiring;

import java.time.Clock;
import java.util.UUID;
import org.metapolicy.app.AutomaticTransitions;
import org.metapolicy.app.ChangeApprovers;
import org.metapolicy.app.ClusterContexts;
import org.metapolicy.app.ConfigureFamily;
import org.metapolicy.app.ControlVersion;
import org.metapolicy.app.CreateFamily;
import org.metapolicy.app.DecideProposal;
import org.metapolicy.app.FamilyDesk;
import org.metapolicy.app.ListApprovers;
import org.metapolicy.app.ListProposals;
import org.metapolicy.app.ListVersions;
import org.metapolicy.app.MoveVersion;
import org.metapolicy.app.PlanRefresh;
import org.metapolicy.app.ReadEpisodes;
import org.metapolicy.app.ReadLineage;
import org.metapolicy.app.RegisterVersion;
import org.metapolicy.app.SetFamilyMode;
import org.metapolicy.app.SetFamilyStatus;
import org.metapolicy.app.SpawnVersion;
import org.metapolicy.graph.Callers;
import org.metapolicy.graph.GraphEvidenceArchive;
import org.metapolicy.graph.GraphEvidenceDesk;
import org.metapolicy.graph.GraphFamilyContexts;
import org.metapolicy.graph.GraphFamilyPreview;
import org.metapolicy.graph.GraphProposals;
import org.metapolicy.graph.GraphRegistry;
import org.metapolicy.graph.GraphReports;
import org.metapolicy.graph.GraphTrail;
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
        return new ChangeApprovers(desk());
    }

    public ListApprovers listApprovers() {
        return new ListApprovers(new GraphRegistry(tx), new GraphTrail(tx));
    }

    public CreateFamily createFamily() {
        return new CreateFamily(desk());
    }

    public ConfigureFamily configureFamily() {
        return new ConfigureFamily(desk());
    }

    public SetFamilyMode setFamilyMode() {
        return new SetFamilyMode(desk(), SelectionWiring.shadowReport(tx));
    }

    public RegisterVersion registerVersion() {
        return new RegisterVersion(desk(), GovernanceWiring::newVersionId);
    }

    public SpawnVersion spawnVersion() {
        return new SpawnVersion(desk(), GovernanceWiring::newVersionId);
    }

    public ReadLineage readLineage() {
        return new ReadLineage(new GraphReports(tx));
    }

    public MoveVersion moveVersion() {
        return new MoveVersion(desk(), new GraphProposals(tx));
    }

    public ControlVersion controlVersion() {
        return new ControlVersion(new GraphRegistry(tx), moveVersion());
    }

    public DecideProposal decideProposal() {
        return new DecideProposal(desk(), new GraphProposals(tx));
    }

    public ListProposals listProposals() {
        return new ListProposals(new GraphProposals(tx));
    }

    public SetFamilyStatus setFamilyStatus() {
        return new SetFamilyStatus(desk());
    }

    /** What a refresh does by itself to a family, inside the transaction that counts. */
    public AutomaticTransitions automaticTransitions(String familyId) {
        return new AutomaticTransitions(
                desk(),
                new GraphProposals(tx),
                familyId,
                () -> new GraphEvidenceArchive(tx).family(familyId).watched(),
                () -> "proposal-" + UUID.randomUUID());
    }

    public ListVersions listVersions() {
        return new ListVersions(new GraphReports(tx));
    }

    public ReadEpisodes readEpisodes() {
        return new ReadEpisodes(new GraphReports(tx));
    }

    public ClusterContexts clusterContexts() {
        return new ClusterContexts(desk(), new GraphFamilyContexts(tx));
    }

    public PlanRefresh planRefresh(String familyId) {
        return new PlanRefresh(
                new GraphEvidenceArchive(tx),
                new GraphFamilyPreview(tx, familyId),
                desk(),
                new GraphProposals(tx),
                Clock.systemUTC());
    }

    private FamilyDesk desk() {
        return new FamilyDesk(
                new GraphRegistry(tx),
                new GraphTrail(tx),
                new GraphEvidenceDesk(tx),
                Clock.systemUTC(),
                Callers.of(security, tx));
    }

    private static String newVersionId() {
        return "version-" + UUID.randomUUID();
    }
}
