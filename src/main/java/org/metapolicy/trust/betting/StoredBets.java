package org.metapolicy.trust.betting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A process that bets alone as a list of numbers, for states that hold many: what waits, values looked at, their sum and
 * number, the wealth of each bet, then mean and variance of each bet that follows. What was never bet with is the first alone.
 */
public final class StoredBets {
    private static final int BEFORE = 4;
    private static final int BETS = EProcess.GRID.length + FollowingBet.MEMORY.length;
    private static final int NUMBERS = BEFORE + BETS + 2 * FollowingBet.MEMORY.length;

    private StoredBets() {}

    /** The numbers of a process. */
    public static double[] of(EProcess.State state) {
        DoubleStream waiting = DoubleStream.of(state.pending());
        if (state.n() == 0) {
            return waiting.toArray();
        }
        DoubleStream seen = DoubleStream.of(state.n(), state.sum(), state.values());
        DoubleStream following =
                state.following().stream().flatMapToDouble(bet -> DoubleStream.of(bet.mean(), bet.variance()));
        return DoubleStream.concat(
                        DoubleStream.concat(waiting, seen),
                        DoubleStream.concat(Arrays.stream(state.wealth()), following))
                .toArray();
    }

    /** @throws IllegalArgumentException if these are not what {@link #of} gave */
    public static EProcess.State read(double[] numbers) {
        if (numbers.length != 1 && numbers.length != NUMBERS
                || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "bets have " + numbers.length + " numbers: there must be 1 or " + NUMBERS + " finite ones");
        }
        double[] all = Arrays.copyOf(numbers, NUMBERS);
        List<FollowingBet.State> following = new ArrayList<>();
        for (int i = BEFORE + BETS; i < NUMBERS; i += 2) {
            following.add(new FollowingBet.State(all[i], all[i + 1]));
        }
        return new EProcess.State(
                Arrays.copyOfRange(all, BEFORE, BEFORE + BETS),
                following,
                all[0],
                (long) all[1],
                all[2],
                (long) all[3],
                null);
    }
}
