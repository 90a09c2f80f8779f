package org.metapolicy.trust;

import java.util.SplittableRandom;

/**
 * A simulated version that stays as it is and whose episodes are nearly all alike.
 *
 * @param rate how many are not
 * @param rewards of most, and of the others
 * @param coherences delta_coherence of most, and of the others
 * @param second share of those in the second of two contexts
 */
record RareVersion(String name, double rate, double[] rewards, double[] coherences, double second) {
    private static final double[] ALIKE = {0.5, 0.5};
    private static final double[] COHERENT = {0.1, 0.1};

    static RareVersion failing(double rate) {
        return new RareVersion("rewards 1, seldom -1", rate, new double[] {1, -1}, COHERENT, 0.5);
    }

    static RareVersion succeeding(double rate) {
        return new RareVersion("rewards 0, seldom 1", rate, new double[] {0, 1}, COHERENT, 0.5);
    }

    static RareVersion incoherent(double rate) {
        return new RareVersion("coherence .1, seldom -1", rate, ALIKE, new double[] {0.1, -1}, 0.5);
    }

    static RareVersion coherent(double rate) {
        return new RareVersion("coherence 0, seldom 1", rate, ALIKE, new double[] {0, 1}, 0.5);
    }

    static RareVersion elsewhere(double rate) {
        return new RareVersion("one context, seldom another", rate, ALIKE, COHERENT, rate);
    }

    Observation draw(SplittableRandom random) {
        EpisodeFacts episode = new EpisodeFacts(
                false, random.nextDouble() < second ? "second" : "first", false, null, Observations.START);
        int kind = random.nextDouble() < rate ? 1 : 0;
        return Observations.of(episode, true, rewards[kind], coherences[kind], null, null, false);
    }
}
