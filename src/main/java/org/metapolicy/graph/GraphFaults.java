package org.metapolicy.graph;

import org.metapolicy.policy.PassingFaults;
import org.neo4j.graphdb.TransactionFailureException;
import org.neo4j.graphdb.TransactionTerminatedException;
import org.neo4j.graphdb.TransientFailureException;
import org.neo4j.graphdb.security.AuthorizationViolationException;
import org.neo4j.kernel.api.exceptions.Status;

/** Tells what the database refuses now from what is wrong in the graph. */
public final class GraphFaults implements PassingFaults {
    @Override
    public boolean isPassing(RuntimeException failure) {
        return isTransient(failure)
                || failure instanceof TransactionTerminatedException
                || failure instanceof TransactionFailureException
                || failure instanceof AuthorizationViolationException;
    }

    /** Whether the database would have a client try the same again. */
    private static boolean isTransient(Throwable failure) {
        return failure instanceof TransientFailureException
                || failure instanceof Status.HasStatus coded
                        && coded.status().code().classification() == Status.Classification.TransientError;
    }
}
