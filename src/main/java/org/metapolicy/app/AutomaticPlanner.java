package org.metapolicy.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.governance.ActorKind;
import org.metapolicy.governance.AutomaticAction;
import org.metapolicy.governance.AutomaticPlan;
import org.metapolicy.governance.AutomaticVersion;
import org.metapolicy.governance.Chain;
import org.metapolicy.governance.EventKey;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.GovernanceAction;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.StoredEvent;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.TrustJudgement;

/** Puts together what the automatic plan looks at: versions, open proposals, the trail. Writes nothing. */
final class AutomaticPlanner {
    private static final Duration MEMORY = Duration.ofHours(24);

    private final FamilyDesk desk;
    private final Proposals proposals;

    AutomaticPlanner(FamilyDesk desk, Proposals proposals) {
        this.desk = desk;
        this.proposals = proposals;
    }

    /**
     * The plan for a family.
     *
     * @param settings the limits to plan by
     * @param findings every version judged; ungoverned ones are left alone
     */
    AutomaticPlan plan(FamilyState family, Settings settings, FamilyGovernor.Findings findings) {
        List<AutomaticVersion> versions = new ArrayList<>();
        new TreeMap<>(findings.judged()).forEach((id, judgement) -> {
            VersionState version = desk.registry().version(id);
            if (version.isGoverned()) {
                versions.add(automatic(version, judgement, findings));
            }
        });
        return plan(family, settings, versions);
    }

    /** The trail is read only where something stops, so that a refresh with nothing to do costs what is new. */
    private AutomaticPlan plan(FamilyState family, Settings settings, List<AutomaticVersion> versions) {
        AutomaticPlan plan = AutomaticPlan.of(planned(family, settings, List.of(), 0), versions);
        boolean stops = plan.actions().stream()
                .anyMatch(action ->
                        action instanceof AutomaticAction.RollBack || action instanceof AutomaticAction.Pause);
        return stops
                ? AutomaticPlan.of(
                        planned(
                                family,
                                settings,
                                desk.trail().earlierDefaults(family.id()),
                                recentTransitions(family.id())),
                        versions)
                : plan;
    }

    private static AutomaticPlan.Family planned(
            FamilyState family, Settings settings, List<String> earlier, int recent) {
        return new AutomaticPlan.Family(family.governed().status(), earlier, recent, settings);
    }

    /** Automatic stops in the last 24 h, and since a person last resumed the family. */
    private int recentTransitions(String familyId) {
        Instant since = desk.clock().instant().minus(MEMORY);
        int count = 0;
        for (StoredEvent event : desk.trail().events(Chain.of(familyId))) {
            boolean automatic = ActorKind.AUTOMATIC.name().equals(event.text(EventKey.ACTOR_KIND));
            if (event.is(GovernanceAction.STATUS_SET) && !automatic) {
                count = 0;
            } else if (automatic
                    && (event.is(GovernanceAction.ROLLED_BACK) || event.is(GovernanceAction.PAUSED))
                    && event.createdAt() != null
                    && event.createdAt().isAfter(since)) {
                count++;
            }
        }
        return count;
    }

    private AutomaticVersion automatic(
            VersionState version, TrustJudgement judgement, FamilyGovernor.Findings findings) {
        return new AutomaticVersion(
                version.id(),
                version.status(),
                version.isDefault(),
                version.isFallback(),
                judgement,
                Optional.ofNullable(findings.shadows().get(version.id())),
                proposals.open(version.id()).isPresent(),
                proposals.windowsSinceRejection(version.id()),
                // Once a refresh: it hashes all that the version is made of.
                findings.last() ? desk.registry().contentsChange(version.id()) : Optional.empty(),
                findings.corrected().contains(version.id()));
    }
}
