package org.metapolicy.testing.memory;

import java.util.List;
import java.util.function.Consumer;
import org.metapolicy.selection.Adjustment;
import org.metapolicy.selection.token.RecordedDecisions;

/** Families that decided nothing. */
public final class NoDecisions implements RecordedDecisions {
    @Override
    public void forEach(String metaPolicyId, Consumer<Adjustment> reader) {}

    @Override
    public List<Explored> explored(String metaPolicyId) {
        return List.of();
    }
}
