package org.metapolicy.app.refresh;

import java.util.List;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * How a refresh goes about it; limits are not among the options, they are approved (specification, sections 4.6 and 7.2).
 *
 * @param full whether history is counted anew
 * @param batchSize the most outcomes counted in one transaction
 * @param contextSnapshots whether a snapshot of each version in each context is taken at the end
 */
public record RefreshOptions(boolean full, int batchSize, boolean contextSnapshots) {
    private static final long BATCH_SIZE = 5_000;
    private static final String FULL = "FULL";
    private static final ValueKind<String> MODE = ValueKind.choice(List.of("INCREMENTAL", FULL));
    private static final ValueKind<Long> SIZE = ValueKind.integer(1, 100_000);

    /**
     * Reads {@code mode}, INCREMENTAL (default) or FULL, and {@code batch_size}, 1 to 100,000 (default 5,000), and {@code context_snapshots},
     * a flag (default false).
     *
     * @throws InvalidInput on another key or value
     */
    public static RefreshOptions of(Input options) {
        options.only("mode", "batch_size", "context_snapshots");
        return new RefreshOptions(
                options.read("mode", MODE).filter(FULL::equals).isPresent(),
                options.read("batch_size", SIZE).orElse(BATCH_SIZE).intValue(),
                options.read("context_snapshots", ValueKind.FLAG).orElse(false));
    }
}
