package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.GovernedFamily;
import org.metapolicy.testing.SharedNeo4j;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

class StepConcurrencyIT {
    private static final int CLIENTS = 16;
    /** Ten minutes of trials, one a second. */
    private static final int TRIALS = 600;

    /** Every so-many-th trial shows a load under which nobody acts, so that it has no episode. */
    private static final int LOADED_EVERY = 6;

    private static final String STEP =
            "CALL metapolicy.step('m', $trial, {coherence: 0.6, entropy_change: 0.5, max_rv_potency: 0.0,"
                    + " affective_load: $load, awareness: 'FULL'}) YIELD versionId, episodeId, adjustmentId"
                    + " RETURN versionId, episodeId, adjustmentId";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** The client's own failure, before the commit of its step or after it. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void everyTrialHasOneAdjustmentWhoeverStepsAndHoweverOftenItFails() throws Exception {
        NEO4J.run("CREATE CONSTRAINT quota IF NOT EXISTS FOR (n:ExplorationQuota) REQUIRE n.id IS UNIQUE");
        GovernedFamily.create(
                        NEO4J,
                        "m",
                        Map.of("risk_tier", "EXPERIMENTAL", "explore_participant_max", 5, "explore_share", 0.5))
                .live("v")
                .candidate("k")
                .active();
        NEO4J.run(
                "UNWIND range(1, $n) AS i CREATE (:Trial {id: 't' + i, participant_id: 'p' + i % 4,"
                        + " timestamp: datetime('2026-03-01T10:00:00Z')})",
                Map.of("n", TRIALS));

        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (Driver driver = NEO4J.driver("mirror")) {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(client);
                boolean all = client == 0;
                answers.add(clients.submit(() -> walk(driver, random, all)));
            }
            List<String> first = answers.get(0).get();
            for (Future<List<String>> other : answers) {
                for (int trial = 0; trial < TRIALS; trial++) {
                    String told = other.get().get(trial);
                    assertThat(told).as("what every client was told").isIn("", first.get(trial));
                }
            }
        } finally {
            clients.shutdown();
        }

        assertThat(NEO4J.run("MATCH (t:Trial) RETURN COUNT { (t)-[:HAS_ADJUSTMENT]->() } AS adjustments,"
                        + " COUNT { (t)<-[:FOR_TRIAL]-() } AS episodes, count(*) AS trials ORDER BY episodes"))
                .containsExactly(
                        Map.of("adjustments", 1L, "episodes", 0L, "trials", (long) TRIALS / LOADED_EVERY),
                        Map.of("adjustments", 1L, "episodes", 1L, "trials", (long) TRIALS - TRIALS / LOADED_EVERY));
        assertThat(NEO4J.run("MATCH (n) WHERE n:NoeticAdjustment OR n:PolicyEpisode"
                        + " RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label"))
                .as("and none beside those of the trials")
                .containsExactly(
                        Map.of("label", "NoeticAdjustment", "n", (long) TRIALS),
                        Map.of("label", "PolicyEpisode", "n", (long) TRIALS - TRIALS / LOADED_EVERY));
        assertThat(NEO4J.run("MATCH (e:PolicyEpisode {policy_version_id: 'k'}) MATCH (e)-[:FOR_TRIAL]->(t:Trial)"
                        + " RETURN t.participant_id AS who, count(e) AS n"))
                .as("no participant explores more often than allowed, however many ask at once")
                .hasSize(4)
                .allMatch(row -> row.get("n").equals(5L));
    }

    /** Steps with all or a third of the trials, from a place of its own; one attempt in five fails. */
    private static List<String> walk(Driver driver, Random random, boolean all) {
        String[] told = new String[TRIALS];
        int start = random.nextInt(TRIALS);
        try (Session session = driver.session()) {
            for (int i = 0; i < TRIALS; i++) {
                int trial = (start + i) % TRIALS;
                if (!all && random.nextInt(3) > 0) {
                    told[trial] = "";
                }
                while (told[trial] == null) {
                    told[trial] = step(session, trial + 1, random.nextInt(10));
                }
            }
        }
        return List.of(told);
    }

    /** @param luck 0: fails before the commit, 1: after it, so that the client never learns what was recorded */
    private static String step(Session session, int trial, int luck) {
        Map<String, Object> parameters = Map.of("trial", "t" + trial, "load", trial % LOADED_EVERY == 0 ? 0.9 : 0.1);
        try {
            String told = session.executeWrite(tx -> {
                var row = tx.run(STEP, parameters).single();
                failIf(luck == 0);
                return row.get("versionId").asString("nobody") + " "
                        + row.get("episodeId").asString("none") + " "
                        + row.get("adjustmentId").asString();
            });
            failIf(luck == 1);
            return told;
        } catch (Broken broken) {
            return null;
        }
    }

    private static void failIf(boolean unlucky) {
        if (unlucky) {
            throw new Broken();
        }
    }
}
