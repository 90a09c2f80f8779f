package org.metapolicy.procedure;

import java.util.ArrayList;
import java.util.List;

/**
 * One edit in plain Cypher of something that a decision, a refresh or an approval reads, in the family that {@link AttackIT}
 * makes.
 *
 * @param on what is edited
 * @param problem a part of what verification says of it
 * @param mayServe the versions that decisions may serve afterwards; empty text for nobody
 */
record Attack(String on, String query, String problem, List<String> mayServe) {
    /** The default, the fallback and nobody. */
    private static final List<String> IN_SERVICE = List.of("f.a", "f.b", "");

    Attack(String on, String query, String problem, String... besides) {
        this(on, query, problem, with(besides));
    }

    private static List<String> with(String... besides) {
        List<String> all = new ArrayList<>(IN_SERVICE);
        all.addAll(List.of(besides));
        return all;
    }

    static final List<Attack> ALL = List.of(
            // what a decision follows
            new Attack(
                    "HAS_LIVE_VERSION to a node of any label",
                    "MATCH (m:MetaPolicy {id: 'f'}) CREATE (m)-[:HAS_LIVE_VERSION]->(:Foo {id: 'f.c', status: 'LIVE'})"
                            + "-[:HAS_EVIDENCE]->(:Bar {trust_score: 1.0, trust_lower: 1.0, safety_norm: 1.0, n: 500,"
                            + " n_since_resume: 500, n_total: 500, reward_mean: 1.0, alarm: false})",
                    "HAS_LIVE_VERSION leads to Foo 'f.c', which is no version"),
            new Attack(
                    "HAS_LIVE_VERSION and status of a candidate",
                    "MATCH (m:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'f.c'})-[:HAS_EVIDENCE]->(e)"
                            + " SET v.status = 'LIVE', e.trust_score = 1.0 CREATE (m)-[:HAS_LIVE_VERSION]->(v)",
                    "version 'f.c' is LIVE, event 3 says CANDIDATE"),
            new Attack(
                    "a version that nobody registered",
                    "MATCH (m:MetaPolicy {id: 'f'}) CREATE (m)-[:HAS_VERSION]->(v:PolicyVersion {id: 'x', status: 'LIVE'})"
                            + " CREATE (m)-[:HAS_LIVE_VERSION]->(v)-[:HAS_EVIDENCE]->(:VersionEvidence {trust_score: 1.0,"
                            + " trust_lower: 1.0, safety_norm: 1.0, n: 500, n_since_resume: 500, n_total: 500,"
                            + " reward_mean: 1.0, alarm: false})",
                    "version 'x' is ungoverned: it was linked by hand"),
            new Attack(
                    "the same with an event that hangs nowhere",
                    "MATCH (m:MetaPolicy {id: 'f'}) CREATE (m)-[:HAS_VERSION]->(v:PolicyVersion {id: 'x', status: 'LIVE'})"
                            + " CREATE (m)-[:HAS_LIVE_VERSION]->(v)-[:HAS_EVIDENCE]->(:VersionEvidence {trust_score: 1.0,"
                            + " trust_lower: 1.0, safety_norm: 1.0, n: 500, n_since_resume: 500, n_total: 500,"
                            + " reward_mean: 1.0, alarm: false})"
                            + " CREATE (v)-[:STATUS_SET_BY]->(e:GovernanceEvent {id: 'f#99', seq: 99, meta_policy_id: 'f',"
                            + " version_id: 'x', to_status: 'LIVE'})-[:ABOUT]->(v)",
                    "version 'x' is ungoverned: it was linked by hand"),
            new Attack(
                    "a retired version's status and link",
                    "MATCH (m:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'f.r'}) SET v.status = 'LIVE'"
                            + " CREATE (m)-[:HAS_LIVE_VERSION]->(v)",
                    "version 'f.r' is LIVE, event 9 says ROLLED_BACK"),
            new Attack(
                    "the same, STATUS_SET_BY put back to its promotion",
                    "MATCH (m:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'f.r'})-[s:STATUS_SET_BY]->(),"
                            + " (e:GovernanceEvent {meta_policy_id: 'f', version_id: 'f.r', action: 'PROMOTED'})"
                            + " DELETE s SET v.status = 'LIVE' CREATE (m)-[:HAS_LIVE_VERSION]->(v)-[:STATUS_SET_BY]->(e)",
                    "version 'f.r' is LIVE, event 9 says ROLLED_BACK",
                    "f.r"),
            new Attack(
                    "STATUS_SET_BY alone",
                    "MATCH (v:PolicyVersion {id: 'f.r'})-[s:STATUS_SET_BY]->(), (e:GovernanceEvent {meta_policy_id: 'f',"
                            + " version_id: 'f.r', action: 'PROMOTED'}) DELETE s CREATE (v)-[:STATUS_SET_BY]->(e)",
                    "version 'f.r' is linked by STATUS_SET_BY to event 8, event 9 says ROLLED_BACK"),
            new Attack(
                    "DEFAULT_POLICY moved",
                    "MATCH (m:MetaPolicy {id: 'f'})-[d:DEFAULT_POLICY]->(), (v:PolicyVersion {id: 'f.b'}) DELETE d"
                            + " CREATE (m)-[:DEFAULT_POLICY]->(v)",
                    "the default of"),
            new Attack(
                    "DEFAULT_POLICY to a look-alike",
                    "MATCH (m:MetaPolicy {id: 'f'})-[d:DEFAULT_POLICY]->() DELETE d"
                            + " CREATE (m)-[:DEFAULT_POLICY]->(:PolicyEvil {id: 'f.a', status: 'LIVE'})",
                    "DEFAULT_POLICY leads to PolicyEvil 'f.a', which is no version"),
            new Attack(
                    "FALLBACK_POLICY moved",
                    "MATCH (m:MetaPolicy {id: 'f'})-[d:FALLBACK_POLICY]->(), (v:PolicyVersion {id: 'f.a'}) DELETE d"
                            + " CREATE (m)-[:FALLBACK_POLICY]->(v)",
                    "the fallback of"),
            new Attack(
                    "HAS_CANDIDATE_VERSION taken away",
                    "MATCH (:MetaPolicy {id: 'f'})-[l:HAS_CANDIDATE_VERSION]->(:PolicyVersion {id: 'f.c'}) DELETE l",
                    "version 'f.c' is CANDIDATE, and the links"),
            new Attack(
                    "HAS_LIVE_VERSION twice",
                    "MATCH (m:MetaPolicy {id: 'f'}), (v:PolicyVersion {id: 'f.a'}) CREATE (m)-[:HAS_LIVE_VERSION]->(v)",
                    "HAS_LIVE_VERSION leads twice to PolicyVersion 'f.a'"),
            new Attack(
                    "a version shared with another family",
                    "MATCH (m:MetaPolicy {id: 'other'}), (v:PolicyVersion {id: 'f.a'}) CREATE (m)-[:HAS_VERSION]->(v)",
                    "PolicyVersion 'f.a' belongs to several meta-policies"),
            new Attack(
                    "a version deleted",
                    "MATCH (v:PolicyVersion {id: 'f.r'}) DETACH DELETE v",
                    "it is about f.r and linked to []"),
            new Attack(
                    "the version's label",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) REMOVE v:PolicyVersion",
                    "which is no PolicyVersion"),
            // what trust rests on
            new Attack(
                    "trust_score of the evidence",
                    "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(e) SET e.trust_score = 1.0",
                    "version 'f.a' has trust_score 1.0"),
            new Attack(
                    "alarm of the evidence",
                    "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(e) SET e.alarm = true",
                    "version 'f.a' has alarm"),
            new Attack(
                    "safety_norm",
                    "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(e) SET e.safety_norm = 1.0, e.n = 7",
                    "version 'f.a' has "),
            new Attack(
                    "reward_mean",
                    "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(e) SET e.reward_mean = 1.0",
                    "version 'f.a' has reward_mean 1.0"),
            new Attack(
                    "the running state",
                    "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(e) SET e.state = replace(e.state, '60', '61')",
                    "'f.a'"),
            new Attack(
                    "trust_score_latest",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.trust_score_latest = 1.0",
                    "version 'f.a' has trust_score_latest 1.0"),
            new Attack(
                    "VersionEvidence deleted",
                    "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(e) DETACH DELETE e",
                    "f.a"),
            new Attack(
                    "a second VersionEvidence",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) CREATE (v)-[:HAS_EVIDENCE]->(:VersionEvidence {trust_score: 1.0,"
                            + " n: 1, alarm: false})",
                    "f.a"),
            new Attack(
                    "evidence of another label",
                    "MATCH (:PolicyVersion {id: 'f.c'})-[:HAS_EVIDENCE]->(e) REMOVE e:VersionEvidence SET e:Other",
                    "which is no VersionEvidence"),
            new Attack(
                    "FamilyEvidence deleted",
                    "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(e) DETACH DELETE e",
                    "f"),
            new Attack(
                    "the family's totals",
                    "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(e) SET e.outcomes = 3",
                    "outcomes"),
            new Attack(
                    "a snapshot that a move rests on",
                    "MATCH (:GovernanceEvent {meta_policy_id: 'f', version_id: 'f.b', action: 'PROMOTED'})"
                            + "-[:SUPPORTED_BY]->(s) SET s.trust_score = 0.99",
                    "snapshot '"),
            new Attack("a counted outcome's reward", "MATCH (o:PolicyOutcome {id: 'e7:o'}) SET o.reward = 1.0", "f.a"),
            new Attack(
                    "a counted outcome deleted",
                    "MATCH (o:PolicyOutcome {id: 'e7:o'}) DETACH DELETE o",
                    "a recount finds"),
            // what versions are
            new Attack(
                    "parameters",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.parameters_blob = '{\"theta\":[9]}'",
                    "version 'f.a' has other parameters"),
            new Attack(
                    "parameters_hash",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.parameters_hash = 'f00d'",
                    "version 'f.a' has another parameters_hash"),
            new Attack(
                    "hyperparams",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.hyperparams = '{\"alpha\":9}'",
                    "version 'f.a' has other hyperparams"),
            new Attack(
                    "policy_id",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.policy_id = 'mine'",
                    "version 'f.a' has another policy_id"),
            new Attack(
                    "version_tag",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.version_tag = 'v9'",
                    "version 'f.a' has another version_tag"),
            new Attack(
                    "parent_version_id",
                    "MATCH (v:PolicyVersion {id: 'f.s'}) SET v.parent_version_id = 'f.b'",
                    "version 'f.s' has another parent_version_id"),
            new Attack(
                    "PREVIOUS_VERSION",
                    "MATCH (v:PolicyVersion {id: 'f.s'})-[l:PREVIOUS_VERSION]->(), (b:PolicyVersion {id: 'f.b'}) DELETE l"
                            + " CREATE (v)-[:PREVIOUS_VERSION]->(b)",
                    "PREVIOUS_VERSION leads to [f.b]"),
            new Attack(
                    "reasoning",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.reasoning = 'safest of all'",
                    "version 'f.a' has another reasoning"),
            new Attack(
                    "created_at",
                    "MATCH (v:PolicyVersion {id: 'f.a'}) SET v.created_at = datetime('2020-01-01T00:00:00Z')",
                    "version 'f.a' has another created_at"),
            new Attack(
                    "created_by, so that four eyes let its maker approve",
                    "MATCH (v:PolicyVersion {id: 'f.c'}) SET v.created_by = 'somebody'",
                    "version 'f.c' has created_by somebody"),
            // settings and people
            new Attack("mode", "MATCH (m:MetaPolicy {id: 'f'}) SET m.mode = 'SHADOW'", "the settings of"),
            new Attack("status", "MATCH (m:MetaPolicy {id: 'f'}) SET m.status = 'PAUSED'", "the settings of"),
            new Attack(
                    "risk_tier",
                    "MATCH (m:MetaPolicy {id: 'f'}) SET m.risk_tier = 'EXPERIMENTAL'",
                    "the settings of",
                    "f.c",
                    "f.s"),
            new Attack("a limit", "MATCH (m:MetaPolicy {id: 'f'}) SET m.override_rate_max = 0.99", "the settings of"),
            new Attack(
                    "a regime's threshold",
                    "MATCH (m:MetaPolicy {id: 'f'}) SET m.affective_load_high = 1.0",
                    "the settings of"),
            new Attack(
                    "a limit out of its range", "MATCH (m:MetaPolicy {id: 'f'}) SET m.select_min = 0.0", "select_min"),
            new Attack("a limit of another type", "MATCH (m:MetaPolicy {id: 'f'}) SET m.patience = 'two'", "patience"),
            new Attack(
                    "high_affect_approved",
                    "MATCH (m:MetaPolicy {id: 'f'}) SET m.high_affect_approved = true",
                    "the settings of"),
            new Attack("four_eyes", "MATCH (m:MetaPolicy {id: 'f'}) SET m.four_eyes = true", "the settings of"),
            new Attack("task", "MATCH (m:MetaPolicy {id: 'f'}) SET m.task = 'another'", "the settings of"),
            new Attack(
                    "the family's approvers",
                    "MATCH (m:MetaPolicy {id: 'f'}) SET m.approvers = ['mallory']",
                    "the settings of"),
            new Attack(
                    "the graph's approvers",
                    "MATCH (s:GovernanceSettings) SET s.approvers = s.approvers + 'mallory'",
                    "the settings of the graph's settings are"),
            // the trail
            new Attack(
                    "an event's reason",
                    "MATCH (e {id: 'f#4'}) SET e.reason = 'asked by ada'",
                    "event 4: its contents"),
            new Attack(
                    "an event's evidence", "MATCH (e {id: 'f#4'}) SET e.evidence = 'nothing'", "event 4: its contents"),
            new Attack("an event's prev_hash", "MATCH (e {id: 'f#4'}) SET e.prev_hash = '00'", "event 4: its contents"),
            new Attack(
                    "an event's label",
                    "MATCH (e {id: 'f#4'}) REMOVE e:GovernanceEvent",
                    "which is no GovernanceEvent"),
            new Attack("an event deleted", "MATCH (e {id: 'f#4'}) DETACH DELETE e", "event 4 is missing"),
            new Attack(
                    "an event added",
                    "MATCH (m:MetaPolicy {id: 'f'}) CREATE (m)-[:HAS_EVENT]->(:GovernanceEvent {id: 'f#99', seq: 99})",
                    "is missing"),
            new Attack(
                    "LAST_EVENT moved",
                    "MATCH (m:MetaPolicy {id: 'f'})-[l:LAST_EVENT]->(), (e {id: 'f#2'}) DELETE l"
                            + " CREATE (m)-[:LAST_EVENT]->(e)",
                    "LAST_EVENT leads to [GovernanceEvent 'f#2']"),
            new Attack(
                    "the count of events",
                    "MATCH (m:MetaPolicy {id: 'f'}) SET m.events = 3",
                    "event 4 was added by hand"),
            new Attack(
                    "ABOUT moved",
                    "MATCH (e {id: 'f#4'})-[l:ABOUT]->(), (v:PolicyVersion {id: 'f.c'}) DELETE l CREATE (e)-[:ABOUT]->(v)",
                    "event 4: it is about"),
            new Attack(
                    "SUPPORTED_BY cut",
                    "MATCH (:GovernanceEvent {meta_policy_id: 'f', version_id: 'f.b', action: 'PROMOTED'})"
                            + "-[l:SUPPORTED_BY]->() DELETE l",
                    "it rests on snapshot"),
            new Attack(
                    "the settings' chain deleted",
                    "MATCH (s:GovernanceSettings)-[:HAS_EVENT]->(e) DETACH DELETE s, e",
                    "the graph's settings and their chain are gone"),
            new Attack(
                    "the settings' chain started anew",
                    "MATCH (s:GovernanceSettings)-[:HAS_EVENT]->(e) SET s.approvers = ['mallory'], e.hash = '00'",
                    "the list of approvers was started anew"));
}
