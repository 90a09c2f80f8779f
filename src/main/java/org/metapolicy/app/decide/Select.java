package org.metapolicy.app.decide;

import java.util.random.RandomGenerator;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.FamilyScopes;
import org.metapolicy.selection.SelectionContext;
import org.metapolicy.selection.Selector;

/** Decides which version of a family may act now, writing nothing (specification, section 8). */
public final class Select {
    private final Families families;
    private final FamilyScopes scopes;
    private final KnownSuggestions suggestions;
    private final RandomGenerator random;

    /**
     * @param random what decides the shares where the context brings no seed
     */
    public Select(Families families, FamilyScopes scopes, KnownSuggestions suggestions, RandomGenerator random) {
        this.families = families;
        this.scopes = scopes;
        this.suggestions = suggestions;
        this.random = random;
    }

    /**
     * The decision, explained.
     *
     * @throws NotFound if there is no such family
     * @throws InvalidInput if a suggestion is none that a version of the family can follow
     */
    public Decision run(String metaPolicyId, SelectionContext context) {
        return Selector.decide(
                family(metaPolicyId, context), context.signals(), () -> true, CallersContext.random(context, random));
    }

    /** The family as it stands for whom is asked. */
    Candidates family(String metaPolicyId, SelectionContext context) {
        Candidates family = families.find(metaPolicyId, context.place())
                .map(found -> CallersContext.of(found, scopes, context))
                .orElseThrow(() -> NotFound.metaPolicy(metaPolicyId));
        suggestions.require(family.id(), context.suggestions());
        return family;
    }
}
