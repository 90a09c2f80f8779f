package org.metapolicy.app.decide;

import java.util.random.RandomGenerator;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.FamilyScopes;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.selection.Selector;

/** Decides as {@link Select} does, without scores and without what was considered, which takes less reading. */
public final class Choose {
    private final Families families;
    private final FamilyScopes scopes;
    private final RandomGenerator random;

    /**
     * @param random what decides the shares where the context brings no seed
     */
    public Choose(Families families, FamilyScopes scopes, RandomGenerator random) {
        this.families = families;
        this.scopes = scopes;
        this.random = random;
    }

    /**
     * The decision, with its reason.
     *
     * @throws NotFound if there is no such family
     */
    public Decision run(String metaPolicyId, SelectionContext context) {
        return families.toChoose(metaPolicyId, context.place())
                .map(family -> Selector.choose(
                        CallersContext.of(family, scopes, context),
                        context.signals(),
                        () -> true,
                        CallersContext.random(context, random)))
                .orElseThrow(() -> NotFound.metaPolicy(metaPolicyId));
    }
}
