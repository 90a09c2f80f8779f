package org.metapolicy.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * The running state of one version's evidence: its windows, its guardrails, and the PCI at recent closings
 * (specification, sections 4 and 6). Mutable, and meant for one thread; its size does not grow with history. Replaying
 * the same calls in the same order gives the same state, to the last bit.
 *
 * <p>Settings may change between calls: windows close by the size in force, and guardrails go on with the limits in
 * force, which keeps them valid for "every outcome's mean kept the limit of its time".
 */
public final class VersionEvidence {
    private final List<WindowStatistics> closed;
    private final List<Closing> closings;
    private int begun;
    private WindowStatistics open;
    private GuardrailWatch watch;
    private long nextT;
    private long nTotal;
    private long overridesTotal;
    private long nSinceResume;

    /** A version without evidence. */
    public static VersionEvidence empty() {
        return new VersionEvidence(new State(
                List.of(),
                WindowStatistics.EMPTY,
                List.of(),
                GuardrailWatch.starting(null),
                1,
                0,
                0,
                0,
                EvidenceCodec.FORMAT));
    }

    VersionEvidence(State state) {
        closed = new ArrayList<>(state.closed());
        open = state.open();
        closings = new ArrayList<>(state.closings());
        watch = state.watch();
        nextT = state.nextT();
        nTotal = state.nTotal();
        overridesTotal = state.overridesTotal();
        nSinceResume = state.nSinceResume();
        begun = state.begun();
    }

    /**
     * Counts one resolved episode.
     *
     * @param knownClusters how many context clusters the family knows by now, this episode's included
     * @return what closed, if this filled the open window
     */
    public Optional<WindowClosing> count(Observation observation, Settings settings, int knownClusters) {
        EpisodeFacts episode = observation.episode();
        if (open.n() == 0) {
            watch.openWindow(settings);
        }
        watch.observe(GuardrailValues.of(observation), episode.session(), episode.time(), settings);
        open = open.plus(observation);
        nTotal++;
        nSinceResume++;
        overridesTotal += episode.overridden() ? 1 : 0;
        watch.resolved(observation, settings);
        return open.n() < settings.integer(Setting.WINDOW_SIZE)
                ? Optional.empty()
                : Optional.of(close(settings, knownClusters));
    }

    /**
     * Adds the flag of an outcome that came after its override was counted without one; call it for every such outcome,
     * flagged or not, since the guardrail of flags looks at both.
     *
     * @param session the episode's session, or null
     * @param time when the episode happened
     */
    public void addLateFlag(boolean safetyFlag, String session, Instant time, Settings settings) {
        watch.observe(GuardrailValues.ofLateFlag(safetyFlag), session, time, settings);
        if (safetyFlag) {
            open = open.plusLateFlag();
        }
    }

    /** The version was resumed: windows, patience, guardrails and the count of 50 start anew; frozen limits stay. */
    public void restart() {
        closed.clear();
        closings.clear();
        open = WindowStatistics.EMPTY;
        watch = watch.startedAnew();
        nSinceResume = 0;
        begun = EvidenceCodec.FORMAT;
    }

    /**
     * The version was promoted: limits relative to promotion freeze, if it was on 50 episodes or more; else on the first 50
     * that come, and till then those of an earlier promotion stay, if any.
     *
     * @param basis the evidence that the promotion rests on: this, or the version's shadow evidence
     */
    public void promoted(VersionEvidence basis, Settings settings) {
        if (basis.nSinceResume >= Settings.ENOUGH) {
            watch.freeze(basis.watch.limitsOn(basis.trustWindows(settings), settings));
        } else {
            watch.awaitLimits();
        }
    }

    /** The same by the rule of before: with standard errors of single episodes, and never on what came afterwards. */
    public void promotedByTheRuleOfBefore(VersionEvidence basis, Settings settings) {
        if (basis.nSinceResume >= Settings.ENOUGH) {
            watch.freeze(PromotionBaseline.of(
                    basis.trustWindows(settings), variable -> Guardrail.StandardErrors.OF_SINGLE_VALUES, settings));
        }
    }

