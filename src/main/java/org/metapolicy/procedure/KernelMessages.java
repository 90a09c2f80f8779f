package org.metapolicy.procedure;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * How the kernel passes on the message of a procedure's failure: Neo4j 5 takes it for a format, in which a percent sign is
 * written twice; 2026 gives it as it stands. Which one it does is asked of the kernel that runs.
 */
final class KernelMessages {
    private static final String WHAT_RETHROWS = "org.neo4j.procedure.impl.ProcedureCompilation";
    private static final String RETHROWING = "rethrowProcedureException";
    private static final boolean ARE_FORMATS = Stream.of(WHAT_RETHROWS)
            .flatMap(name -> loaded(name).stream())
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .filter(method -> method.getName().equals(RETHROWING))
            .anyMatch(KernelMessages::halvesPercentSigns);

    private KernelMessages() {}

    /** The message so that the kernel gives it to clients as it was. */
    static String of(String message) {
        return ARE_FORMATS ? message.replace("%", "%%") : message;
    }

    private static boolean halvesPercentSigns(Method rethrowing) {
        Object[] arguments = Arrays.stream(rethrowing.getParameterTypes())
                .map(type -> type == Throwable.class ? ProcedureFailure.raw(new InvalidInput("%%")) : "")
                .toArray();
        try {
            return rethrowing.invoke(null, arguments) instanceof Throwable failure && "%".equals(failure.getMessage());
        } catch (ReflectiveOperationException | IllegalArgumentException otherKernel) {
            // What cannot be asked so is no kernel of 5, and those since take no formats.
            return false;
        }
    }

    private static Optional<Class<?>> loaded(String name) {
        try {
            return Optional.of(Class.forName(name));
        } catch (ClassNotFoundException otherKernel) {
            return Optional.empty();
        }
    }
}
