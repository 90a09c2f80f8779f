package org.metapolicy.app.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metapolicy.evidence.EvidenceHealth;
import org.metapolicy.policy.Installations;
import org.metapolicy.policy.Installations.Schedule;

/** What does not fit around the evidence: a schema that was left behind, or no schedule that refreshes this database. */
final class InstallationProblems {
    /** As the alert MetapolicyRefreshLate has it: fifteen turns of the documented schedule. */
    static final Duration LATE = Duration.ofSeconds(900);

    private final Installations installations;

    InstallationProblems(Installations installations) {
        this.installations = installations;
    }

    /** Which migrations this database lacks; empty where it has all that its edition takes. */
    Optional<String> schema() {
        List<String> missing = installations.missingMigrations();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("this database lacks what " + String.join(", ", missing)
                        + (missing.size() == 1 ? " makes" : " make")
                        + ": apply the migrations, by schema.cypher of the release folder or by mvn -DskipTests package"
                        + " exec:exec@migrate");
    }

    /**
     * That outcomes wait and nothing counts them, with what can be seen of why; empty where a refresh came by of late, or
     * has nothing to do.
     *
     * @param since when the last refresh ended, or of the family's first event where there was none
     */
    Optional<String> late(EvidenceHealth health, Instant since, Instant now) {
        Duration lag = Duration.between(since, now);
        if (health.backlog() == 0 || lag.compareTo(LATE) < 0) {
            return Optional.empty();
        }
        long waiting = health.backlog();
        return Optional.of((health.refreshedAt().isPresent() ? "the last refresh ended " : "no refresh ever ran in ")
                + words(lag) + (health.refreshedAt().isPresent() ? " ago" : "")
                + ", and " + waiting + (waiting == 1 ? " outcome waits" : " outcomes wait")
                + " to be looked at: " + why(installations.schedule()));
    }

    private static String why(Schedule schedule) {
        String database = "database '" + schedule.database() + "'";
        return switch (schedule.job()) {
            case NOT_SEEN ->
                "no APOC can be asked on this server, so the documented schedule does not run here; have"
                        + " metapolicy.refreshTrust() called in " + database + " every minute";
            case NONE ->
                "APOC runs no job '" + Installations.REFRESH_JOB + "' on this server; a line of conf/apoc.conf"
                        + " starts it in " + database + " only where it begins with apoc.initializer."
                        + schedule.database()
                        + ".0= (cypher/schedule-trust-refresh.cypher)";
            case RUNS ->
                "APOC runs the job '" + Installations.REFRESH_JOB + "' on this server, so it fails, or refreshes"
                        + " another database than " + database + "; CALL metapolicy.refreshTrust() says why it fails";
        };
    }

    private static String words(Duration lag) {
        if (lag.toDays() > 1) {
            return lag.toDays() + " days";
        }
        return lag.toHours() > 1 ? lag.toHours() + " hours" : lag.toMinutes() + " minutes";
    }
}
