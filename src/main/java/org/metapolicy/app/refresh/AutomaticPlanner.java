package org.metapolicy.app.refresh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.governance.AutomaticAction;
import org.metapolicy.governance.AutomaticPlan;
import org.metapolicy.governance.AutomaticVersion;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Proposals;
import org.metapolicy.governance.VersionState;
import org.metapolicy.governance.comparable.DefaultComparison;
import org.metapolicy.governance.limited.ContextReadiness;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.StoredEvent;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.context.ContextAlarm;

/** Puts together what the automatic plan looks at: versions, open proposals, the trail. Writes nothing. */
final class AutomaticPlanner {
    private final GovernanceSession session;
    private final Proposals proposals;
    private final boolean compares;

    AutomaticPlanner(GovernanceSession session, Proposals proposals) {
        this(session, proposals, true);
    }

    private AutomaticPlanner(GovernanceSession session, Proposals proposals, boolean compares) {
        this.session = session;
        this.proposals = proposals;
        this.compares = compares;
    }

    /** One that asks of no version how it compares with the default, neither on the whole nor in a context. */
    AutomaticPlanner withoutComparing() {
        return new AutomaticPlanner(session, proposals, false);
    }

    /**
     * A family's plan.
     *
     * @param leftAlone why, by id, of versions that cannot be read: nobody is served by them, and they hold up no other's stop
     * @param notSuspended why, by id, of versions over whose limits contexts are, and of which it cannot be read where they are
     *     suspended: they serve nowhere, and what stands there is left
     */
    record Planned(
            AutomaticPlan plan,
            Map<String, FamilyGovernor.ActionTaken> leftAlone,
            Map<String, FamilyGovernor.ActionTaken> notSuspended) {
        /** What there is to say of a version whatever is done to it. */
        FamilyGovernor.ActionTaken told(String versionId) {
            return leftAlone.getOrDefault(
                    versionId, notSuspended.getOrDefault(versionId, FamilyGovernor.ActionTaken.NONE));
        }
    }

    /**
     * The plan for a family.
     *
     * @param settings the limits to plan by
     * @param findings every version judged; ungoverned ones are left alone, and those that cannot be read
     */
    Planned plan(FamilyState family, Settings settings, FamilyGovernor.Findings findings) {
        ContextReadiness contexts = new ContextReadiness(session.evidence(), family.id(), family.defaultId(), settings);
        List<AutomaticVersion> versions = new ArrayList<>();
        Map<String, FamilyGovernor.ActionTaken> leftAlone = new TreeMap<>();
        Map<String, FamilyGovernor.ActionTaken> notSuspended = new TreeMap<>();
        new TreeMap<>(findings.judged()).forEach((id, judgement) -> {
            Reading reading = read(id);
            if (reading.problem() != null) {
                leftAlone.put(id, nothing("left alone: " + reading.problem()));
            } else if (reading.version().isGoverned()) {
                Suspended suspended = suspended(id);
                if (suspended.problem() != null
                        && !findings.contextAlarms().getOrDefault(id, List.of()).isEmpty()) {
                    notSuspended.put(id, nothing("not suspended in single contexts: " + suspended.problem()));
                }
                versions.add(automatic(reading.version(), judgement, family, settings, findings, contexts, suspended));
            }
        });
        return new Planned(plan(family, settings, versions), leftAlone, notSuspended);
    }

    private static FamilyGovernor.ActionTaken nothing(String reason) {
        return new FamilyGovernor.ActionTaken(FamilyGovernor.ActionTaken.NONE.action(), reason);
    }

    /** The contexts in which a version is suspended, or what keeps them from being read. */
    private record Suspended(List<String> contexts, String problem) {}

    private Suspended suspended(String versionId) {
        try {
            return new Suspended(session.registry().suspendedContexts(versionId), null);
        } catch (Conflict edited) {
            return new Suspended(List.of(), edited.getMessage());
        }
    }

    /** A version, or what keeps it from being read. */
    private record Reading(VersionState version, String problem) {}

    private Reading read(String versionId) {
        try {
            return new Reading(session.registry().version(versionId), null);
        } catch (Conflict edited) {
            return new Reading(null, edited.getMessage());
        }
    }

    private boolean isMovedHere(String versionId) {
        VersionState version = read(versionId).version();
        return version != null && version.isGoverned();
    }

    /** The trail is read only where something stops or is proposed, so that a refresh with nothing to do costs what is new. */
    private AutomaticPlan plan(FamilyState family, Settings settings, List<AutomaticVersion> versions) {
        AutomaticPlan plan = AutomaticPlan.of(
                new AutomaticPlan.FamilySituation(family.governed().status(), List.of(), 0, settings, Optional.empty()),
                versions);
        boolean stops = plan.actions().stream()
                .anyMatch(action ->
                        action instanceof AutomaticAction.RollBack || action instanceof AutomaticAction.Pause);
        boolean proposes = plan.actions().stream().anyMatch(AutomaticAction.Propose.class::isInstance);
        return stops || proposes
                ? AutomaticPlan.of(
                        new AutomaticPlan.FamilySituation(
                                family.governed().status(),
                                stops ? session.trail().earlierDefaults(family.id(), family.liveIds()) : List.of(),
                                stops ? recentTransitions(family.id()) : 0,
                                settings,
                                disputedDefault(family)),
                        versions)
                : plan;
    }

