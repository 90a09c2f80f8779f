package org.metapolicy.selection;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Scope;

/**
 * Which family decides for someone: the most specific of those that claim them. A family that names participants or groups
 * claims these alone, one that names a task claims it alone. More specific is, first, naming the participant, then the
 * group, then deciding for individuals, then for groups; among equals, naming the task.
 */
public final class ScopeResolution {
    private record Fit(Claim claim, int person, int task) {
        static final Comparator<Fit> BY_SPECIFICITY =
                Comparator.comparingInt(Fit::person).thenComparingInt(Fit::task);
    }

    private ScopeResolution() {}

    /**
     * The most specific claim, or empty if nobody claims them.
     *
     * @throws Conflict if several are equally specific, naming them
     */
    public static Optional<Claim> resolve(List<Claim> claims, Who who) {
        List<Fit> fits = claims.stream()
                .map(claim -> new Fit(claim, person(claim, who), task(claim, who)))
                .filter(fit -> fit.person >= 0 && fit.task >= 0)
                .toList();
        Optional<Fit> best = fits.stream().max(Fit.BY_SPECIFICITY);
        List<String> tied = fits.stream()
                .filter(fit -> Fit.BY_SPECIFICITY.compare(fit, best.orElseThrow()) == 0)
                .map(fit -> fit.claim.metaPolicyId())
                .sorted()
                .toList();
        if (tied.size() > 1) {
            throw new Conflict("several meta-policies claim " + who + " equally: "
                    + tied.stream().collect(Collectors.joining("', '", "'", "'"))
                    + ": name one, or make one more specific by its task or by whom it runs on");
        }
        return best.map(Fit::claim);
    }

    private static int person(Claim claim, Who who) {
        boolean individuals = claim.scope() != Scope.GROUP && who.participantId() != null;
        boolean groups = claim.scope() != Scope.INDIVIDUAL && who.groupId() != null;
        if (individuals && claim.runsOnParticipant()) {
            return 3;
        }
        if (groups && claim.runsOnGroup()) {
            return 2;
        }
        if (claim.linked()) {
            return -1;
        }
        return individuals ? 1 : groups ? 0 : -1;
    }

    private static int task(Claim claim, Who who) {
        if (claim.task() == null) {
            return 0;
        }
        return Objects.equals(claim.task(), who.task()) ? 1 : -1;
    }
}
