package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.procedure.VerifiedRecord.holds;
import static org.metapolicy.procedure.VerifiedRecord.problem;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.VersionFigures;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.SharedNeo4j;
import org.metapolicy.trust.KnownTrust;
import org.metapolicy.trust.TrustEstimate;

/** Figures that fit the running evidence, and settings or contexts which are not those of the last refresh. */
class FormerFiguresIT {
    private static final String EVIDENCE = "MATCH (v:PolicyVersion {id: 'v'})-[:HAS_EVIDENCE]->(e) ";

    private static final String TABLE = "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVIDENCE]->(t) ";

    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    @BeforeEach
    void aVersionWithALongRecord() {
        VerifiedRecord.begin();
    }

    /** All that is computed of the version is put back as it was under former settings, with the moment that it was of. */
    @Test
    void figuresOfFormerSettingsAreNamed() {
        Map<String, Object> former = NEO4J.run(EVIDENCE + TABLE + "RETURN v {.*} AS v, e {.*} AS e, t {.*} AS t")
                .get(0);
        NEO4J.run("CALL metapolicy.configure('f', {weight_growth: 0.2, weight_safety: 0.15}, 'more of one')");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
        NEO4J.run(
                EVIDENCE + TABLE + "WITH v, e, t, t.tabulated_at AS at, t.tabulated_as_of_event AS event,"
                        + " t.refreshed_at AS refreshed SET v += $v, e += $e, t += $t, e.tabulated_at = at,"
                        + " t.tabulated_at = at, t.tabulated_as_of_event = event, t.refreshed_at = refreshed",
                former);
        assertThat(problem(false))
                .isEqualTo("version 'v' has as_of_event 2, and the last refresh saved its figures at event 4, under"
                        + " other settings");
        NEO4J.run("CALL metapolicy.refreshTrust('f')");
        holds();
    }

    /** The figures of more contexts than there are, which cover less. */
    @Test
    void figuresOfOtherContextsAreNamed() {
        int clusters = 7;
        RunningStates states = RunningStates.read(new SavedStates(
                (String) NEO4J.run(EVIDENCE + "RETURN e.state AS state").get(0).get("state"), ""));
        TrustEstimate estimate = states.live().estimate(Settings.defaults(), clusters);
        VersionFigures figures = VersionFigures.of(states, estimate, estimate, null, clusters, clusters);
        KnownTrust known = figures.known().orElseThrow();
        NEO4J.run(
                EVIDENCE + "SET e.known_clusters = $clusters, e.trust_score = $score, v.trust_score_latest = $score,"
                        + " e.trust_lower = $lower, v.trust_lower_latest = $lower, e.trust_upper = $upper,"
                        + " v.trust_upper_latest = $upper, e.trust_known = $known, e.trust_known_lower = $knownLower, e.known_weights = $weights, e.known_shares = $shares REMOVE e.known_parts",
                Map.of(
                        "clusters", (long) clusters,
                        "score", figures.trustScore(),
                        "lower", figures.trustLower(),
                        "upper", figures.trustUpper(),
                        "known", known.score(),
                        "knownLower", known.lower(),
                        "weights",
                                known.factors().values().stream()
                                        .map(KnownTrust.Part::weight)
                                        .toList(),
                        "shares",
                                known.factors().values().stream()
                                        .map(KnownTrust.Part::share)
                                        .toList()));
        // Which they would be seen not to go with.
        NEO4J.run("MATCH (t:FamilyEvidence) REMOVE t.figures_table");
        assertThat(problem(false))
                .isEqualTo(
                        "version 'v' has known_clusters 7, its running evidence and its family's contexts amount to 3");
    }
}
