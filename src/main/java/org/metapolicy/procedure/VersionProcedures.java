package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.moves.MoveOptions;
import org.metapolicy.governance.SpawnChanges;
import org.metapolicy.governance.VersionAction;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.EventRow;
import org.metapolicy.procedure.row.LearnedRow;
import org.metapolicy.wiring.MovesWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Versions registered and moved. */
public final class VersionProcedures {
    @Context
    public Transaction transaction;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.registerVersion", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.registerVersion('focus', {id: 'focus.bandit-3', policy_id: 'focus-linucb', version_tag: 'bandit-3',
              parent_version_id: 'focus.bandit-2', hyperparams: {alpha: 0.25}}, 'less exploration')""")
    @Description("Registers a version of a meta-policy as CANDIDATE.")
    public Stream<EventRow> registerVersion(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "spec",
                            description =
                                    "id, policy_id, version_tag, parent_version_id, hyperparams (map), parameters (map), context_dim; made"
                                            + " where absent.")
                    Map<String, Object> spec,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.registerVersion(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(metaPolicyId, VersionSpec.of(Input.of("spec", spec)), reason)));
    }

    @Procedure(name = "metapolicy.spawn", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.spawn('focus.bandit-2', {id: 'focus.bandit-3', version_tag: 'bandit-3', exploration: 0.25},
              'less exploration')""")
    @Description("Makes a CANDIDATE from another version: its parameters and hyperparameters, with changes.")
    public Stream<EventRow> spawn(
            @Name(value = "parentVersionId", description = "The id of the version to start from.")
                    String parentVersionId,
            @Name(
                            value = "changes",
                            description =
                                    "id, version_tag, learning_rate, exploration, actions (list of intervention"
                                            + " ids), hyperparams (map; null removes one), parameters (map, in place of the parent's).")
                    Map<String, Object> changes,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.spawnVersion(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(parentVersionId, SpawnChanges.of(Input.of("changes", changes)), reason)));
    }

    @Procedure(name = "metapolicy.learn", mode = Mode.WRITE)
    @Example("CALL metapolicy.learn('focus.bandit-2', 'what eight weeks taught')")
    @Description("Makes a CANDIDATE from a version: its LinUCB parameters after what came of its counted episodes.")
    public Stream<LearnedRow> learn(
            @Name(value = "versionId", description = "The id of the version to learn from.") String versionId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> LearnedRow.of(
                MovesWiring.learnVersion(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(versionId, reason)));
    }

    @Procedure(name = "metapolicy.promote", mode = Mode.WRITE)
    @Example("CALL metapolicy.promote('focus.bandit-2', 'eight good weeks beside the baseline')")
    @Description("Makes a CANDIDATE or LIVE version the LIVE default; needs an approver and evidence enough.")
    public Stream<EventRow> promote(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "context_clusters: a list of contexts to promote it in alone, the default staying; expected_default: refuse unless it is this id (or null); evidence: a map of your own, which the event keeps; override: true promotes without evidence enough.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.moveVersion(transaction, security, CallerEvidence.among(Input.of("options", options)))
                        .run(VersionAction.PROMOTE, versionId, reason, MoveOptions.of(Input.of("options", options)))));
    }

    @Procedure(name = "metapolicy.rollback", mode = Mode.WRITE)
    @Example("CALL metapolicy.rollback('planning.bandit-1', 'interrupts the team')")
    @Description("Takes a LIVE version out of service for good; where it was the default, an earlier one follows.")
    public Stream<EventRow> rollback(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "expected_default: refuse unless it is this id (or null); evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(MovesWiring.moveVersion(
                        transaction, security, CallerEvidence.among(Input.of("options", options)))
                .run(VersionAction.ROLL_BACK, versionId, reason, MoveOptions.of(Input.of("options", options)))));
    }

    @Procedure(name = "metapolicy.setFallback", mode = Mode.WRITE)
    @Example("CALL metapolicy.setFallback('planning.bandit-1', 'known by now, and harmless')")
    @Description("Makes a LIVE version the fallback; needs an approver.")
    public Stream<EventRow> setFallback(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.moveVersion(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(VersionAction.SET_FALLBACK, versionId, reason, MoveOptions.NONE)));
    }

    @Procedure(name = "metapolicy.pause", mode = Mode.WRITE)
    @Example("CALL metapolicy.pause('planning.bandit-1', 'its log is being looked at')")
    @Description("Takes a CANDIDATE or LIVE version out of service until it is resumed.")
    public Stream<EventRow> pause(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.moveVersion(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(VersionAction.PAUSE, versionId, reason, MoveOptions.NONE)));
    }

    @Procedure(name = "metapolicy.resume", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.pause('planning.bandit-1', 'its log is being looked at');
            CALL metapolicy.resume('planning.bandit-1', 'the log was mended')""")
    @Description(
            "Gives a PAUSED version its former status back, its windows and guardrails started anew, or lifts its suspension in a context or for a participant; needs an approver.")
    public Stream<EventRow> resume(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description =
                                    "context_cluster: lift the suspension in this context alone; participant_id: lift it for this participant alone; evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.resumeVersion(transaction, security, CallerEvidence.among(Input.of("options", options)))
                        .run(versionId, reason, Input.of("options", options))));
    }

    @Procedure(name = "metapolicy.deprecate", mode = Mode.WRITE)
    @Example("CALL metapolicy.deprecate('focus.bandit-2', 'nobody will need it')")
    @Description("Retires a version that is neither the default nor the fallback.")
    public Stream<EventRow> deprecate(
            @Name(value = "versionId", description = "The id of the version.") String versionId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.moveVersion(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(VersionAction.DEPRECATE, versionId, reason, MoveOptions.NONE)));
    }
}
