package org.metapolicy.procedure;

import java.util.List;
import java.util.stream.Stream;

/** What somebody's hand does to a family 'a' beside a good one 'z', each with a version '.v' of its own. */
final class FamilyDamage {
    private FamilyDamage() {}

    /** After these, nobody can tell what the family would serve. */
    static List<String> ofDecisions() {
        return List.of(
                "MATCH (m:MetaPolicy {id: 'a'}) SET m.select_min = 0",
                "MATCH (m:MetaPolicy {id: 'a'}) SET m.patience = 'two'",
                "MATCH (m:MetaPolicy {id: 'a'}) SET m.mode = 7",
                "MATCH (m:MetaPolicy {id: 'a'}) SET m.status = 'X'",
                "MATCH (m:MetaPolicy {id: 'a'}) REMOVE m.risk_tier");
    }

    static List<String> ofEvidence() {
        return List.of(
                "MATCH (m:MetaPolicy {id: 'a'})-[:HAS_EVIDENCE]->(e) SET e.counted = 'many'",
                "MATCH (m:MetaPolicy {id: 'a'}) CREATE (m)-[:HAS_EVIDENCE]->(:FamilyEvidence)",
                "MATCH (m:MetaPolicy {id: 'a'}) CREATE (m)-[:HAS_EVIDENCE]->(:FamilyEvidence {invalid: 5})",
                "MATCH (v:PolicyVersion {id: 'a.v'}) CREATE (v)-[:HAS_EVIDENCE]->(:VersionEvidence)",
                "MATCH (v:PolicyVersion {id: 'a.v'})-[:HAS_EVIDENCE]->(e) SET e.state = 'nonsense'",
                "MATCH (v:PolicyVersion {id: 'a.v'}) REMOVE v:PolicyVersion",
                "MATCH (v:PolicyVersion {id: 'a.v'}) SET v.status = 'SUPERB'",
                "MATCH (m:MetaPolicy {id: 'a'}) CREATE (m)-[:HAS_LIVE_VERSION]->(:Foo {id: 1})-[:HAS_EVIDENCE]->(:Bar)",
                "MATCH (m:MetaPolicy {id: 'a'}) CREATE (m)-[:HAS_LIVE_VERSION]->(:Foo {id: 'x'})-[:HAS_EVIDENCE]->(:Bar)",
                "MATCH (m:MetaPolicy {id: 'a'}), (v:PolicyVersion {id: 'z.v'}) CREATE (m)-[:HAS_LIVE_VERSION]->(v)");
    }

    static List<String> ofFamiliesByHand() {
        return List.of(
                "CREATE (:MetaPolicy {id: 'by-hand', status: 'ACTIVE', scope: 'INDIVIDUAL', risk_tier: 'SAFE'})",
                "CREATE (:MetaPolicy {id: 'by-hand-too', status: 'ACTIVE', scope: 'INDIVIDUAL', risk_tier: 'SAFE',"
                        + " mode: 'ACTIVE'})",
                "CREATE (:MetaPolicy {id: 7, status: 'ACTIVE', scope: 'INDIVIDUAL', risk_tier: 'SAFE', mode: 'ACTIVE'})",
                "CREATE (:MetaPolicy {scope: 'INDIVIDUAL'})");
    }

    static List<String> all() {
        return Stream.of(ofDecisions(), ofEvidence(), ofFamiliesByHand())
                .flatMap(List::stream)
                .toList();
    }
}
