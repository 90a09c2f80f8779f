package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.graph.KnownMoves;
import org.metapolicy.graph.figures.FiguresTable;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.graphdb.Transaction;

/** Moves of people at random, between refreshes, and what decisions make of the moves that a refresh has found. */
class RandomMovesIT {
    private static final String FAMILY = "MATCH (m:MetaPolicy {id: 'm'})-[:HAS_EVIDENCE]->(t:FamilyEvidence) ";

    private static final String CALM =
            "{coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.2, affective_load: 0.1, awareness: 'FULL', seed: 7}";

    private static final String CONSIDERED =
            "CALL metapolicy.select('m', " + CALM + ") YIELD decision, versionId, considered RETURN *";

    /** Of which no scores are made. */
    private static final String SERVED =
            "CALL metapolicy.select('m', " + CALM + ") YIELD decision, versionId, propensity, trustScore RETURN *";

    /** What people do to a version. */
    private static final List<String> MOVES = List.of(
            "refreshTrust('m')",
            "refreshTrust('m')",
            "recordEpisode($v, {human_override: false, context_cluster: 'evening'}) YIELD episodeId CALL metapolicy.recordOutcome(episodeId, {reward: 0.5})"
                    + " YIELD outcomeId RETURN outcomeId",
            "registerVersion('m', {id: $new}, 'another')",
            "promote($v, 'go', {override: true})",
            "promote($v, 'go', {override: true, context_clusters: ['evening']})",
            "pause($v, 'odd')",
            "resume($v, 'go')",
            "rollback($v, 'worse')",
            "deprecate($v, 'old')",
            "setFallback($v, 'known')");

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** Whatever people do, before and after refreshes, a decision is the same without them. */
    @RepeatedTest(3)
    void aDecisionIsTheSameWithoutThem() {
        GovernedFamily.create(NEO4J, "m", Map.of())
                .live("o")
                .live("v")
                .candidate("c")
                .active();
        NEO4J.run("CALL metapolicy.refreshTrust('m')");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> versions = new ArrayList<>(List.of("base", "c", "o", "v"));
        int known = 0;
        int together = 0;
        for (int i = 0; i < 40; i++) {
            String version = versions.get(random.nextInt(versions.size()));
            String move = MOVES.get(random.nextInt(MOVES.size())).replace("$v", "'" + version + "'");
            if (move.contains("$new")) {
                versions.add("n" + i);
                move = move.replace("$new", "'n" + i + "'");
            }
            try {
                NEO4J.run("CALL metapolicy." + move);
            } catch (RuntimeException refused) {
                assertThat(refused)
                        .as(move)
                        .hasMessageMatching("(?s).*(cannot|already|fallback|default|has not met).*");
            }
            known += kept(KnownMoves.KEY, seed, move);
            together += kept(FiguresTable.FIGURES, seed, move);
        }
        assertThat(known).as("seed %d", seed).isEqualTo(40);
        // There are none where nobody is in service.
        assertThat(together).as("seed %d", seed).isPositive();
        assertThat(NEO4J.run("CALL metapolicy.audit.verify('m') YIELD problem RETURN problem")
                        .get(0)
                        .get("problem"))
                .as("seed %d", seed)
                .isNull();
    }

    /** 1 where the family has it; whatever the choice goes by, it is the same without. */
    private static int kept(String key, long seed, String move) {
        int kept = 0;
        for (String selection : List.of("VALUE", "TRUST")) {
            try (Transaction tx = NEO4J.beginAs(SharedNeo4j.OWNER)) {
                tx.execute(FAMILY + "SET m.selection = '" + selection + "'").close();
                List<?> with = tx.execute(CONSIDERED).stream().toList();
                List<?> servedWith = tx.execute(SERVED).stream().toList();
                String take = "WITH t WHERE t." + key + " IS NOT NULL REMOVE t." + key + " RETURN t";
                kept = tx.execute(FAMILY + take).stream().toList().size();
                assertThat(tx.execute(CONSIDERED).stream().toList())
                        .as("seed %d, %s, by %s, without %s", seed, move, selection, key)
                        .isEqualTo(with);
                assertThat(tx.execute(SERVED).stream().toList())
                        .as("seed %d, %s, by %s, without %s", seed, move, selection, key)
                        .isEqualTo(servedWith);
            }
        }
        return kept;
    }
}
