package org.metapolicy.app.refresh;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.app.trust.ComputePci;
import org.metapolicy.app.trust.TrustConfig;
import org.metapolicy.counterfactual.running.RunningDifferences;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.CountingOrder;
import org.metapolicy.evidence.FamilyCounter;
import org.metapolicy.evidence.Piece;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.UncountedEvidence;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.evidence.differences.DifferenceCounter;
import org.metapolicy.evidence.people.PeopleAlarms;
import org.metapolicy.evidence.people.PeopleCounter;
import org.metapolicy.evidence.people.PeoplePlaces;
import org.metapolicy.evidence.people.PersonHistory;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.governance.AutomaticAction;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Proposals;
import org.metapolicy.policy.EvidenceSource;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.people.PersonAlarm;

/** What a refresh would do now, under the family's settings or others, and what blocks each promotion. Writes nothing. */
public final class PlanRefresh {
    /** The number of what no refresh counted: later than all that one did. */
    private static final long NEW = Long.MAX_VALUE;

    private final CountedEvidence counted;
    private final UncountedEvidence uncounted;
    private final GovernanceSession session;
    private final AutomaticPlanner planner;
    private final Clock clock;

    public PlanRefresh(
            CountedEvidence counted,
            UncountedEvidence uncounted,
            GovernanceSession session,
            Proposals proposals,
            Clock clock) {
        this.counted = counted;
        this.uncounted = uncounted;
        this.session = session;
        this.planner = new AutomaticPlanner(session, proposals);
        this.clock = clock;
    }

    /** What it would do under these options, and what stands in the way of each promotion with every part in its place. */
    public List<PlannedVersion> run(String familyId, PlanOptions options) {
        TrustConfig changes = options.config();
        FamilyCounts family = counted.family(familyId);
        Settings settings = changes.over(family.settings());
        Map<String, VersionPeople> standing = new TreeMap<>();
        PeopleCounter people = new PeopleCounter(
                (version, participant) ->
                        people(standing, version).histories().getOrDefault(participant, PersonHistory.EMPTY),
                PeoplePlaces.after(version -> people(standing, version).met()));
        DifferenceCounter differences =
                new DifferenceCounter(RunningDifferences.goOn(counted.differences(familyId), 0));
        FamilyCounter counter = count(family, changes, settings, people, differences);
        Set<String> judged = new TreeSet<>(family.watched());
        judged.addAll(counter.tallies().keySet());
        judged.forEach(counter::tally);
        FamilyFigures figures = FamilyFigures.of(
                counter.tallies(), settings, uncounted.clusters().contexts());
        FamilyGovernor.Findings findings = figures.findings(
                Set.of(),
                named(people, standing, settings),
                KnownComparisons.of(counter.tallies(), differences.differences(), settings),
                differences.differences().watches().alarms(settings),
                true);
        FamilyState state = session.registry().read(familyId);
        AutomaticPlanner.Planned whole = planner.plan(state, settings, findings);
        AutomaticPlanner.Planned plan =
                options.compares() ? whole : planner.withoutComparing().plan(state, settings, findings);
        return counter.tallies().values().stream()
                .map(tally -> planned(tally, figures, plan, whole.plan().blocks()))
                .toList();
    }

