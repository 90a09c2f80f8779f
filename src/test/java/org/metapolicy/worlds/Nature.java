package org.metapolicy.worlds;

import java.util.SplittableRandom;

/** What choices meet: contexts equally frequent, versions by their places, the first the default. */
public interface Nature {
    int versions();

    int contexts();

    int trials();

    /** Trials until an outcome is known. */
    int late();

    /** Expected reward. */
    double mean(int trial, int version, int context);

    /** Expected overrides and flags of one decision. */
    double harm(int trial, int version);

    /** What becomes of a trial; the same chance falls on every version. */
    World.Outcome outcome(int trial, int version, int context, SplittableRandom chance);
}
