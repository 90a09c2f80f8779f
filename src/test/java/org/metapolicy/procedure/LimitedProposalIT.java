package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** A candidate that does well in the morning and badly in the evening is proposed for the morning, and approved for it alone. */
class LimitedProposalIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final String OPEN =
            "CALL metapolicy.proposals('F') YIELD proposalId, state, reason, contextClusters WHERE state = 'OPEN'"
                    + " RETURN proposalId, reason, contextClusters";

    private int next;

    @BeforeEach
    void family() {
        next = 0;
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first approver')");
        NEO4J.run(
                "CALL metapolicy.create({id: 'F', scope: 'INDIVIDUAL', risk_tier: 'SAFE', reward_floor: -0.95}, 'x')");
        for (String version : List.of("F.a", "F.b")) {
            NEO4J.run(
                    "CALL metapolicy.registerVersion('F', {id: $id, policy_id: 'p', version_tag: $id}, 'x')",
                    Map.of("id", version));
        }
        NEO4J.run("CALL metapolicy.promote('F.a', 'x', {override: true})");
    }

    @Test
    void itIsProposedAndApprovedForTheMorningAlone() {
        count(800, 0.4, -0.4);
        // Trust in a context is what the refresh before tabulated.
        refreshed();
        assertThat(NEO4J.run(OPEN)).singleElement().satisfies(row -> {
            assertThat(row.get("contextClusters")).isEqualTo(List.of("morning"));
            assertThat((String) row.get("reason"))
                    .startsWith("in contexts [morning] its evidence carries a promotion, not in 'evening': it certainly"
                            + " earns less than the default there, by at least 0.");
        });
        assertThat(NEO4J.run("MATCH (e:GovernanceEvent {action: 'PROPOSED'}) RETURN e.evidence AS evidence")
                        .get(0)
                        .get("evidence")
                        .toString())
                .contains("\"context_clusters\":[\"morning\"]", "\"verdict\":\"UNFIT\"", "\"verdict\":\"FIT\"");
        assertThat(NEO4J.run("CALL metapolicy.proposals('F') YIELD proposalId CALL metapolicy.approve(proposalId, 'for"
                        + " the morning') YIELD action, toStatus, defaultAfter RETURN action, toStatus, defaultAfter"))
                .containsExactly(Map.of("action", "PROMOTED", "toStatus", "LIVE", "defaultAfter", "F.a"));
        assertThat(NEO4J.run("MATCH (v:PolicyVersion {id: 'F.b'}) UNWIND v.limited_contexts AS context RETURN context"))
                .containsExactly(Map.of("context", "morning"));
        refreshed();
        assertThat(NEO4J.run(OPEN)).as("nothing more to be had").isEmpty();
        verified();
    }

    @Test
    void aContextOfWhichLittleIsKnownHoldsTheProposalBack() {
        count(340, 0.1, -0.6);
        refreshed();
        assertThat(NEO4J.run(OPEN)).isEmpty();
        assertThat(blocks())
                .contains(
                        "of a promotion in some contexts, as it is unfit for others: contexts that make a share of 0.5 of"
                                + " the default's decisions are decided, coverage_min is 0.9; in 'morning' its difference");
        verified();
    }

    @Test
    void anotherLimitThanTheEventsIsFound() {
        count(800, 0.4, -0.4);
        refreshed();
        NEO4J.run("MATCH (p:PromotionProposal) SET p.evidence = replace(p.evidence, '[\"morning\"]', '[\"evening\"]')");
        assertThat((String) problem()).endsWith("has other evidence than the event that proposed it");
        assertThat(NEO4J.run(OPEN).get(0).get("contextClusters")).isEqualTo(List.of("evening"));
        // Whoever approves that is refused by what is known of the evening.
        assertThatThrownBy(() -> NEO4J.run(
                        "CALL metapolicy.proposals('F') YIELD proposalId CALL metapolicy.approve(proposalId, 'x') YIELD"
                                + " action RETURN action"))
                .hasMessageContaining("in context 'evening' its expected reward");
    }

    @Test
    void itLapsesWhereTheMorningTurnsBadToo() {
        count(800, 0.4, -0.4);
        refreshed();
        assertThat(NEO4J.run(OPEN)).hasSize(1);
        count(2000, -0.6, -0.4);
        assertThat(NEO4J.run("CALL metapolicy.proposals('F') YIELD state, closedReason RETURN state, closedReason"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("state")).isEqualTo("LAPSED");
                    assertThat((String) row.get("closedReason"))
                            .startsWith("in context 'morning' it certainly earns less than the default there");
                });
        verified();
    }

    /** So many of the default, which earns .1 in the morning and .3 in the evening, and in turn as many of the candidate. */
    private void count(int each, double morning, double evening) {
        List<Map<String, Object>> rows = IntStream.range(0, 2 * each)
                .mapToObj(i -> {
                    boolean early = i % 4 < 2;
                    double mean = i % 2 == 0 ? early ? 0.1 : 0.3 : early ? morning : evening;
                    return Map.<String, Object>of(
                            "id",
                            "e" + next,
                            "version",
                            i % 2 == 0 ? "F.a" : "F.b",
                            "at",
                            next++,
                            "reward",
                            mean + 0.1 * Math.sin(i),
                            "context",
                            early ? "morning" : "evening");
                })
                .toList();
        NEO4J.run(LimitedPromotionIT.OUTCOMES, Map.of("rows", rows));
        refreshed();
    }

    private static String blocks() {
        return NEO4J.run("CALL metapolicy.plan('F') YIELD versionId, blocks WHERE versionId = 'F.b' RETURN blocks")
                .toString();
    }

    private static void refreshed() {
        NEO4J.run("CALL metapolicy.refreshTrust('F')");
    }

    private static void verified() {
        assertThat(problem()).isNull();
        assertThat(NEO4J.run("CALL metapolicy.refreshTrust('F', {mode: 'FULL'}) YIELD reason"))
                .allMatch(row -> row.get("reason").toString().contains("the recount agrees"));
    }

    private static Object problem() {
        return NEO4J.run("CALL metapolicy.audit.verify('F', {recount: true}) YIELD problem")
                .get(0)
                .get("problem");
    }
}
