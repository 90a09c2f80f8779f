package org.metapolicy.app.decide;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metapolicy.policy.PassingFaults;
import org.metapolicy.selection.Addressee;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.Families;
import org.metapolicy.selection.FamilyScopes;
import org.metapolicy.selection.Selector;

/** Tells which family decides for someone and which of its versions would serve (specification, sections 8.1 and 8.6). */
public final class FindActive {
    /**
     * @param serving what serves, chance and the trial's signals aside
     * @param passedOver why families that would have decided do not, in words
     */
    public record Active(Candidates family, Decision serving, List<String> passedOver) {
        /** Why this version, and who was passed over. */
        public String reason() {
            return Stream.concat(Stream.of(serving.reason()), passedOver.stream())
                    .collect(Collectors.joining("; "));
        }
    }

    private final FamilyInScope families;

    public FindActive(FamilyScopes scopes, Families families, PassingFaults faults) {
        this.families = new FamilyInScope(scopes, families, faults);
    }

    /**
     * The family and its serving choice, or empty if no family decides for them.
     *
     * @throws org.metapolicy.policy.MetapolicyException.NotFound if only families claim them that cannot be read
     * @throws org.metapolicy.policy.MetapolicyException.Conflict if several families claim them equally, naming these
     */
    public Optional<Active> run(Addressee addressee) {
        return families.find(addressee)
                .map(found -> new Active(found.family(), Selector.serving(found.family()), found.passedOver()));
    }
}
