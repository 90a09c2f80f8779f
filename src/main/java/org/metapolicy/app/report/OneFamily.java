package org.metapolicy.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metapolicy.policy.MetapolicyException;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.policy.Shown;

/** Reads a family piece by piece: what cannot be read is told, and everything else is read all the same. */
final class OneFamily {
    private final String id;
    private final PassingFaults faults;
    private final List<String> problems = new ArrayList<>();

    OneFamily(String id, PassingFaults faults) {
        this.id = id;
        this.faults = faults;
    }

    /** A piece; empty where it cannot be read. */
    <T> Optional<T> read(Supplier<T> piece) {
        try {
            return Optional.of(piece.get());
        } catch (MetapolicyException edited) {
            tell(edited.getMessage());
        } catch (RuntimeException failure) {
            if (faults.isPassing(failure)) {
                throw failure;
            }
            tell("meta-policy '" + id + "' cannot be read: " + Shown.failure(failure)
                    + "; see metapolicy.audit.verify");
        }
        return Optional.empty();
    }

    /** Adds what is wrong, once. */
    void tell(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** All that is wrong; empty where nothing is. */
    Optional<String> problem() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }
}
