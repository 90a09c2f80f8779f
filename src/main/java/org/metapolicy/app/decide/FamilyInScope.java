package org.metapolicy.app.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.FamilyScope;
import org.metapolicy.selection.FamilyScopes;
import org.metapolicy.selection.ScopeResolution;

/**
 * Finds the family that decides for someone. One that cannot be read, or that no trail stands behind, decides for nobody: it
 * is passed over, so that it disturbs itself alone.
 */
final class FamilyInScope {
    /** @param passedOver why each family that would have decided does not, in words; empty where none was in the way */
    record Found(Candidates family, List<String> passedOver) {}

    private final FamilyScopes scopes;
    private final Families families;
    private final PassingFaults faults;

    FamilyInScope(FamilyScopes scopes, Families families, PassingFaults faults) {
        this.scopes = scopes;
        this.families = families;
        this.faults = faults;
    }

    /**
     * The family, or empty if none decides for them.
     *
     * @throws Conflict if several claim them equally, naming these
     * @throws NotFound if only such claim them as cannot decide, saying why
     */
    Optional<Found> find(Addressee addressee) {
        Map<String, Candidates> read = new HashMap<>();
        List<String> passedOver = new ArrayList<>();
        Optional<FamilyScope> scope =
                ScopeResolution.resolve(scopes.of(addressee), addressee, claim -> canDecide(claim, read, passedOver));
        if (scope.isEmpty() && !passedOver.isEmpty()) {
            throw new NotFound("no meta-policy decides for " + addressee + ": " + String.join("; ", passedOver));
        }
        return scope.map(found -> new Found(read.get(found.metaPolicyId()), List.copyOf(passedOver)));
    }

    private boolean canDecide(FamilyScope claim, Map<String, Candidates> read, List<String> passedOver) {
        String id = claim.metaPolicyId();
        if (id == null || !claim.governed()) {
            passedOver.add((id == null ? "a meta-policy whose id is no text" : "meta-policy '" + id + "'")
                    + " is passed over: it was not made by metapolicy.create");
            return false;
        }
        try {
            families.find(id).ifPresent(family -> read.put(id, family));
        } catch (RuntimeException failure) {
            if (faults.isPassing(failure)) {
                throw failure;
            }
            passedOver.add("meta-policy '" + id + "' is passed over: " + Shown.failure(failure));
        }
        return read.containsKey(id);
    }
}
