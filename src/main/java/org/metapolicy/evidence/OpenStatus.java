package org.metapolicy.evidence;

import java.time.Duration;
import java.time.Instant;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * An episode whose status has not been counted, as it was read.
 *
 * @param elementId the database's handle of the episode
 * @param episode the episode; its override is a boolean or null
 * @param at where it stands in the order of statuses, see {@link StatusPlace#at}
 * @param withOutcome whether an outcome of it was counted
 */
public record OpenStatus(String elementId, WrittenEpisode episode, Instant at, boolean withOutcome) {
    /**
     * Whether its status is known: an override that was told is not taken back; an outcome tells it; and without either it is
     * what it is {@code outcome_timeout} after its time.
     */
    boolean isKnown(Instant now, Settings settings) {
        return Boolean.TRUE.equals(episode.override()) || withOutcome || isDue(at, now, settings);
    }

    /** Whether a status that stands at this time counts by now without anybody having told it. */
    public static boolean isDue(Instant at, Instant now, Settings settings) {
        return !at.isAfter(now.minus(timeout(settings)));
    }

    /** How long a status waits to be told. */
    public static Duration timeout(Settings settings) {
        return Duration.ofMillis(Math.round(1000 * settings.number(Setting.OUTCOME_TIMEOUT)));
    }
}
