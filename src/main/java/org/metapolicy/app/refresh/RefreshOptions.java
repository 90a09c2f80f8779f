package org.metapolicy.app.refresh;

import java.util.Map;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * How a refresh goes about it; limits are not among the options, they are approved (specification, sections 4.6 and 7.2).
 *
 * @param full whether history is counted anew
 * @param batchSize the most outcomes counted in one transaction
 */
public record RefreshOptions(boolean full, int batchSize) {
    private static final int BATCH_SIZE = 5_000;
    private static final long LARGEST_BATCH = 100_000;

    /**
     * @param options {@code mode} INCREMENTAL (default) or FULL, {@code batch_size} 1 to 100,000 (default 5,000)
     * @throws InvalidInput on another key or value
     */
    public static RefreshOptions of(Map<String, Object> options) {
        boolean full = false;
        int batchSize = BATCH_SIZE;
        for (Map.Entry<String, Object> option : options.entrySet()) {
            Object value = option.getValue();
            switch (option.getKey()) {
                case "mode" -> full = isFull(value);
                case "batch_size" -> batchSize = batchSize(value);
                default ->
                    throw new InvalidInput("unknown option '" + option.getKey()
                            + "' of a refresh: known are mode, batch_size; limits are set by metapolicy.configure");
            }
        }
        return new RefreshOptions(full, batchSize);
    }

    private static boolean isFull(Object value) {
        if (!"INCREMENTAL".equals(value) && !"FULL".equals(value)) {
            throw new InvalidInput("mode is " + value + ": it must be INCREMENTAL or FULL");
        }
        return value.equals("FULL");
    }

    private static int batchSize(Object value) {
        if (!(value instanceof Long size) || size < 1 || size > LARGEST_BATCH) {
            throw new InvalidInput("batch_size is " + value + ": it must be an integer from 1 to " + LARGEST_BATCH);
        }
        return size.intValue();
    }
}
