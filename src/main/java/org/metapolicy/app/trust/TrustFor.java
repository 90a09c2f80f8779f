package org.metapolicy.app.trust;

import java.util.Optional;
import org.metapolicy.app.trust.LocalTrust.Source;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.people.PeopleEvidence;
import org.metapolicy.evidence.tabulation.Tabulations;
import org.metapolicy.trust.TrustEstimate;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.ContextSums;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;
import org.metapolicy.trust.local.ContextTrust;
import org.metapolicy.trust.local.Pooled;

/** How far a version may be relied on for one person, for a group, or in a context: participant, else group, else all. */
public final class TrustFor {
    private final CountedEvidence counted;
    private final Tabulations tabulations;
    private final PeopleEvidence people;

    public TrustFor(CountedEvidence counted, Tabulations tabulations, PeopleEvidence people) {
        this.counted = counted;
        this.tabulations = tabulations;
        this.people = people;
    }

    /** @throws org.metapolicy.policy.MetapolicyException.NotFound if there is no such version */
    public LocalTrust run(String versionId, ForWhom whom) {
        FamilyCounts family = counted.familyOf(versionId);
        VersionEvidence evidence =
                RunningStates.of(versionId, counted.states(versionId)).live();
        TrustEstimate estimate =
                evidence.estimate(family.settings(), family.contexts().of(evidence));
        Double value =
                tabulations.prospect(versionId, null).map(Prospect::value).orElseGet(() -> mean(estimate));
        if (whom.contextCluster() != null) {
            return tabulations
                    .trust(versionId, whom.contextCluster())
                    .map(known -> local(
                            known,
                            tabulations
                                    .prospect(versionId, whom.contextCluster())
                                    .map(Prospect::value)
                                    .orElse(value),
                            Source.CONTEXT))
                    .orElseGet(() -> all(estimate, value));
        }
        Pooled all = Pooled.all(estimate, value == null ? 0 : value);
        ContextSums ofGroup = Optional.ofNullable(whom.groupId())
                .or(() -> people.groupOf(whom.participantId()))
                .map(group -> sums(versionId, group))
                .orElse(ContextSums.EMPTY);
        ContextSums own = whom.participantId() == null
                ? ContextSums.EMPTY
                : people.find(versionId, whom.participantId()).sums();
        Pooled group = ofGroup.size() == 0 ? all : all.of(ofGroup);
        Pooled person = own.size() == 0 ? group : group.of(own);
        if (person == all) {
            return all(estimate, value);
        }
        Source source = own.size() == 0 ? Source.GROUP : Source.PARTICIPANT;
        return Double.isNaN(estimate.pci().known())
                ? new LocalTrust(null, null, null, person.reward(), person.n(), source)
                : local(ContextTrust.of(estimate, person.against(all), family.settings()), person.reward(), source);
    }

    /** Of the group's own trials, and of its members'. */
    private ContextSums sums(String versionId, String groupId) {
        return people.membersOf(groupId).stream()
                .filter(member -> !member.equals(groupId))
                .map(member -> people.find(versionId, member).sums())
                .reduce(people.find(versionId, groupId).sums(), ContextSums::merge);
    }

    private static LocalTrust local(InContext known, Double value, Source source) {
        return new LocalTrust(known.trust(), known.lower(), known.upper(), value, known.n(), source);
    }

    private static LocalTrust all(TrustEstimate estimate, Double value) {
        boolean known = !Double.isNaN(estimate.pci().known());
        return new LocalTrust(
                known ? (Double) estimate.pci().known() : null,
                known ? (Double) estimate.knownLower() : null,
                known ? (Double) estimate.pci().spread(estimate.bounds().upper()) : null,
                value,
                Math.min(estimate.windows().n(), estimate.windows().outcomes()),
                Source.ALL);
    }

    private static Double mean(TrustEstimate estimate) {
        return estimate.windows().reward().average().isPresent()
                ? (Double) estimate.windows().reward().average().getAsDouble()
                : null;
    }
}
