package org.metapolicy.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.evidence.EvidenceArchive;
import org.metapolicy.evidence.EvidenceArchive.Family;
import org.metapolicy.evidence.FamilyCounter;
import org.metapolicy.evidence.FamilyPreview;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.VersionTally;
import org.metapolicy.governance.AutomaticAction;
import org.metapolicy.governance.AutomaticPlan;
import org.metapolicy.governance.Proposals;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/** What a refresh would do now, under the family's settings or others, and what blocks each promotion. Writes nothing. */
public final class PlanRefresh {
    private final EvidenceArchive archive;
    private final FamilyPreview preview;
    private final FamilyDesk desk;
    private final AutomaticPlanner planner;
    private final Clock clock;

    public PlanRefresh(
            EvidenceArchive archive, FamilyPreview preview, FamilyDesk desk, Proposals proposals, Clock clock) {
        this.archive = archive;
        this.preview = preview;
        this.desk = desk;
        this.planner = new AutomaticPlanner(desk, proposals);
        this.clock = clock;
    }

    /** @param config settings for this call alone, as {@link ComputePci} takes them */
    public List<PlannedVersion> run(String familyId, Map<String, Object> config) {
        Family family = archive.family(familyId);
        TrustConfig changes = TrustConfig.of(config);
        Settings settings = changes.over(family.settings());
        FamilyCounter counter = count(family, changes, settings);
        Set<String> judged = new TreeSet<>(family.watched());
        judged.addAll(counter.tallies().keySet());
        judged.forEach(counter::tally);
        FamilyFigures figures = FamilyFigures.of(
                counter.tallies(), settings, preview.clusters().known().size());
        AutomaticPlan plan = planner.plan(desk.registry().read(familyId), settings, figures.findings(Set.of(), true));
        return counter.tallies().values().stream()
                .map(tally -> planned(tally, figures, plan))
                .toList();
    }

    private FamilyCounter count(Family family, TrustConfig changes, Settings settings) {
        Map<String, RunningStates> recounted = new TreeMap<>();
        if (changes.recounts()) {
            Recount recount = ComputePci.recount(archive, family.id(), changes);
            recount.tallies().forEach((id, tally) -> recounted.put(id, tally.states()));
        }
        FamilyCounter counter = new FamilyCounter(
                settings,
                preview.clusters(),
                0,
                id -> changes.recounts()
                        ? recounted.getOrDefault(id, RunningStates.empty())
                        : RunningStates.read(archive.states(id)));
        preview.outcomes().forEach(counter::count);
        Instant due =
                clock.instant().minus(Duration.ofMillis(Math.round(1000 * settings.number(Setting.OUTCOME_TIMEOUT))));
        preview.overridesBefore(due).forEach(counter::count);
        return counter;
    }

    private static PlannedVersion planned(VersionTally tally, FamilyFigures figures, AutomaticPlan plan) {
        String id = tally.versionId();
        FamilyGovernor.Deed deed = plan.actions().stream()
                .filter(action -> id.equals(versionOf(action)))
                .map(action -> new FamilyGovernor.Deed(nameOf(action), action.reason()))
                .reduce(FamilyGovernor.Deed::and)
                .orElse(FamilyGovernor.Deed.NONE);
        return new PlannedVersion(
                id,
                tally.newOutcomes(),
                tally.newInvalid(),
                figures.figures(id).trustScore(),
                figures.figures(id).trustLower(),
                figures.figures(id).trustUpper(),
                figures.judgement(id).verdict().name(),
                deed.action(),
                deed.after(figures.judgement(id).reason()),
                plan.blocks().getOrDefault(id, List.of()));
    }

    private static String versionOf(AutomaticAction action) {
        if (action instanceof AutomaticAction.RollBack move) {
            return move.versionId();
        } else if (action instanceof AutomaticAction.Pause move) {
            return move.versionId();
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
        } else if (action instanceof AutomaticAction.MoveDefault) {
            return "BECOME_DEFAULT";
        }
        return action instanceof AutomaticAction.Propose ? "PROPOSE" : "LAPSE_PROPOSAL";
    }
}
