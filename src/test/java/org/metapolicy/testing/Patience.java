package org.metapolicy.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.neo4j.driver.Config;

/** Waiting for what must come, however busy the machine is; no test is decided by a clock. */
public final class Patience {
    /** What works gives a sign long before this is over; it ends only a build that hangs. */
    public static final Duration LAST_RESORT = Duration.ofMinutes(10);

    private Patience() {}

    /** Returns when this is so. */
    public static void until(String what, Callable<Boolean> isSo) {
        Awaitility.await(what).atMost(LAST_RESORT).until(isSo);
    }

    /** What the work ends with. */
    public static <T> T result(Future<T> work) throws InterruptedException, ExecutionException, TimeoutException {
        return work.get(LAST_RESORT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of a driver whose managed transactions are tried again for as long as they are told that they may be. */
    public static Config ofDriver() {
        return Config.builder()
                .withMaxTransactionRetryTime(LAST_RESORT.toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionAcquisitionTimeout(LAST_RESORT.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }
}
