package org.metapolicy.trust;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.context.ContextHistory;

/**
 * The running state of one version's evidence: windows, guardrails, the PCI at recent closings (specification, sections 4 and 6).
 * A status and an outcome each count when known: windows close by statuses, an outcome is in the window that is open then. Mutable,
 * for one thread, bounded; the same calls in the same order give the same state, to the last bit. Settings may change between
 * calls: guardrails go on with the limits in force, each outcome's those of its time.
 */
public final class VersionEvidence {
    private final List<WindowStatistics> closed;
    private final Set<String> contexts;
    private final List<TrustJudgement.Closing> closings;
    private int begun;
    private OpenWindow open;
    private GuardrailWatch watch;
    private ContextHistory history;
    private long nextT;
    private long nTotal;
    private long overridesTotal;
    private long outcomesTotal;
    private long nSinceResume;
    private long outcomesSinceResume;

    /** A version without evidence. */
    public static VersionEvidence empty() {
        return new VersionEvidence(StoredState.Evidence.none());
    }

    VersionEvidence(StoredState.Evidence state) {
        closed = new ArrayList<>(state.closed());
        open = new OpenWindow(state.open());
        contexts = new LinkedHashSet<>(state.contexts());
        closings = new ArrayList<>(state.closings());
        watch = state.watch();
        nextT = state.nextT();
        nTotal = state.nTotal();
        overridesTotal = state.overridesTotal();
        outcomesTotal = state.outcomesTotal();
        nSinceResume = state.nSinceResume();
        outcomesSinceResume = state.outcomesSinceResume();
        begun = state.begun();
        history = state.history();
    }

    /** Counts whether an episode was overridden; coverage is measured against so many clusters. Gives what closed by it. */
    public Optional<WindowClosing> countStatus(EpisodeFacts episode, Settings settings, int knownClusters) {
        openIfNew(settings);
        watch.observeStatus(episode, settings);
        open.addStatus(episode);
        watch.counted(episode, settings);
        return counted(episode, settings, knownClusters);
    }

    /** Counts an outcome, in the window that is open, whatever became of its episode's status. */
    public void countOutcome(Observation observation, Settings settings) {
        EpisodeFacts episode = observation.episode();
        openIfNew(settings);
        watch.observe(GuardrailValues.ofOutcome(observation), episode, settings);
        open.addOutcome(observation);
        observation.remember(history, settings);
        outcomesTotal++;
        outcomesSinceResume++;
        watch.counted(observation, settings);
    }

    /** Counts status and outcome together, as before each had a clock; of a timed-out override, an outcome without a flag. */
    public Optional<WindowClosing> count(Observation observation, Settings settings, int knownClusters) {
        EpisodeFacts episode = observation.episode();
        openIfNew(settings);
        watch.observe(GuardrailValues.of(observation), episode, settings);
        open.add(observation);
        observation.remember(history, settings);
        outcomesTotal++;
        outcomesSinceResume++;
        watch.counted(observation, settings);
        watch.counted(episode, settings);
        return counted(episode, settings, knownClusters);
    }

    /** Adds the flag, or the lack of one, of an outcome that came after {@link #count} had counted its override. */
    public void addLateFlag(boolean safetyFlag, EpisodeFacts episode, Settings settings) {
        watch.observe(GuardrailValues.ofLateFlag(safetyFlag), episode, settings);
        history.outcome(episode.cluster(), safetyFlag, null, null, settings.integer(Setting.VALUE_HISTORY));
        if (safetyFlag) {
            open.addLateFlag();
        }
    }

    /** What the version's own decisions met, in this order; whoever counts adds to it, within bounds, and begins it anew. */
    public Set<String> contextsMet() {
        return contexts;
    }

    private void openIfNew(Settings settings) {
        if (open.isEmpty()) {
            watch.openWindow(settings);
        }
    }

    private Optional<WindowClosing> counted(EpisodeFacts episode, Settings settings, int knownClusters) {
        history.status(episode.cluster(), episode.overridden(), settings.integer(Setting.VALUE_HISTORY));
        nTotal++;
        nSinceResume++;
        overridesTotal += episode.overridden() ? 1 : 0;
        return open.n() < settings.integer(Setting.WINDOW_SIZE)
                ? Optional.empty()
                : Optional.of(close(settings, knownClusters));
    }

    /** The version was resumed: windows, patience, guardrails and the count of 50 start anew; frozen limits stay. */
    public void restart() {
        closed.clear();
        closings.clear();
        contexts.clear();
        open = new OpenWindow(WindowStatistics.EMPTY);
        watch = watch.startedAnew();
        history = new ContextHistory();
        nSinceResume = 0;
        outcomesSinceResume = 0;
        begun = EvidenceCodec.FORMAT;
    }

    /**
     * The version was promoted on this or its shadow evidence: limits relative to promotion freeze, if that was on 50 episodes or
     * more; else on the first 50 that come, and till then those of an earlier promotion stay, if any.
     */
    public void promoted(VersionEvidence basis, Settings settings) {
        if (basis.nSinceResume() >= Settings.ENOUGH) {
            watch.freeze(basis.watch.limitsOn(basis.trustWindows(settings), settings));
        } else {
            watch.awaitLimits();
        }
    }

