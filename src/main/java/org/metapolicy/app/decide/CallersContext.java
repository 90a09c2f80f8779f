package org.metapolicy.app.decide;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.FamilyScopes;
import org.metapolicy.selection.ScopeResolution;
import org.metapolicy.selection.SelectionContext;

/** What a caller's context says of a decision beside its signals. */
final class CallersContext {
    private CallersContext() {}

    /** The family as it stands for whom is asked. */
    static Candidates of(Candidates family, FamilyScopes scopes, SelectionContext context) {
        Addressee asked = new Addressee(context.participantId(), context.groupId(), context.task());
        return family.outside(
                ScopeResolution.outside(scopes.of(family.id(), asked), asked).orElse(null));
    }

    /** What decides the shares: the context's seed, or this where it brings none. */
    static RandomGenerator random(SelectionContext context, RandomGenerator random) {
        return context.seed() == null ? random : new SplittableRandom(context.seed());
    }
}
