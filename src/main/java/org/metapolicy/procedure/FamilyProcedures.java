package org.metapolicy.procedure;

import java.util.Map;
import java.util.stream.Stream;
import org.metapolicy.app.moves.CallerEvidence;
import org.metapolicy.app.report.EpisodesPage;
import org.metapolicy.governance.FamilyChanges;
import org.metapolicy.governance.NewFamily;
import org.metapolicy.policy.Input;
import org.metapolicy.procedure.row.DecidedEpisodeRow;
import org.metapolicy.procedure.row.EventRow;
import org.metapolicy.procedure.row.LineageRow;
import org.metapolicy.procedure.row.VersionRow;
import org.metapolicy.wiring.MovesWiring;
import org.metapolicy.wiring.ReportWiring;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** Meta-policies made, configured and switched. */
public final class FamilyProcedures {
    @Context
    public Transaction transaction;

    @Context
    public SecurityContext security;

    @Procedure(name = "metapolicy.create", mode = Mode.WRITE)
    @Example("""
            CALL metapolicy.create({id: 'reading', name: 'Help with reading', scope: 'INDIVIDUAL', risk_tier: 'SAFE',
                                    task: 'reading'}, 'the pilot begins')""")
    @Description("Creates a meta-policy, in SHADOW mode; needs an approver of the whole graph.")
    public Stream<EventRow> create(
            @Name(
                            value = "spec",
                            description =
                                    "id; name, scope, description, risk_tier, owner, notes, task, approvers, four_eyes, high_affect_approved, high_affect_segments, high_affect_until, any setting; participants, groups: ids of existing ones.")
                    Map<String, Object> spec,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.createFamily(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(NewFamily.of(Input.of("spec", spec)), reason)));
    }

    @Procedure(name = "metapolicy.adopt", mode = Mode.WRITE)
    @Example("""
            CREATE (m:MetaPolicy {id: 'breaks', name: 'Breaks', scope: 'INDIVIDUAL', risk_tier: 'SAFE', status: 'ACTIVE'})
              -[:HAS_VERSION]->(:PolicyVersion {id: 'breaks.v1', policy_id: 'breaks', version_tag: '1', status: 'LIVE', created_at: datetime()});
            CALL metapolicy.adopt('breaks', 'the pilot of last autumn goes on under governance')""")
    @Description(
            "Takes over a meta-policy that other programs made, with all its versions, out of service; needs an approver of the whole graph.")
    public Stream<EventRow> adopt(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.rows(() -> MovesWiring.adoptFamily(
                                transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(metaPolicyId, reason))
                .map(EventRow::of);
    }

    @Procedure(name = "metapolicy.configure", mode = Mode.WRITE)
    @Example("CALL metapolicy.configure('focus', {pci_promote: 0.6, select_min: null}, 'the board asks for more')")
    @Description(
            "Changes properties and settings of a meta-policy; needs an approver, and two for approvers and four eyes.")
    public Stream<EventRow> configure(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "settings",
                            description =
                                    "New values by key, as create takes them; null puts a setting back to its default, and takes task, description, notes, segments and end of an approval, and the limit to participants or groups away; any other property must have a value.")
                    Map<String, Object> settings,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.configureFamily(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(metaPolicyId, FamilyChanges.of(Input.of("settings", settings)), reason)));
    }

    @Procedure(name = "metapolicy.setMode", mode = Mode.WRITE)
    @Example("CALL metapolicy.setMode('focus', 'SHADOW', 'suggests alone over the holidays')")
    @Description("Sets whether choices are served (ACTIVE) or only suggested (SHADOW); needs an approver.")
    public Stream<EventRow> setMode(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(value = "mode", description = "SHADOW or ACTIVE.") String mode,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.setFamilyMode(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(metaPolicyId, mode, reason)));
    }

    @Procedure(name = "metapolicy.setStatus", mode = Mode.WRITE)
    @Example("CALL metapolicy.setStatus('focus', 'PAUSED', 'the fallback alone, until we know more')")
    @Description(
            "Sets whether a meta-policy decides (ACTIVE, which needs an approver), serves its fallback alone (PAUSED), or does so for those alone who name it (DEPRECATED).")
    public Stream<EventRow> setStatus(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(value = "status", description = "ACTIVE, PAUSED or DEPRECATED.") String status,
            @Name(value = "reason", description = "Why, in words; kept in the trail.") String reason,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "evidence: a map of your own, which the event keeps.")
                    Map<String, Object> options) {
        return Answer.row(() -> EventRow.of(
                MovesWiring.setFamilyStatus(transaction, security, CallerEvidence.alone(Input.of("options", options)))
                        .run(metaPolicyId, status, reason)));
    }

    @Procedure(name = "metapolicy.versions", mode = Mode.READ)
    @Example("CALL metapolicy.versions('focus')")
    @Description("Lists every version of a meta-policy, newest first.")
    public Stream<VersionRow> versions(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId) {
        return Answer.rows(() -> ReportWiring.listVersions(transaction).run(metaPolicyId))
                .map(VersionRow::of);
    }

    @Procedure(name = "metapolicy.episodes", mode = Mode.READ)
    @Example("CALL metapolicy.episodes('focus', {limit: 20})")
    @Description("What a meta-policy's versions decided and what came of it, newest first, page by page.")
    public Stream<DecidedEpisodeRow> episodes(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId,
            @Name(
                            value = "options",
                            defaultValue = "{}",
                            description = "limit: rows of a page, 100 by default and 1000 at most; after: the episode"
                                    + " that the page before ended with.")
                    Map<String, Object> options) {
        return Answer.rows(() -> ReportWiring.readEpisodes(transaction)
                        .run(metaPolicyId, EpisodesPage.of(Input.of("options", options))))
                .map(DecidedEpisodeRow::of);
    }

    @Procedure(name = "metapolicy.lineage", mode = Mode.READ)
    @Example("CALL metapolicy.lineage('focus')")
    @Description("Lists a meta-policy's versions as a tree, each parent before its children, with what changed.")
    public Stream<LineageRow> lineage(
            @Name(value = "metaPolicyId", description = "The id of the meta-policy.") String metaPolicyId) {
        return Answer.rows(() -> ReportWiring.readLineage(transaction).run(metaPolicyId))
                .map(LineageRow::of);
    }
}
