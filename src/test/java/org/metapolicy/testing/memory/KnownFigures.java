package org.metapolicy.testing.memory;

import java.util.Optional;
import java.util.OptionalDouble;
import org.metapolicy.evidence.VersionFigures;

/** Figures of a version as a case needs them, in place of evidence that amounts to them. */
public record KnownFigures(
        double trust, long n, OptionalDouble reward, boolean alarm, OptionalDouble shadowTrust, long shadowN) {

    /** Live evidence without alarm. */
    public static KnownFigures of(double trust, long n, double reward) {
        return new KnownFigures(trust, n, OptionalDouble.of(reward), false, OptionalDouble.empty(), 0);
    }

    public KnownFigures alarmed() {
        return new KnownFigures(trust, n, reward, true, shadowTrust, shadowN);
    }

    /** The same with shadow evidence of the mean reward 0.4. */
    public KnownFigures shadowed(double shadow, long episodes) {
        return new KnownFigures(trust, n, reward, alarm, OptionalDouble.of(shadow), episodes);
    }

    public VersionFigures build() {
        return new VersionFigures(
                trust,
                trust - 0.1,
                trust + 0.1,
                0.9,
                n,
                n,
                n,
                reward,
                shadowTrust,
                shadowN,
                shadowN == 0 ? OptionalDouble.empty() : OptionalDouble.of(0.4),
                false,
                alarm,
                0,
                0,
                Optional.empty());
    }
}
