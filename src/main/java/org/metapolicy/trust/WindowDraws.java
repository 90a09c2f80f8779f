package org.metapolicy.trust;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The draws of windows that bounds are resampled by: the same at every time for so many windows, so those of few windows are
 * drawn once. Meant for one thread.
 */
final class WindowDraws {
    /** Draws of fewer windows than this are kept: more than the trust windows of a family with the default settings. */
    private static final int KEPT = 17;

    private static final byte[][] DRAWN =
            IntStream.range(0, KEPT).mapToObj(WindowDraws::drawn).toArray(byte[][]::new);

    private final byte[] drawn;
    private final SplittableRandom random = new SplittableRandom(TrustBounds.SEED);
    private int next;

    private WindowDraws(byte[] drawn) {
        this.drawn = drawn;
    }

    /** From the first on, at most {@link TrustBounds#RESAMPLES}. */
    static WindowDraws of(int windows) {
        return new WindowDraws(windows < KEPT ? DRAWN[windows] : null);
    }

    /** The next draw: as many indices of windows, each with replacement. */
    void next(int[] draw) {
        for (int i = 0; i < draw.length; i++) {
            draw[i] = drawn == null ? random.nextInt(draw.length) : drawn[next++];
        }
    }

    private static byte[] drawn(int windows) {
        byte[] drawn = new byte[windows * TrustBounds.RESAMPLES];
        SplittableRandom random = new SplittableRandom(TrustBounds.SEED);
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (byte) random.nextInt(windows);
        }
        return drawn;
    }
}
