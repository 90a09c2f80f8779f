package org.metapolicy.governance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;

/**
 * What a refresh does by itself to one family, in order: status changes (alarms and critical PCIs first), one move of
 * the default among the survivors, the pause of a family that moves too often, and proposals (specification, section
 * 6.6).
 *
 * <p>A version whose contents were changed is paused too, the fallback included: nobody approved what it is now, and its
 * evidence and its trust are about something else. Only resuming it brings it back, which its former contents and a person
 * must stand behind, and which starts its evidence anew.
 *
 * @param actions in the order in which they are applied
 * @param blocks for every CANDIDATE that is not proposed, by id, what stands in the way
 */
public record AutomaticPlan(List<AutomaticAction> actions, Map<String, List<String>> blocks) {
    /** How long an automatic stop counts towards the pause of its family. */
    public static final Duration STOPS_COUNT_FOR = Duration.ofHours(24);

    public AutomaticPlan {
        actions = List.copyOf(actions);
        blocks = Map.copyOf(blocks);
    }

    /**
     * The family around its versions.
     *
     * @param status the family's status
     * @param earlierDefaults ids of former defaults by the trail, the latest first
     * @param recentTransitions automatic stops within {@link #STOPS_COUNT_FOR} and since a person last set the status
     * @param settings its settings
     * @param disputedDefault why nobody knows who its default is, as a sentence; empty where trail and graph agree
     */
    public record FamilySituation(
            FamilyStatus status,
            List<String> earlierDefaults,
            int recentTransitions,
            Settings settings,
            Optional<String> disputedDefault) {}

    /** @param versions every version that was judged, in any order */
    public static AutomaticPlan of(FamilySituation family, List<AutomaticVersion> versions) {
        List<AutomaticAction> actions = new ArrayList<>();
        Map<String, AutomaticVersion> byId = new LinkedHashMap<>();
        versions.stream()
                .sorted(Comparator.comparing(AutomaticVersion::id))
                .forEach(version -> byId.put(version.id(), version));
        // Before the stops: a proposal lapses for what became of its version, not for the pause that follows from it.
        AutomaticProposal.lapseChanged(byId.values(), actions);
        int lapsed = actions.size();
        stop(byId, actions);
        int stopped = actions.size() - lapsed;
        Optional<AutomaticVersion> served = moveDefault(family, byId, actions);
        pauseFamily(family, stopped, actions);
        byId.values().stream().filter(AutomaticPlan::mayAct).forEach(version -> {
            version.contextAlarms().forEach(alarm -> actions.add(new AutomaticAction.Suspend(version.id(), alarm)));
            version.personAlarms().forEach(alarm -> actions.add(new AutomaticAction.SuspendFor(version.id(), alarm)));
        });
        Map<String, List<String>> blocks = new TreeMap<>();
        for (AutomaticVersion version : byId.values()) {
            if (version.contentsChange().isEmpty()) {
                AutomaticProposal.judge(version, served, family, actions, blocks);
            }
        }
        return new AutomaticPlan(actions, blocks);
    }

    private static void stop(Map<String, AutomaticVersion> byId, List<AutomaticAction> actions) {
        for (AutomaticVersion version : List.copyOf(byId.values())) {
            if ((version.judgement().alarm() || version.judgement().critical()) && mayAct(version)) {
                boolean rollBack = version.isDefault() && version.status() == VersionStatus.LIVE;
                String reason = version.judgement().reason();
                actions.add(
                        rollBack
                                ? new AutomaticAction.RollBack(version.id(), reason)
                                : new AutomaticAction.Pause(version.id(), reason));
                byId.put(version.id(), version.withStatus(rollBack ? VersionStatus.ROLLED_BACK : VersionStatus.PAUSED));
            }
        }
        for (AutomaticVersion version : List.copyOf(byId.values())) {
            if (version.offPolicy().isPresent() && version.isForeseen()) {
                actions.add(new AutomaticAction.Pause(
                        version.id(),
                        version.offPolicy(),
                        version.offPolicy().get().reason()));
                byId.put(version.id(), version.withStatus(VersionStatus.PAUSED));
            }
        }
        for (AutomaticVersion version : List.copyOf(byId.values())) {
            if (version.contentsChange().isPresent() && mayAct(version)) {
                actions.add(new AutomaticAction.Pause(
                        version.id(), "it " + version.contentsChange().get()));
                byId.put(version.id(), version.withStatus(VersionStatus.PAUSED));
            }
        }
        for (AutomaticVersion version : List.copyOf(byId.values())) {
            if (version.judgement().belowMin() && version.status() == VersionStatus.LIVE && !version.isFallback()) {
                actions.add(new AutomaticAction.Pause(
                        version.id(), version.judgement().reason()));
                byId.put(version.id(), version.withStatus(VersionStatus.PAUSED));
            }
        }
    }

    private static boolean mayAct(AutomaticVersion version) {
        return version.status() == VersionStatus.LIVE || version.status() == VersionStatus.CANDIDATE;
    }

    /** Moves the default off a version that was stopped; returns the default after that. */
    private static Optional<AutomaticVersion> moveDefault(
            FamilySituation family, Map<String, AutomaticVersion> byId, List<AutomaticAction> actions) {
        Optional<AutomaticVersion> before =
                byId.values().stream().filter(AutomaticVersion::isDefault).findFirst();
        boolean wasStopped = before.filter(version -> actions.stream()
                        .anyMatch(action -> action instanceof AutomaticAction.RollBack back
                                        && back.versionId().equals(version.id())
                                || action instanceof AutomaticAction.Pause pause
                                        && pause.versionId().equals(version.id())))
                .isPresent();
        if (!wasStopped) {
            return before;
        }
        Map<String, Succession.Heir> heirs = new HashMap<>();
        String fallback = null;
        for (AutomaticVersion version : byId.values()) {
            heirs.put(
                    version.id(),
                    new Succession.Heir(
                            version.status(),
                            version.judgement().served(),
                            version.judgement().alarm(),
                            version.contentsChange().isPresent()));
            fallback = version.isFallback() ? version.id() : fallback;
        }
        String next = Succession.next(
                before.get().id(),
                family.earlierDefaults(),
                fallback,
                heirs,
                family.settings().number(Setting.SELECT_MIN));
        actions.add(
                new AutomaticAction.MoveDefault(before.get().id(), Optional.ofNullable(next), reason(next, fallback)));
        return Optional.ofNullable(next).map(byId::get);
    }

    private static String reason(String next, String fallback) {
        if (next == null) {
            return "no earlier default is live, trusted and without alarm, and no fallback is live";
        }
        return next.equals(fallback)
                ? "the fallback"
                : "the latest earlier default that is live, trusted and without alarm";
    }

    /** Counts what this plan stops too; the pause comes after those, so it never holds a safe action back. */
    private static void pauseFamily(FamilySituation family, int stopped, List<AutomaticAction> actions) {
        int transitions = family.recentTransitions() + stopped;
        int most = family.settings().integer(Setting.AUTO_TRANSITIONS_MAX);
        if (transitions >= most && family.status() == FamilyStatus.ACTIVE) {
            actions.add(new AutomaticAction.PauseFamily(
                    transitions + " automatic transitions within 24 h (auto_transitions_max is " + most + ")"));
        }
    }
}
