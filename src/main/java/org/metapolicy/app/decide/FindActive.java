package org.metapolicy.app.decide;

import java.util.Optional;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.FamilyScope;
import org.metapolicy.selection.FamilyScopes;
import org.metapolicy.selection.ScopeResolution;
import org.metapolicy.selection.Selector;

/** Tells which family decides for someone and which of its versions would serve (specification, sections 8.1 and 8.6). */
public final class FindActive {
    /** @param serving what serves, chance and the trial's signals aside */
    public record Active(Candidates family, Decision serving) {}

    private final FamilyScopes scopes;
    private final Families families;

    public FindActive(FamilyScopes scopes, Families families) {
        this.scopes = scopes;
        this.families = families;
    }

    /**
     * The family and its serving choice, or empty if no family decides for them.
     *
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if several families claim them equally, naming these
     */
    public Optional<Active> run(Addressee addressee) {
        return ScopeResolution.resolve(scopes.of(addressee), addressee)
                .map(FamilyScope::metaPolicyId)
                .flatMap(families::find)
                .map(family -> new Active(family, Selector.serving(family)));
    }
}
