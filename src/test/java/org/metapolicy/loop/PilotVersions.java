package org.metapolicy.loop;

import java.util.List;
import java.util.SplittableRandom;
import org.metapolicy.worlds.Nature;
import org.metapolicy.worlds.World.Outcome;

/**
 * The versions of the closed loop, in the order in which they are registered there, all of them there from the start: a poor
 * baseline, one that turns bad, a better one and a worse one. Trials on which nobody may act are left out.
 */
public record PilotVersions(SimulatedPilot pilot, List<String> names) implements Nature {
    private static final List<String> VERSIONS = List.of("base", "old", "better", "worse");

    /** @param change the trial at which "old" turns bad */
    public static PilotVersions of(int trials, int change) {
        return of(trials, change, VERSIONS);
    }

    /** Some of them, by their names in the pilot; the first is the default. */
    static PilotVersions of(int trials, int change, List<String> names) {
        return new PilotVersions(new SimulatedPilot(trials, change, List.of()), names);
    }

    @Override
    public int versions() {
        return names.size();
    }

    @Override
    public int contexts() {
        return 1;
    }

    @Override
    public int trials() {
        return pilot.trials();
    }

    @Override
    public int late() {
        return 0;
    }

    @Override
    public double mean(int trial, int version, int context) {
        return pilot.mean(names.get(version), trial);
    }

    @Override
    public double harm(int trial, int version) {
        return pilot.overrides(names.get(version), trial);
    }

    @Override
    public Outcome outcome(int trial, int version, int context, SplittableRandom chance) {
        boolean overridden = chance.nextDouble() < harm(trial, version);
        double reward = mean(trial, version, context) + SimulatedPilot.NOISE * chance.nextGaussian();
        return new Outcome(overridden, false, Math.max(-1, Math.min(1, reward)));
    }
}
