package org.metapolicy.app.decide;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.selection.Selector;

/** Decides which version of a family may act now, writing nothing (specification, section 8). */
public final class Select {
    private final Families families;
    private final RandomGenerator random;

    /**
     * @param random what decides the shares where the context brings no seed
     */
    public Select(Families families, RandomGenerator random) {
        this.families = families;
        this.random = random;
    }

    /**
     * The decision, explained.
     *
     * @throws NotFound if there is no such family
     */
    public Decision run(String metaPolicyId, SelectionContext context) {
        return Selector.decide(
                families.find(metaPolicyId).orElseThrow(() -> NotFound.metaPolicy(metaPolicyId)),
                context.signals(),
                () -> true,
                context.seed() == null ? random : new SplittableRandom(context.seed()));
    }
}
