package org.metapolicy.selection.token;

import java.util.function.Consumer;
import org.metapolicy.selection.Adjustment;

/** The decisions of families, as they stand. */
public interface RecordedDecisions {
    /** Gives each adjustment of the family once. */
    void forEach(String metaPolicyId, Consumer<Adjustment> reader);
}
