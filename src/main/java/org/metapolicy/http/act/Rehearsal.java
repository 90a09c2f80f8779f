package org.metapolicy.http.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.MoveOptions;
import org.metapolicy.governance.Proposal;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.http.CallersDatabase;
import org.metapolicy.http.DatabaseStatus;
import org.metapolicy.http.VersionControl;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.policy.Mode;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.wiring.MovesWiring;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/**
 * Tells what moves would do by doing them, as the caller and by the very rules, in transactions that are taken back: what is
 * told beforehand and what is answered afterwards cannot differ.
 */
final class Rehearsal {
    /** Proposals beyond these wait until others are decided. */
    static final int PROPOSALS_MAX = 20;

    private static final String REASON = "to see what would come of it";

    private final CallersDatabase database;
    private final String familyId;

    Rehearsal(CallersDatabase database, String familyId) {
        this.database = database;
        this.familyId = familyId;
    }

    /** Every move of one version of the family. */
    List<MovesBody.Move> ofVersion(String versionId) {
        List<MovesBody.Move> moves = new ArrayList<>();
        new TreeMap<>(VersionControl.ACTIONS)
                .forEach((name, action) -> moves.add(
                        action == VersionAction.PROMOTE
                                ? promotion(name, versionId)
                                : move(
                                        name,
                                        versionId,
                                        null,
                                        null,
                                        attempt(tx -> move(tx, action, versionId, MoveOptions.NONE)))));
        return moves;
    }

    /** What can be set of the family, and its open proposals decided either way. */
    List<MovesBody.Move> ofFamily() {
        List<MovesBody.Move> moves = new ArrayList<>();
        for (Proposal proposal : open()) {
            moves.add(decision("APPROVE", proposal, true));
            moves.add(decision("REJECT", proposal, false));
        }
        for (Mode mode : Mode.values()) {
            moves.add(setting(FamilyAction.SET_MODE, mode.name()));
        }
        for (FamilyStatus status : FamilyStatus.values()) {
            moves.add(setting(FamilyAction.SET_STATUS, status.name()));
        }
        return moves;
    }

    private List<Proposal> open() {
        return database.transact(tx -> ReportWiring.listProposals(tx).run(familyId)).stream()
                .filter(proposal -> proposal.state() == Proposal.State.OPEN)
                .limit(PROPOSALS_MAX)
                .toList();
    }

    /** Without override where the evidence carries it; else with it, and why that is needed. */
    private MovesBody.Move promotion(String name, String versionId) {
        Attempt plain = attempt(tx -> move(tx, VersionAction.PROMOTE, versionId, MoveOptions.NONE));
        if (plain.event().isPresent()) {
            return move(name, versionId, null, null, plain);
        }
        Attempt overriding = attempt(tx -> move(tx, VersionAction.PROMOTE, versionId, MoveOptions.OVERRIDING));
        return overriding
                .event()
                .map(event -> new MovesBody.Move(
                        name, versionId, null, null, true, true, plain.refusal(), MovesBody.Outcome.of(event)))
                .orElseGet(() -> move(name, versionId, null, null, overriding));
    }

    private GovernanceEvent move(InternalTransaction tx, VersionAction action, String versionId, MoveOptions options) {
        return MovesWiring.controlVersion(tx, tx.securityContext(), CallerEvidence.NONE)
                .run(familyId, action, versionId, REASON, options);
    }

    private MovesBody.Move decision(String name, Proposal proposal, boolean approve) {
        return move(name, proposal.versionId(), proposal.id(), null, attempt(tx -> MovesWiring.decideProposal(
                        tx, tx.securityContext(), CallerEvidence.NONE)
                .run(proposal.id(), approve, REASON)));
    }

    private MovesBody.Move setting(FamilyAction action, String value) {
        return move(
                action.name(),
                null,
                null,
                value,
                attempt(tx -> action.run(tx, CallerEvidence.NONE, familyId, value, REASON)));
    }

    private static MovesBody.Move move(
            String name, String versionId, String proposalId, String value, Attempt attempt) {
        return new MovesBody.Move(
                name,
                versionId,
                proposalId,
                value,
                attempt.event().isPresent(),
                false,
                attempt.refusal(),
                attempt.event().map(MovesBody.Outcome::of).orElse(null));
    }

    /** @param refusal null where there was none */
    private record Attempt(Optional<GovernanceEvent> event, String refusal) {
        static Attempt refused(String refusal) {
            return new Attempt(Optional.empty(), refusal);
        }
    }

    private Attempt attempt(Function<InternalTransaction, GovernanceEvent> work) {
        try {
            return new Attempt(Optional.of(database.rehearse(work)), null);
        } catch (MetapolicyException refused) {
            return Attempt.refused(refused.getMessage());
        } catch (RuntimeException failed) {
            return DatabaseStatus.refusal(failed).map(Attempt::refused).orElseThrow(() -> failed);
        }
    }
}
