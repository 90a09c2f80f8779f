package org.metapolicy.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.metapolicy.app.moves.AdoptFamily;
import org.metapolicy.app.moves.AnnotateEvent;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.ChangeApprovers;
import org.metapolicy.app.moves.ClusterContexts;
import org.metapolicy.app.moves.ConfigureFamily;
import org.metapolicy.app.moves.ControlVersion;
import org.metapolicy.app.moves.CreateFamily;
import org.metapolicy.app.moves.DecideProposal;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.app.moves.LearnVersion;
import org.metapolicy.app.moves.MoveVersion;
import org.metapolicy.app.moves.RegisterVersion;
import org.metapolicy.app.moves.ResumeVersion;
import org.metapolicy.app.moves.SetFamilyMode;
import org.metapolicy.app.moves.SetFamilyStatus;
import org.metapolicy.app.moves.SpawnVersion;
import org.metapolicy.governance.Caller;
import org.metapolicy.graph.evidence.GraphContextVectors;
import org.metapolicy.graph.evidence.GraphLearningSamples;
import org.metapolicy.graph.governance.Callers;
import org.metapolicy.graph.governance.GraphMoveEvidence;
import org.metapolicy.graph.governance.GraphProposals;
import org.metapolicy.graph.governance.GraphRegistry;
import org.metapolicy.graph.governance.GraphRosters;
import org.metapolicy.graph.governance.GraphStandingFamilies;
import org.metapolicy.graph.governance.GraphTrail;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;

/** Builds what people do to families and versions, for one session's transaction. */
public final class MovesWiring {
    private MovesWiring() {}

    public static ChangeApprovers changeApprovers(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new ChangeApprovers(session(tx, security, given));
    }

    public static CreateFamily createFamily(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new CreateFamily(session(tx, security, given));
    }

    public static AdoptFamily adoptFamily(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new AdoptFamily(session(tx, security, given), new GraphStandingFamilies(tx));
    }

    public static AnnotateEvent annotateEvent(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new AnnotateEvent(session(tx, security, given));
    }

    public static ConfigureFamily configureFamily(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new ConfigureFamily(session(tx, security, given));
    }

    public static SetFamilyMode setFamilyMode(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new SetFamilyMode(session(tx, security, given), DecideWiring.shadowReport(tx));
    }

    public static RegisterVersion registerVersion(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new RegisterVersion(session(tx, security, given), MovesWiring::newVersionId);
    }

    public static SpawnVersion spawnVersion(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new SpawnVersion(session(tx, security, given), MovesWiring::newVersionId);
    }

    public static LearnVersion learnVersion(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new LearnVersion(session(tx, security, given), new GraphLearningSamples(tx), MovesWiring::newVersionId);
    }

    public static MoveVersion moveVersion(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new MoveVersion(session(tx, security, given), new GraphProposals(tx));
    }

    public static ResumeVersion resumeVersion(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new ResumeVersion(moveVersion(tx, security, given));
    }

    public static ControlVersion controlVersion(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new ControlVersion(new GraphRegistry(tx), moveVersion(tx, security, given));
    }

    public static DecideProposal decideProposal(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new DecideProposal(session(tx, security, given), new GraphProposals(tx));
    }

    public static SetFamilyStatus setFamilyStatus(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new SetFamilyStatus(session(tx, security, given));
    }

    public static ClusterContexts clusterContexts(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new ClusterContexts(session(tx, security, given), new GraphContextVectors(tx));
    }

    /** Who the session belongs to. */
    public static Caller caller(Transaction tx, SecurityContext security) {
        return Callers.of(security, tx);
    }

    static GovernanceSession session(Transaction tx, SecurityContext security, CallerEvidence given) {
        return new GovernanceSession(
                new GraphRegistry(tx),
                new GraphRosters(tx, new SecureRandom()),
                new GraphTrail(tx),
                new GraphMoveEvidence(tx, new SecureRandom()),
                Clock.systemUTC(),
                Callers.of(security, tx),
                given);
    }

    static String newVersionId() {
        return "version-" + UUID.randomUUID();
    }
}
