package org.metapolicy.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.evidence.MarkCounts;
import org.metapolicy.policy.Installations;
import org.metapolicy.policy.Installations.Job;
import org.metapolicy.testing.memory.MemoryInstallations;

/** What status says where outcomes wait and nothing counts them, or the schema was left behind. */
class InstallationProblemsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void itIsLateFromTheAlertsLimitOnAndOnlyWhereOutcomesWait() throws IOException {
        assertThat(Files.readString(Path.of("docs/monitoring/metapolicy-alerts.yml")))
                .contains("metapolicy_refresh_lag_seconds > " + InstallationProblems.LATE.toSeconds());
        InstallationProblems problems = new InstallationProblems(MemoryInstallations.unscheduled("neo4j", Job.NONE));

        assertThat(late(problems, 3, true, InstallationProblems.LATE.minusMillis(1)))
                .isEmpty();
        assertThat(late(problems, 0, true, Duration.ofDays(9))).isEmpty();
        assertThat(late(problems, 3, true, InstallationProblems.LATE)).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("the last refresh ended 15 minutes ago, and 3 outcomes wait to be looked at: "));
    }

    @Test
    void whereNoneEverRanItCountsFromTheFamilysBeginning() {
        InstallationProblems problems = new InstallationProblems(MemoryInstallations.unscheduled("pilot", Job.NONE));

        assertThat(late(problems, 1, false, Duration.ofHours(26))).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("no refresh ever ran in 26 hours, and 1 outcome waits to be looked at: "));
        assertThat(late(problems, 1, false, Duration.ofDays(3)))
                .hasValueSatisfying(problem -> assertThat(problem).contains("in 3 days,"));
    }

    @Test
    void itNamesThisDatabaseAndWhatTheScheduleLacks() {
        assertThat(late("pilot", Job.NONE))
                .contains("APOC runs no job 'metapolicy-trust-refresh' on this server")
                .contains("in database 'pilot' only where it begins with apoc.initializer.pilot.0=");
        assertThat(late("pilot", Job.RUNS)).contains("refreshes another database than database 'pilot'");
        assertThat(late("pilot", Job.NOT_SEEN))
                .contains("no APOC can be asked on this server")
                .contains("metapolicy.refreshTrust() called in database 'pilot'");
    }

    @Test
    void theJobIsTheOneThatTheScriptStarts() throws IOException {
        assertThat(Files.readString(Path.of("cypher/schedule-trust-refresh.cypher")))
                .contains("CALL apoc.periodic.repeat('" + Installations.REFRESH_JOB + "', ")
                .contains("apoc.initializer.neo4j.0=");
    }

    @Test
    void migrationsThatAreMissingAreNamed() {
        Installations left = new MemoryInstallations(
                List.of("V005__Lists_in_order", "V006__Open_episodes"), new Installations.Schedule("neo4j", Job.RUNS));

        assertThat(new InstallationProblems(left).schema())
                .hasValue(
                        "this database lacks what V005__Lists_in_order, V006__Open_episodes make: apply the migrations,"
                                + " by schema.cypher of the release folder or by mvn -DskipTests package exec:exec@migrate");
        assertThat(new InstallationProblems(MemoryInstallations.unscheduled("neo4j", Job.NONE)).schema())
                .isEmpty();
    }

    private static String late(String database, Job job) {
        return late(
                        new InstallationProblems(MemoryInstallations.unscheduled(database, job)),
                        2,
                        true,
                        Duration.ofHours(5))
                .orElseThrow();
    }

    private static Optional<String> late(InstallationProblems problems, long backlog, boolean refreshed, Duration lag) {
        Instant since = NOW.minus(lag);
        EvidenceHealth health = new EvidenceHealth(
                0,
                0,
                0,
                refreshed ? Optional.of(since) : Optional.empty(),
                Optional.empty(),
                backlog,
                0,
                0,
                0,
                new MarkCounts(0, 0, 0, 0, 0, 0, 0));
        return problems.late(health, since, NOW);
    }
}