    /** The trust now, open window included, on the reference ranges. */
    public TrustEstimate estimate(Settings settings, int knownClusters) {
        return TrustEstimate.of(lastClosed(settings), open, knownClusters, settings);
    }

    /** The trust now on other ranges, such as {@link FactorRanges#minMax}. */
    public TrustEstimate estimate(Settings settings, int knownClusters, FactorRanges ranges) {
        return TrustEstimate.of(lastClosed(settings), open, knownClusters, settings, ranges);
    }

    /** The version judged now. Thresholds look at the PCI on the reference ranges, which alone compares across time. */
    public TrustJudgement judge(Settings settings, int knownClusters) {
        return TrustJudgement.of(
                estimate(settings, knownClusters), guardrails(settings), closings, nSinceResume, settings);
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
                .merge(open);
    }

    public WindowStatistics openWindow() {
        return open;
    }

    /** The closed windows that are still held, by the time index of their snapshots. */
    public SortedMap<Long, WindowStatistics> closedWindows() {
        return byTime(closed);
    }

    /** The PCI at the closings that are still held, each on 50 episodes or more, by the time index of their snapshots. */
    public SortedMap<Long, Double> closingScores() {
        return byTime(closings.stream().map(Closing::pci).toList());
    }

    /** Both lists end with what closed last, and none was left out after the first that is held. */
    private <T> SortedMap<Long, T> byTime(List<T> last) {
        SortedMap<Long, T> result = new TreeMap<>();
        for (int i = 0; i < last.size(); i++) {
            result.put(nextT - last.size() + i, last.get(i));
        }
        return result;
    }

    /** Whether it was begun under an earlier format, which did not hold all that is held now. */
    public boolean isCarriedOver() {
        return begun < EvidenceCodec.FORMAT;
    }

    /** The format that it was begun under. */
    int begun() {
        return begun;
    }

    /** The time index that the next window to close will have. */
    public long nextT() {
        return nextT;
    }

    /** Resolved episodes ever. */
    public long nTotal() {
        return nTotal;
    }

    /** Overridden ones ever. */
    public long overridesTotal() {
        return overridesTotal;
    }

    /** Overridden share of the resolved episodes ever; absent where there are none. */
    public OptionalDouble overrideRateTotal() {
        return nTotal == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) overridesTotal / nTotal);
    }

    /** Resolved episodes since registration or the last resume. */
    public long nSinceResume() {
        return nSinceResume;
    }

    State state() {
        return new State(
                List.copyOf(closed),
                open,
                List.copyOf(closings),
                watch,
                nextT,
                nTotal,
                overridesTotal,
                nSinceResume,
                begun);
    }

    private WindowClosing close(Settings settings, int knownClusters) {
        WindowStatistics window = open;
        closed.add(window);
        open = WindowStatistics.EMPTY;
        trim(closed, settings.integer(Setting.HISTORY_WINDOWS));
        TrustEstimate estimate = estimate(settings, knownClusters);
        if (nSinceResume >= Settings.ENOUGH) {
            closings.add(Closing.of(estimate.pci()));
            trim(closings, Math.max(settings.integer(Setting.PATIENCE), settings.integer(Setting.HISTORY_WINDOWS)));
        }
        return new WindowClosing(
                nextT++, window, watch.keptIn(window, settings), estimate, begun < EvidenceFormats.MISSING_IS_KNOWN);
    }

    private List<WindowStatistics> lastClosed(Settings settings) {
        return closed.subList(Math.max(0, closed.size() - settings.integer(Setting.HISTORY_WINDOWS)), closed.size());
    }

    private static void trim(List<?> list, int most) {
        if (list.size() > most) {
            list.subList(0, list.size() - most).clear();
        }
    }

    /** All of it, for storing. */
    record State(
            List<WindowStatistics> closed,
            WindowStatistics open,
            List<Closing> closings,
            GuardrailWatch watch,
            long nextT,
            long nTotal,
            long overridesTotal,
            long nSinceResume,
            int begun) {
        State {
            Objects.requireNonNull(open, "open");
            Objects.requireNonNull(watch, "watch");
        }
    }
}
