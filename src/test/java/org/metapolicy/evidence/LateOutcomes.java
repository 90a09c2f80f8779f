package org.metapolicy.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.VersionEvidence;

/**
 * A version whose overrides are told within minutes, while the other episodes' outcomes come late or never; refreshed every
 * quarter of an hour.
 *
 * @param perHour episodes an hour
 * @param overrideRate share that a person overrides
 * @param lateness hours until the outcomes of the others come, by half as many more or less
 * @param share share of the others that have an outcome
 */
record LateOutcomes(double perHour, double overrideRate, double lateness, double share) {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Settings SETTINGS = Settings.defaults();
    private static final Duration REFRESH = Duration.ofMinutes(15);

    /**
     * When a version was stopped.
     *
     * @param statuses how many statuses had counted; -1 where it was not
     * @param hours after how long
     */
    record Stop(long statuses, double hours) {
        static final Stop NEVER = new Stop(-1, Double.NaN);

        boolean happened() {
            return statuses >= 0;
        }
    }

    /** The first alarm within so many days. */
    Stop stop(double days, long seed) {
        Random random = new Random(seed);
        ToldFamily family = new ToldFamily(SETTINGS, false);
        Stop[] stop = {Stop.NEVER};
        Instant end = after(START, 24 * days);
        Instant next = after(START, wait(random));
        for (Instant now = START.plus(REFRESH); !now.isAfter(end) && !stop[0].happened(); now = now.plus(REFRESH)) {
            while (!next.isAfter(now)) {
                family.add(episode("e" + next.toEpochMilli(), next, random));
                next = after(next, wait(random));
            }
            double hours = Duration.between(START, now).toMillis() / 3.6e6;
            VersionEvidence evidence = family.states("v").live();
            family.refresh(now, () -> {
                if (family.states("v").live().alarmed()) {
                    stop[0] = new Stop(evidence.nTotal(), hours);
                }
                return stop[0].happened();
            });
        }
        return stop[0];
    }

    /** The same as it was counted before: an override once told, any other episode with its outcome. */
    Stop stopByOutcomes(double days, long seed) {
        record Known(Instant at, boolean overridden) {}
        Random random = new Random(seed);
        List<Known> known = new ArrayList<>();
        Instant end = after(START, 24 * days);
        for (Instant at = after(START, wait(random)); at.isBefore(end); at = after(at, wait(random))) {
            ToldEpisode episode = episode("e", at, random);
            if (episode.outcomeAt() != null) {
                known.add(new Known(episode.outcomeAt(), episode.overridden()));
            }
        }
        known.sort(Comparator.comparing(Known::at));
        VersionEvidence evidence = VersionEvidence.empty();
        for (Known one : known) {
            EpisodeFacts facts = new EpisodeFacts(one.overridden(), "c", null, null, one.at());
            evidence.count(new Observation(facts, true, java.util.Map.of(Variable.REWARD, 0.3), false), SETTINGS, 4);
            if (evidence.alarmed() && !one.at().isAfter(end)) {
                return new Stop(
                        evidence.nTotal(), Duration.between(START, one.at()).toMillis() / 3.6e6);
            }
        }
        return Stop.NEVER;
    }

    private ToldEpisode episode(String id, Instant at, Random random) {
        boolean overridden = random.nextDouble() < overrideRate;
        Instant told = after(at, 0.1 * random.nextDouble());
        Instant other = random.nextDouble() < share ? after(at, lateness * (0.5 + random.nextDouble()) + 0.01) : null;
        return new ToldEpisode(
                id,
                "v",
                at,
                at,
                overridden,
                overridden ? told : null,
                overridden ? told : other,
                0.2 + 0.2 * random.nextDouble(),
                false,
                null);
    }

    private double wait(Random random) {
        return -Math.log(1 - random.nextDouble()) / perHour;
    }

    private static Instant after(Instant at, double hours) {
        return at.plusMillis(Math.max(1, Math.round(hours * 3.6e6)));
    }
}
