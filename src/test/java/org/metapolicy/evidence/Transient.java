package org.metapolicy.evidence;

import java.util.function.Supplier;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.TransientFailureException;

/** Tries again what the database says may succeed then, as a driver's managed transactions do. */
final class Transient {
    private static final int MOST = 100;

    private Transient() {}

    static <T> T retried(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (TransientFailureException | QueryExecutionException failure) {
                if (!isTransient(failure) || attempt == MOST) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isTransient(RuntimeException failure) {
        return failure instanceof TransientFailureException
                || failure instanceof QueryExecutionException query
                        && query.getStatusCode().startsWith("Neo.TransientError");
    }
}
