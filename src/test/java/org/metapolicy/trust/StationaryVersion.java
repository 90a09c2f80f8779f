package org.metapolicy.trust;

import java.util.SplittableRandom;

/**
 * A simulated version that stays as it is: the bounds of its trust ought to cover the mean PCI that such versions have.
 *
 * @param rewardMean centre of the rewards, which are uniform and clamped to [-1, 1]
 * @param rewardSpread half width of the rewards
 * @param overrideRate probability of an override
 * @param flagRate probability of a safety flag
 * @param coherence mean delta_coherence, deviation about 0.12
 * @param clusters context clusters known, visited with probabilities falling as 1/rank
 * @param highPotency probability that an episode touches high potency
 */
record StationaryVersion(
        String name,
        double rewardMean,
        double rewardSpread,
        double overrideRate,
        double flagRate,
        double coherence,
        int clusters,
        double highPotency) {

    Observation draw(SplittableRandom random) {
        return draw(random, null);
    }

    /** @param unit whom the episode is for; null where that is not known */
    Observation draw(SplittableRandom random, Integer unit) {
        EpisodeFacts episode = new EpisodeFacts(
                random.nextDouble() < overrideRate,
                "c" + cluster(random),
                random.nextDouble() < highPotency,
                null,
                unit,
                Observations.START);
        double reward = clamp(rewardMean + rewardSpread * (2 * random.nextDouble() - 1));
        double change = clamp(coherence + 0.2 * (2 * random.nextDouble() - 1));
        return Observations.of(episode, true, reward, change, null, null, random.nextDouble() < flagRate);
    }

    /** What it is to one person, who differs from others. */
    StationaryVersion toSomebody(SplittableRandom random) {
        return new StationaryVersion(
                name,
                clamp(rewardMean + 0.6 * random.nextGaussian()),
                rewardSpread,
                Math.min(0.95, Math.max(0, overrideRate + 0.25 * random.nextGaussian())),
                Math.min(0.5, Math.max(0, flagRate + 0.02 * random.nextGaussian())),
                coherence + 0.06 * random.nextGaussian(),
                clusters,
                highPotency);
    }

    private int cluster(SplittableRandom random) {
        double total = 0;
        for (int c = 1; c <= clusters; c++) {
            total += 1.0 / c;
        }
        double place = random.nextDouble() * total;
        for (int c = 1; c <= clusters; c++) {
            place -= 1.0 / c;
            if (place < 0) {
                return c;
            }
        }
        return clusters;
    }

    private static double clamp(double value) {
        return Math.max(-1, Math.min(1, value));
    }
}
