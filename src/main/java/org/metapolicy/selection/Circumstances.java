package org.metapolicy.selection;

import java.util.SplittableRandom;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.policy.Settings;

/**
 * All that a decision depends on: deciding in the same circumstances gives the same decision.
 *
 * @param family as it stood
 * @param mayExplore whether candidates could be reached as far as the participant is concerned
 * @param seed of the one number that decides the shares
 */
public record Circumstances(Candidates family, MetaContext signals, boolean mayExplore, long seed) {
    /** The decision that follows. */
    public Decision decide() {
        return Selector.decide(family, signals, () -> mayExplore, new SplittableRandom(seed));
    }

    /** The same circumstances, but for the family's settings. */
    public Circumstances under(Settings settings) {
        return new Circumstances(family.under(settings), signals, mayExplore, seed);
    }
}
