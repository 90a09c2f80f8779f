package org.metapolicy.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Scope;

/**
 * Which family decides for someone: the most specific of those that claim them. A family that names participants or groups
 * claims these alone, one that names a task claims it alone. More specific is, first, naming the participant, then the
 * group, then deciding for individuals, then for groups; among equals, naming the task. Where a task alone is named, those
 * that decide for anybody claim it.
 */
public final class ScopeResolution {
    private record Fit(FamilyScope scope, int person, int task) {
        static final Comparator<Fit> BY_SPECIFICITY =
                Comparator.comparingInt(Fit::person).thenComparingInt(Fit::task);
    }

    private ScopeResolution() {}

    /**
     * The most specific claim of a family that can decide, or empty if there is none.
     *
     * @param canDecide asked of the most specific ones alone; a family that cannot is passed over
     * @throws Conflict if several are equally specific, naming them
     */
    public static Optional<FamilyScope> resolve(
            List<FamilyScope> scopes, Addressee addressee, Predicate<FamilyScope> canDecide) {
        List<Fit> fits = new ArrayList<>(scopes.stream()
                .map(scope -> new Fit(scope, person(scope, addressee), task(scope, addressee)))
                .filter(fit -> fit.person >= 0 && fit.task >= 0)
                .toList());
        while (!fits.isEmpty()) {
            Fit best = Collections.max(fits, Fit.BY_SPECIFICITY);
            List<Fit> tied = fits.stream()
                    .filter(fit -> Fit.BY_SPECIFICITY.compare(fit, best) == 0)
                    .toList();
            List<FamilyScope> able =
                    tied.stream().map(Fit::scope).filter(canDecide).toList();
            if (able.size() > 1) {
                throw new Conflict("several meta-policies claim " + addressee + " equally: "
                        + able.stream()
                                .map(FamilyScope::metaPolicyId)
                                .sorted()
                                .collect(Collectors.joining("', '", "'", "'"))
                        + ": name one, or make one more specific by its task or by whom it runs on");
            }
            if (!able.isEmpty()) {
                return Optional.of(able.get(0));
            }
            fits.removeAll(tied);
        }
        return Optional.empty();
    }

    /**
     * Why a family that is named, and not sought for, does not decide for somebody; empty where it does. Its task is looked
     * at only where one is named; the sentence names nobody.
     */
    public static Optional<String> outside(FamilyScope scope, Addressee addressee) {
        if (scope.task() != null && addressee.task() != null && !scope.task().equals(addressee.task())) {
            return Optional.of("outside its scope: it decides on the task '" + scope.task() + "', not on '"
                    + addressee.task() + "'");
        }
        if (person(scope, addressee) >= 0) {
            return Optional.empty();
        }
        boolean anybody = addressee.participantId() == null && addressee.groupId() == null;
        if (scope.linked()) {
            return Optional.of("outside its scope: it decides only for the participants or groups that it runs on, and "
                    + (anybody ? "nobody is named" : "who is named is none of them"));
        }
        return Optional.of("outside its scope: it decides for "
                + (scope.scope() == Scope.INDIVIDUAL
                        ? "individuals, and only a group"
                        : "groups, and only a participant")
                + " is named");
    }

    private static int person(FamilyScope scope, Addressee addressee) {
        boolean individuals = scope.scope() != Scope.GROUP && addressee.participantId() != null;
        boolean groups = scope.scope() != Scope.INDIVIDUAL && addressee.groupId() != null;
        if (individuals && scope.runsOnParticipant()) {
            return 3;
        }
        if (groups && scope.runsOnGroup()) {
            return 2;
        }
        if (scope.linked()) {
            return -1;
        }
        boolean anybody = addressee.participantId() == null && addressee.groupId() == null;
        return individuals ? 1 : groups || anybody ? 0 : -1;
    }

    private static int task(FamilyScope scope, Addressee addressee) {
        if (scope.task() == null) {
            return 0;
        }
        return Objects.equals(scope.task(), addressee.task()) ? 1 : -1;
    }
}
