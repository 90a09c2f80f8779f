package org.metapolicy.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.metapolicy.policy.MetapolicyException;
import org.neo4j.graphdb.NotFoundException;

/** Runs a use case for a procedure, so that its refusals leave as status codes and everything else as it is. */
public final class Answer {
    private Answer() {}

    /**
     * The answer of a function.
     *
     * @throws ProcedureFailure if the product refuses, or something was deleted while it was read
     */
    public static <T> T of(Supplier<T> useCase) {
        try {
            return useCase.get();
        } catch (MetapolicyException refusal) {
            throw ProcedureFailure.of(refusal);
        } catch (NotFoundException gone) {
            // The database tells by a cause of an entity that is gone; of a property that is not there without one.
            throw gone.getCause() == null ? gone : ProcedureFailure.deletedMeanwhile(gone);
        }
    }

    /** The answer of a procedure that gives exactly one row. */
    public static <T> Stream<T> row(Supplier<T> useCase) {
        return Stream.of(of(useCase));
    }

    /** The rows of a procedure, all computed before the first is given, so that a refusal writes and shows nothing. */
    public static <T> Stream<T> rows(Supplier<? extends Iterable<T>> useCase) {
        List<T> all = new ArrayList<>();
        of(useCase).forEach(all::add);
        return all.stream();
    }
}
