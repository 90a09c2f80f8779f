package org.metapolicy.app;

import java.util.Optional;
import org.metapolicy.selection.Claim;
import org.metapolicy.selection.Claims;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.Family;
import org.metapolicy.selection.ScopeResolution;
import org.metapolicy.selection.Selector;
import org.metapolicy.selection.Who;

/** Tells which family decides for someone and which of its versions would serve (DESIGN section 9). */
public final class FindActive {
    /** @param standing what serves, chance and the trial's signals aside */
    public record Active(Family family, Decision standing) {}

    private final Claims claims;
    private final Families families;

    public FindActive(Claims claims, Families families) {
        this.claims = claims;
        this.families = families;
    }

    /**
     * The family and its standing choice, or empty if no family decides for them.
     *
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if several families claim them equally, naming these
     */
    public Optional<Active> find(Who who) {
        return ScopeResolution.resolve(claims.of(who), who)
                .map(Claim::metaPolicyId)
                .flatMap(families::find)
                .map(family -> new Active(family, Selector.standing(family)));
    }
}