    private FamilyCounter count(
            FamilyCounts family,
            TrustConfig changes,
            Settings settings,
            PeopleCounter people,
            DifferenceCounter differences) {
        Map<String, RunningStates> recounted = new TreeMap<>();
        if (changes.recounts()) {
            Recount recount = ComputePci.recount(counted, family.id(), changes);
            recount.tallies().forEach((id, tally) -> recounted.put(id, tally.states()));
        }
        FamilyCounter counter = new FamilyCounter(
                settings,
                uncounted.clusters(),
                0,
                id -> changes.recounts()
                        ? recounted.getOrDefault(id, RunningStates.empty())
                        : RunningStates.of(id, counted.states(id)));
        if (EvidenceSource.of(settings) == EvidenceSource.EXTERNAL) {
            return counter;
        }
        Instant now = clock.instant();
        CountingOrder.of(uncounted.backlog(now), settings, now).forEach(piece -> {
            if (piece instanceof Piece.OfStatus status) {
                uncounted.read(status.place(), now).ifPresent(open -> counter.count(open, now)
                        .ifPresent(counts -> {
                            boolean overridden =
                                    Boolean.TRUE.equals(open.episode().override());
                            String version = open.episode().versionId();
                            people.status(version, open.episode().participant().orElse(null), overridden, settings);
                            differences.status(
                                    NEW,
                                    version,
                                    counts.cluster().orElse(null),
                                    overridden,
                                    open.episode().decision(),
                                    counts.otherCounted(),
                                    settings);
                        }));
            } else if (piece instanceof Piece.OfOutcome outcome
                    && (outcome.versionId() == null || !counter.isHeld(outcome.versionId()))) {
                uncounted.read(outcome.arrival()).ifPresent(written -> {
                    if (counter.count(written) instanceof FamilyCounter.Result.Valid valid) {
                        people.outcome(
                                written.episode().versionId(),
                                written.episode().participant().orElse(null),
                                valid.observation(),
                                settings);
                        differences.outcome(
                                NEW,
                                written.episode().versionId(),
                                valid.observation(),
                                written.episode().decision(),
                                valid.counted().otherCounted(),
                                settings);
                    }
                });
            }
        });
        return counter;
    }

    /** As the refreshes before counted them, under the settings of their time. */
    private VersionPeople people(Map<String, VersionPeople> standing, String versionId) {
        return standing.computeIfAbsent(versionId, counted::people);
    }

    private Map<String, List<PersonAlarm>> named(
            PeopleCounter people, Map<String, VersionPeople> standing, Settings settings) {
        Map<String, List<PersonAlarm>> alarms = new TreeMap<>();
        people.counted().forEach((id, met) -> {
            Map<String, PersonHistory> all = new TreeMap<>(people(standing, id).histories());
            all.putAll(met);
            PeopleAlarms.put(alarms, id, all, settings);
        });
        return alarms;
    }

    private static PlannedVersion planned(
            VersionTally tally,
            FamilyFigures figures,
            AutomaticPlanner.Planned planned,
            Map<String, List<String>> blocks) {
        String id = tally.versionId();
        FamilyGovernor.ActionTaken taken = planned.plan().actions().stream()
                .filter(action -> id.equals(versionOf(action)))
                .map(action -> new FamilyGovernor.ActionTaken(nameOf(action), action.reason()))
                .reduce(planned.told(id), FamilyGovernor.ActionTaken::and);
        return new PlannedVersion(
                id,
                tally.newOutcomes(),
                tally.newInvalid(),
                figures.figures(id).trustScore(),
                figures.figures(id).trustLower(),
                figures.figures(id).trustUpper(),
                figures.judgement(id).verdict().name(),
                taken.action(),
                taken.after(figures.judgement(id).reason()),
                blocks.getOrDefault(id, List.of()));
    }

    private static String versionOf(AutomaticAction action) {
        if (action instanceof AutomaticAction.RollBack move) {
            return move.versionId();
        } else if (action instanceof AutomaticAction.Pause move) {
            return move.versionId();
        } else if (action instanceof AutomaticAction.Suspend suspend) {
            return suspend.versionId();
        } else if (action instanceof AutomaticAction.SuspendFor suspend) {
            return suspend.versionId();
        } else if (action instanceof AutomaticAction.MoveDefault move) {
            return move.toVersionId().orElse(null);
        } else if (action instanceof AutomaticAction.LapseProposal lapse) {
            return lapse.versionId();
        }
        return action instanceof AutomaticAction.Propose propose ? propose.versionId() : null;
    }

    private static String nameOf(AutomaticAction action) {
        if (action instanceof AutomaticAction.RollBack) {
            return "ROLL_BACK";
        } else if (action instanceof AutomaticAction.Pause) {
            return "PAUSE";
        } else if (action instanceof AutomaticAction.Suspend) {
            return "SUSPEND_IN_CONTEXT";
        } else if (action instanceof AutomaticAction.SuspendFor) {
            return "SUSPEND_FOR_PARTICIPANT";
        } else if (action instanceof AutomaticAction.MoveDefault) {
            return "BECOME_DEFAULT";
        }
        return action instanceof AutomaticAction.Propose ? "PROPOSE" : "LAPSE_PROPOSAL";
    }
}
