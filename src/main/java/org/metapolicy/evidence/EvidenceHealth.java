package org.metapolicy.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a family's evidence stands: what was counted, what waits, and whether counts and graph agree. Read from counts that
 * the database keeps, at a cost that does not grow with history.
 *
 * @param resolved the family's resolved episodes
 * @param outcomes its counted outcomes
 * @param invalid its outcomes left out
 * @param refreshedAt when its last refresh ended
 * @param failedAt when it last could not be refreshed
 * @param queued outcomes of this family that a refresh of another one found
 * @param unseen outcomes of the whole graph that no refresh has looked at
 * @param waiting outcomes of the whole graph that belong to no governed version yet
 * @param invalidEpisodes the family's episodes of which something that is counted cannot be read
 * @param marks the marks of counting that are the family's, beside what was added up; of the whole graph where they agree, or
 *     where nobody can tell whose are wrong
 */
public record EvidenceHealth(
        long resolved,
        long outcomes,
        long invalid,
        Optional<Instant> refreshedAt,
        Optional<Instant> failedAt,
        long queued,
        long unseen,
        long waiting,
        long invalidEpisodes,
        MarkCounts marks) {
    /** Clocks of a cluster's members differ by less. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Outcomes that the family's next refresh has to look at, at the most. */
    public long backlog() {
        return queued + unseen;
    }

    /** Time since the last refresh; absent before the first. */
    public Optional<Duration> lag(Instant now) {
        return refreshedAt.map(at -> Duration.between(at, now));
    }

    /**
     * That the last refresh ended in what is the future to this clock, so that the lag says nothing; empty where it did not.
     */
    public Optional<String> ahead(Instant now) {
        return refreshedAt
                .filter(at -> at.isAfter(now.plus(SKEW)))
                .map(at -> "its last refresh ended at " + at + ", and by this server's clock it is " + now
                        + ": the clock was set back; the next refresh counts its lag anew");
    }

    /** That a refresh failed for it, and none has ended since; empty where none did. */
    public Optional<String> failed(String familyId) {
        return failedAt.filter(at -> refreshedAt.isEmpty() || at.isAfter(refreshedAt.get()))
                .map(at -> "a refresh at " + at + " could not refresh it, and none has ended since: CALL"
                        + " metapolicy.refreshTrust('" + familyId + "') says why");
    }

    /** What is wrong between counts and graph, and what mends it; empty where they agree. */
    public Optional<String> disagreement() {
        return marks.disagreement();
    }
}