    /** Whether the trail, and the link in the graph to a version that moves made, name the same default, or none. */
    private Optional<String> disputedDefault(FamilyState family) {
        String recorded = recordedDefault(Chain.of(family.id()));
        boolean moved = family.defaultId() == null || isMovedHere(family.defaultId());
        return Objects.equals(recorded, family.defaultId()) && moved
                ? Optional.empty()
                : Optional.of("who the default is cannot be read: by the trail it is "
                        + named(recorded) + ", DEFAULT_POLICY leads to " + named(family.defaultId())
                        + (moved ? "" : ", whose status no move set that can be read")
                        + "; nobody is proposed until it is mended, see metapolicy.audit.verify('" + family.id()
                        + "')");
    }

    /** By the event that moved it last: one recorded since tells what the graph had when it was, of somebody's hand too. */
    private String recordedDefault(Chain chain) {
        Optional<StoredEvent> last =
                session.trail().newestFirst(chain, Long.MAX_VALUE).findFirst();
        Optional<Long> since = last.map(event -> event.number(EventKey.DEFAULT_SINCE));
        return since.flatMap(seq -> session.trail().newestFirst(chain, seq + 1).findFirst())
                .or(() -> last)
                .map(event -> event.text(EventKey.DEFAULT_AFTER))
                .orElse(null);
    }

    private static String named(String versionId) {
        return versionId == null ? "no version" : "'" + versionId + "'";
    }

    /** Automatic stops in the last 24 h, and since a person last resumed the family. */
    private int recentTransitions(String familyId) {
        Instant since = session.clock().instant().minus(AutomaticPlan.STOPS_COUNT_FOR);
        Iterator<StoredEvent> events =
                session.trail().newestFirst(Chain.of(familyId), Long.MAX_VALUE).iterator();
        int count = 0;
        while (events.hasNext()) {
            StoredEvent event = events.next();
            boolean automatic = ActorKind.AUTOMATIC.name().equals(event.text(EventKey.ACTOR_KIND));
            boolean recent = event.createdAt() != null && event.createdAt().isAfter(since);
            if (!recent || event.is(GovernanceAction.STATUS_SET) && !automatic) {
                return count;
            }
            if (automatic && (event.is(GovernanceAction.ROLLED_BACK) || event.is(GovernanceAction.PAUSED))) {
                count++;
            }
        }
        return count;
    }

    /** Those that the version is not suspended for already. */
    private static List<ContextAlarm> contextAlarms(
            String versionId, FamilyGovernor.Findings findings, Suspended suspended) {
        return suspended.problem() != null
                ? List.of()
                : findings.contextAlarms().getOrDefault(versionId, List.of()).stream()
                        .filter(alarm -> !suspended.contexts().contains(alarm.cluster()))
                        .toList();
    }

    /** Of a candidate, or of one that serves in some contexts alone, at the last look, at which these can be proposed. */
    private static boolean isCompared(
            VersionState version, ContextLimit limit, FamilyState family, FamilyGovernor.Findings findings) {
        return findings.last()
                && family.defaultId() != null
                && (version.status() == VersionStatus.CANDIDATE
                        || version.status() == VersionStatus.LIVE && !limit.isNone());
    }

    private DefaultComparison comparison(
            VersionState version, FamilyState family, Settings settings, FamilyGovernor.Findings findings) {
        String standard = family.defaultId();
        if (!compares) {
            return DefaultComparison.notAsked(standard, settings);
        }
        boolean known = Optional.ofNullable(findings.judged().get(standard))
                .filter(judged -> judged.estimate().windows().reward().average().isPresent())
                .isPresent();
        return DefaultComparison.of(findings.comparisons(), version.id(), standard, known, settings);
    }

    private AutomaticVersion automatic(
            VersionState version,
            TrustJudgement judgement,
            FamilyState family,
            Settings settings,
            FamilyGovernor.Findings findings,
            ContextReadiness contexts,
            Suspended suspended) {
        ContextLimit limit = session.registry().limit(version.id());
        boolean compared = isCompared(version, limit, family, findings);
        return new AutomaticVersion(
                version.id(),
                version.status(),
                version.isDefault(),
                version.isFallback(),
                judgement,
                Optional.ofNullable(findings.shadows().get(version.id())),
                limit,
                proposals.open(version.id()).map(open -> open.limit().orElse(ContextLimit.NONE)),
                proposals.windowsSinceRejection(version.id()),
                // Once a refresh: it hashes all that the version is made of.
                findings.last() ? session.registry().contentsChange(version.id()) : Optional.empty(),
                compared ? Optional.of(comparison(version, family, settings, findings)) : Optional.empty(),
                compared && compares
                        ? Optional.of(
                                contexts.verdicts(version.id(), limit, suspended.contexts(), findings.comparisons()))
                        : Optional.empty(),
                findings.corrected().contains(version.id()),
                contextAlarms(version.id(), findings, suspended),
                findings.personAlarms().getOrDefault(version.id(), List.of()),
                Optional.ofNullable(findings.offPolicyAlarms().get(version.id())));
    }
}