    /** The same by the rule of before: with standard errors of single episodes, and never on what came afterwards. */
    public void promotedByTheRuleOfBefore(VersionEvidence basis, Settings settings) {
        if (basis.nSinceResume() >= Settings.ENOUGH) {
            watch.freeze(PromotionBaseline.of(
                    basis.trustWindows(settings), variable -> Guardrail.StandardErrors.OF_SINGLE_VALUES, settings));
        }
    }

    /** The trust now, open window included, on the reference ranges. */
    public TrustEstimate estimate(Settings settings, int knownClusters) {
        return TrustEstimate.of(lastClosed(settings), openWindow(), knownClusters, settings);
    }

    /** The trust now on other ranges, such as {@link FactorRanges#minMax}. */
    public TrustEstimate estimate(Settings settings, int knownClusters, FactorRanges ranges) {
        return TrustEstimate.of(lastClosed(settings), openWindow(), knownClusters, settings, ranges);
    }

    /** The version judged now. Thresholds look at the PCI on the reference ranges, which alone compares across time. */
    public TrustJudgement judge(Settings settings, int knownClusters) {
        List<TrustJudgement.Closing> last = TrustJudgement.Closing.over(closings, closed, settings);
        return TrustJudgement.of(
                estimate(settings, knownClusters), guardrails(settings), last, nSinceResume(), settings);
    }

    public List<GuardrailReading> guardrails(Settings settings) {
        return watch.readings(settings, trustWindows(settings));
    }

    public boolean alarmed() {
        return watch.alarmed();
    }

    /** The limits that froze at promotion, if any did. */
    public Optional<PromotionBaseline> baseline() {
        return Optional.ofNullable(watch.baseline());
    }

    /** The limits that froze on what was counted since this was read, after a promotion that rested on too little. */
    public Optional<PromotionBaseline> frozenByItself() {
        return watch.frozenByItself();
    }

    /** The evidence of the last closed windows and the open one, together. */
    public WindowStatistics trustWindows(Settings settings) {
        return lastClosed(settings).stream()
                .reduce(WindowStatistics.EMPTY, WindowStatistics::merge)
                .merge(openWindow());
    }

    public WindowStatistics openWindow() {
        return open.statistics();
    }

    /** The closed windows that are still held, by the time index of their snapshots. */
    public SortedMap<Long, WindowStatistics> closedWindows() {
        return byTime(closed);
    }

    /** The PCI at the closings that are still held, by the time index of their snapshots. */
    public SortedMap<Long, Double> closingScores() {
        return byTime(closings.stream().map(TrustJudgement.Closing::pci).toList());
    }

    /** Both lists end with what closed last, and none was left out after the first that is held. */
    private <T> SortedMap<Long, T> byTime(List<T> last) {
        SortedMap<Long, T> result = new TreeMap<>();
        last.forEach(one -> result.put(nextT - last.size() + result.size(), one));
        return result;
    }

    /** Whether it was begun under an earlier format. */
    public boolean isCarriedOver() {
        return begun < EvidenceCodec.FORMAT;
    }

    /** The last outcomes by context, which selection learns from. */
    public ContextHistory history() {
        return history;
    }

    /** The time index that the next window to close will have. */
    public long nextT() {
        return nextT;
    }

    /** Statuses ever. */
    public long nTotal() {
        return nTotal;
    }

    /** Outcomes counted since an earlier state; absent where this cannot have come of counting on from that. */
    public OptionalLong outcomesSince(VersionEvidence earlier) {
        return state().outcomesSince(earlier.state());
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return nTotal + outcomesTotal == 0;
    }

    /** Overridden share of the statuses ever; absent where there are none. */
    public OptionalDouble overrideRateTotal() {
        return nTotal == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) overridesTotal / nTotal);
    }

    /** Statuses or outcomes since registration or the last resume, whichever are fewer: what thresholds ask for. */
    public long nSinceResume() {
        return Math.min(nSinceResume, outcomesSinceResume);
    }

    StoredState.Evidence state() {
        return new StoredState.Evidence(
                List.copyOf(closed),
                openWindow(),
                new LinkedHashSet<>(contexts),
                List.copyOf(closings),
                watch,
                nextT,
                nTotal,
                overridesTotal,
                outcomesTotal,
                nSinceResume,
                outcomesSinceResume,
                begun,
                history);
    }

    private WindowClosing close(Settings settings, int knownClusters) {
        WindowStatistics window = openWindow();
        closed.add(window);
        open = new OpenWindow(WindowStatistics.EMPTY);
        trim(closed, settings.integer(Setting.HISTORY_WINDOWS));
        TrustEstimate estimate = estimate(settings, knownClusters);
        if (nSinceResume() >= Settings.ENOUGH) {
            closings.add(TrustJudgement.Closing.of(estimate.pci()));
            trim(closings, Math.max(settings.integer(Setting.PATIENCE), settings.integer(Setting.HISTORY_WINDOWS)));
        }
        return new WindowClosing(
                nextT++, window, watch.keptIn(window, settings), estimate, begun < EvidenceFormats.MISSING_IS_KNOWN);
    }

    private List<WindowStatistics> lastClosed(Settings settings) {
        return closed.subList(Math.max(0, closed.size() - settings.integer(Setting.HISTORY_WINDOWS)), closed.size());
    }

    private static void trim(List<?> list, int most) {
        list.subList(0, Math.max(0, list.size() - most)).clear();
    }
}
