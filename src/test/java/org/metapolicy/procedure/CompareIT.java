package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.testing.SharedNeo4j;

/** Two versions side by side, on what both have. */
class CompareIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    /** 'f.b' comes from 'f.a', overrules half as often, and says nothing of coherence. */
    @BeforeEach
    void twoVersions() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        NEO4J.run("CALL metapolicy.create({id: 'f'}, 'x')");
        NEO4J.run("CALL metapolicy.create({id: 'g'}, 'x')");
        NEO4J.run("CALL metapolicy.registerVersion('f', {id: 'f.a', hyperparams: {rate: 0.5}}, 'x')");
        NEO4J.run("CALL metapolicy.registerVersion('g', {id: 'g.a'}, 'x')");
        NEO4J.run("CALL metapolicy.spawn('f.a', {id: 'f.b', hyperparams: {rate: 0.25}}, 'x')");
        NEO4J.run("CALL metapolicy.spawn('f.a', {id: 'f.c'}, 'x')");
        episodes("f.a", 200, 5, "delta_coherence: 0.1");
        episodes("f.b", 100, 10, "delta_coherence: null");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
    }

    private static void episodes(String version, int n, int everyOverridden, String more) {
        NEO4J.run(
                "UNWIND range(1, $n) AS i CALL metapolicy.recordEpisode($v, {id: $v + i, context_cluster:"
                        + " toString(i % 3), human_override: i % $k = 0}) YIELD episodeId"
                        + " CALL metapolicy.recordOutcome(episodeId, {reward: CASE WHEN i % 2 = 0 THEN 0.4 ELSE 0.8 END, "
                        + more + "}) YIELD outcomeId RETURN count(*)",
                Map.of("n", n, "v", version, "k", everyOverridden));
    }

    private static Map<String, Map<String, Object>> compared(String version, String against) {
        return NEO4J.run("CALL metapolicy.compare($v, $a)", Map.of("v", version, "a", against)).stream()
                .collect(Collectors.toMap(row -> (String) row.get("figure"), Function.identity()));
    }

    @Test
    void ratesAndRewardsComeWithAnIntervalAndItsSource() {
        Map<String, Object> overrides = compared("f.b", "f.a").get("override_rate");
        assertThat(overrides)
                .containsEntry("version", 0.1)
                .containsEntry("against", 0.2)
                .containsEntry("difference", -0.1);
        // python3 -c "from math import *; z=1.959963984540054; w=lambda x,n: (x/n,
        // *((x/n+z*z/2/n+s*z*sqrt(x/n*(1-x/n)/n
        //   +z*z/4/n/n))/(1+z*z/n) for s in (-1,1))); a=w(10,100); b=w(40,200); d=a[0]-b[0];
        //   print(d-hypot(a[0]-a[1],b[2]-b[0]), d+hypot(a[2]-a[0],b[0]-b[1]))"
        assertThat((Double) overrides.get("lower")).isCloseTo(-0.17554987690419405, within(1e-9));
        assertThat((Double) overrides.get("upper")).isCloseTo(-0.01063974598661177, within(1e-9));
        assertThat((String) overrides.get("note")).contains("Newcombe 1998");
        Map<String, Object> reward = compared("f.b", "f.a").get("reward_mean");
        assertThat((Double) reward.get("lower")).isLessThan((Double) reward.get("difference"));
        assertThat((Double) reward.get("upper")).isGreaterThan((Double) reward.get("difference"));
        assertThat((String) reward.get("note")).contains("Zou and Donner 2008");
    }

    @Test
    void trustIsComparedOnWhatBothHaveAndTheRestSaysWhyNot() {
        Map<String, Map<String, Object>> rows = compared("f.b", "f.a");
        assertThat(rows.get("pci")).containsEntry("difference", null);
        assertThat((String) rows.get("pci").get("note")).startsWith("not compared");
        assertThat(rows.get("pci_known").get("difference")).isNotNull();
        assertThat((String) rows.get("pci_known").get("note"))
                .contains("without")
                .contains("coherence");
        assertThat(rows.get("coherence"))
                .containsEntry("version", null)
                .containsEntry("difference", null)
                .containsEntry("note", "not compared: its input is missing");
        assertThat((Double) rows.get("safety").get("difference")).isCloseTo(0.1, within(1e-9));
        assertThat((String) rows.get("delta_coherence_mean").get("note"))
                .isEqualTo("not compared: nothing was counted for the first");
        assertThat(compared("f.a", "f.a").get("pci")).containsEntry("difference", 0.0);
    }

    @Test
    void whatTheyAreMadeOfStandsInWords() {
        Map<String, Map<String, Object>> rows = compared("f.b", "f.c");
        assertThat(rows.get("hyperparams")).containsEntry("note", "rate is 0.25, it was 0.5");
        assertThat(rows.get("lineage"))
                .containsEntry("version", "f.a > f.b")
                .containsEntry("note", "from 'f.a' it is 1 generations to the first and 1 to the second");
        assertThat(rows.get("parameters")).containsEntry("note", "the same");
        assertThat(rows.get("override_rate"))
                .containsEntry("difference", null)
                .containsEntry("note", "not compared: nothing was counted for the second");
    }

    @Test
    void theDefaultIsComparedOnTheSameContexts() {
        NEO4J.run("CALL metapolicy.promote('f.a', 'x', {override: true})");
        Map<String, Map<String, Object>> rows = compared("f.b", "f.a");
        Map<String, Object> reward = rows.get("reward_same_contexts");
        assertThat((String) reward.get("note"))
                .contains("from 100 decisions of 'f.b' itself", "a share of 1 of those of 'f.a'");
        assertThat((Double) reward.get("lower")).isBetween(-0.6, -0.05);
        assertThat((Double) reward.get("upper")).isBetween(0.05, 0.6);
        assertThat((String) rows.get("override_rate_same_contexts").get("note"))
                .startsWith("valid at every look, by what each decided itself")
                .contains("'f.b' is not certainly overridden oftener; by 0.");
        assertThat(compared("f.a", "f.b").get("reward_same_contexts"))
                .containsEntry("lower", -(Double) reward.get("upper"))
                .containsEntry("upper", -(Double) reward.get("lower"));
        assertThat((String) compared("f.c", "f.a").get("reward_same_contexts").get("note"))
                .startsWith("not compared: no decision tells what both would have done");
    }

    @Test
    void twoOfWhichNoneIsTheDefaultAreComparedOnTheSameContexts() {
        NEO4J.run("CALL metapolicy.promote('f.c', 'x', {override: true})");
        Map<String, Object> reward = compared("f.b", "f.a").get("reward_same_contexts");
        assertThat((String) reward.get("note")).startsWith("valid at every look, from 100 decisions of 'f.b' itself");
        assertThat((Double) reward.get("lower")).isBetween(-0.6, -0.05);
        assertThat(compared("f.a", "f.b").get("reward_same_contexts"))
                .containsEntry("lower", -(Double) reward.get("upper"))
                .containsEntry("upper", -(Double) reward.get("lower"));
        Map<String, Object> overrides = compared("f.b", "f.a").get("override_rate_same_contexts");
        assertThat((Double) overrides.get("difference")).isBetween(-0.12, -0.05);
        assertThat((Double) overrides.get("lower")).isLessThan((Double) overrides.get("difference"));
        assertThat((Double) overrides.get("upper")).isGreaterThan((Double) overrides.get("difference"));
        assertThat((String) compared("f.b", "f.b").get("reward_same_contexts").get("note"))
                .isEqualTo("not compared: they are the same version");
    }

    /** By the job's states, of which no decision is at hand: one look, said so. */
    @Test
    void ofEvidenceThatIsCountedElsewhereTheLastOutcomesAreCompared() {
        NEO4J.run("MATCH (m:MetaPolicy {id: 'f'}) SET m.evidence_source = 'EXTERNAL'");
        Map<String, Map<String, Object>> rows = compared("f.b", "f.a");
        assertThat((String) rows.get("reward_same_contexts").get("note"))
                .isEqualTo(
                        "for one look that was planned, from the last outcomes of each, 100 of 'f.b', counted outside of"
                                + " the graph, in contexts that make a share of 1 of those of 'f.a'");
        assertThat((Double) rows.get("reward_same_contexts").get("lower")).isBetween(-0.2, -0.01);
        assertThat((Double) rows.get("reward_same_contexts").get("upper")).isBetween(0.01, 0.2);
        assertThat((String) rows.get("override_rate_same_contexts").get("note"))
                .startsWith("for one look that was planned");
        assertThat((String) compared("f.b", "f.c").get("reward_same_contexts").get("note"))
                .startsWith("not compared: no decision tells what both would have done");
    }

    @Test
    void onlyVersionsOfOneFamilyAreCompared() {
        assertThatThrownBy(() -> compared("f.a", "g.a")).hasMessageContaining("only versions of one meta-policy");
        assertThatThrownBy(() -> compared("f.a", "none")).hasMessageContaining("'none'");
    }

    @Test
    void everyColumnIsThere() {
        assertThat(NEO4J.run("CALL metapolicy.compare('f.b', 'f.a')").get(0).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        List.of("figure", "version", "against", "difference", "lower", "upper", "note"));
    }
}
