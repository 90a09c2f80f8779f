package org.metapolicy.fuzz;

import java.util.Arrays;
import org.metapolicy.policy.MetapolicyException;

/** Tells refusals in words from errors of Java or the database that came through. */
final class RawErrors {
    private RawErrors() {}

    /** The first cause of a failure; null where it is a refusal in words. */
    static Throwable rootOf(RuntimeException refused) {
        Throwable root = refused;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof MetapolicyException
                        && !root.getMessage()
                                .matches("(?s).*(\\[[A-Z]+;?@|java\\.|org\\.metapolicy|org\\.neo4j|Exception).*")
                ? null
                : root;
    }

    /** Where in the product it came about. */
    static String where(Throwable root) {
        return Arrays.stream(root.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("org.metapolicy."))
                .findFirst()
                .map(String::valueOf)
                .orElse("nowhere of ours");
    }
}
