package org.metapolicy.noetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * A trial's meta-context with the place that each signal came from (specification, section 8.7).
 *
 * <p>A signal that rests on several values is known only if each of them is: an unknown segment might be the dangerous
 * one. The one exception is an affective load that is high already, which no further segment can make harmless. What is
 * there and cannot be read makes its signal unknown, whatever another place or the caller says.
 *
 * @param sources by signal: where a known one came from, and of one that is there and cannot be read what is wrong
 * @param loadedSegmentIds the segments that make the affective load high, where it is; null where these are not all known
 * @param rogueVariables the rogue variables in play
 */
public record MetaContextReport(
        MetaContext signals,
        Map<String, String> sources,
        List<String> loadedSegmentIds,
        List<SegmentReading> rogueVariables,
        List<String> rvSegmentIds,
        List<String> collectiveSegmentIds) {
    /** How many of the session's last trials with a coherence its steadiness looks at. */
    public static final int STABILITY_TRIALS = 10;

    /** Reads the signals of a trial, and how steady its session has been; what is high is so by the defaults. */
    public static MetaContextReport of(TrialReading trial) {
        return of(trial, MetaContext.UNKNOWN, Settings.defaults(), coherence -> true);
    }

    /**
     * Reads the signals of a trial beside what the caller says of them: of each the more careful one holds. How steady the
     * session has been, which may cost many trials, is read where a regime asks for it: from a high coherence on.
     */
    public static MetaContextReport of(TrialReading trial, MetaContext given, Settings settings) {
        return of(
                trial,
                given,
                settings,
                coherence -> coherence != null && coherence >= settings.number(Setting.COHERENCE_HIGH));
    }

    private static MetaContextReport of(
            TrialReading trial, MetaContext given, Settings settings, Predicate<Double> asksStability) {
        Map<String, String> sources = new LinkedHashMap<>();
        List<SegmentReading> segments = segments(trial);
        Double coherence = coherence(trial).beside(given.coherence(), Math::min).noted(MetaContext.COHERENCE, sources);
        Signal<Double> stability = asksStability.test(coherence) ? stability(trial) : Signal.nothing();
        MetaContext signals = new MetaContext(
                coherence,
                entropyChange(trial)
                        .beside(given.entropyChange(), (one, other) -> Math.abs(other) > Math.abs(one) ? other : one)
                        .noted(MetaContext.ENTROPY_CHANGE, sources),
                potency(segments).beside(given.maxRvPotency(), Math::max).noted(MetaContext.MAX_RV_POTENCY, sources),
                Signal.high(
                                affectiveLoad(segments).beside(given.affectiveLoad(), Math::max),
                                settings.number(Setting.AFFECTIVE_LOAD_HIGH))
                        .noted(MetaContext.AFFECTIVE_LOAD, sources),
                awareness(trial)
                        .beside(given.awareness(), (one, other) -> one == Awareness.FULL ? other : one)
                        .noted(MetaContext.AWARENESS, sources),
                stability
                        .beside(given.coherenceStability(), Math::max)
                        .noted(MetaContext.COHERENCE_STABILITY, sources));
        return new MetaContextReport(
                signals,
                Map.copyOf(sources),
                loaded(segments, given.affectiveLoad(), settings.number(Setting.AFFECTIVE_LOAD_HIGH)),
                segments.stream().filter(SegmentReading::isRogue).toList(),
                ids(segments, false),
                ids(segments, true));
    }

    /** What the caller says above all that the segments say is of no segment. */
    private static List<String> loaded(List<SegmentReading> segments, Double given, double high) {
        List<SegmentReading> loaded = segments.stream()
                .filter(segment -> segment.affectiveLoad().value() != null
                        && segment.affectiveLoad().value() >= high)
                .toList();
        boolean known = segments.stream()
                        .allMatch(segment -> segment.affectiveLoad().value() != null)
                && (given == null
                        || given < high
                        || loaded.stream()
                                .anyMatch(segment -> segment.affectiveLoad().value() >= given));
        return known
                ? loaded.stream().map(SegmentReading::id).distinct().sorted().toList()
                : null;
    }

    /** The keys of all that is not known, the signals first. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(signals.missing());
        if (signals.coherenceStability() == null) {
            missing.add(MetaContext.COHERENCE_STABILITY);
        }
        return List.copyOf(missing);
    }

    private static Signal<Double> coherence(TrialReading trial) {
        if (!trial.coherence().isNothing()) {
            return Signal.of(trial.coherence(), "trial");
        }
        return trial.aligned().isEmpty()
                ? Signal.over(
                        trial.segments().stream().map(SegmentReading::coherence).toList(),
                        MetaContextReport::mean,
                        "mean over the latest states of the segments used")
                : aligned(trial, one -> coherence(one).reading());
    }

    /** Of a group's trial the mean over its aligned trials, known only if each of them has one. */
    private static Signal<Double> stability(TrialReading trial) {
        Reading<List<Double>> session = trial.sessionCoherences().get();
        Double own = session.value() == null ? null : deviation(session.value());
        if (own == null && session.flaw() == null && !trial.aligned().isEmpty()) {
            return aligned(trial, one -> stability(one).reading());
        }
        return session.flaw() != null
                ? Signal.unreadable(session.flaw())
                : Signal.of(
                        Reading.of(own),
                        own == null
                                ? null
                                : "the session's last " + session.value().size() + " trials with a coherence");
    }

    private static Signal<Double> entropyChange(TrialReading trial) {
        return !trial.entropyChange().isNothing() || trial.aligned().isEmpty()
                ? Signal.of(trial.entropyChange(), "trial")
                : aligned(trial, TrialReading::entropyChange);
    }

    private static Signal<Double> aligned(TrialReading trial, Function<TrialReading, Reading<Double>> reading) {
        return Signal.over(
                trial.aligned().stream().map(reading).toList(),
                MetaContextReport::mean,
                "mean over the aligned trials");
    }

    private static Signal<Awareness> awareness(TrialReading trial) {
        return !trial.awareness().isNothing() || trial.aligned().isEmpty()
                ? Signal.of(trial.awareness(), "trial")
                : Signal.over(
                        trial.aligned().stream().map(TrialReading::awareness).toList(),
                        all -> all.stream().distinct().count() == 1 ? all.get(0) : Awareness.MIX,
                        "aligned trials");
    }

    private static Signal<Double> potency(List<SegmentReading> segments) {
        SegmentReading highest = null;
        String flaw = null;
        boolean complete = !segments.isEmpty();
        for (SegmentReading segment : segments) {
            if (segment.rogue().value() == null
                    || segment.isRogue() && segment.potency().value() == null) {
                complete = false;
                flaw = flaw != null
                        ? flaw
                        : segment.isRogue()
                                ? segment.potency().flaw()
                                : segment.rogue().flaw();
            } else if (segment.isRogue()
                    && (highest == null
                            || segment.potency().value() > highest.potency().value())) {
                highest = segment;
            }
        }
        if (highest == null) {
            return complete
                    ? Signal.known(0.0, "no rogue variable among the segments used")
                    : new Signal<>(null, null, null, flaw);
        }
        Double potency = highest.potency().value();
        return new Signal<>(
                complete ? potency : null, potency, highest.potencySource() + " of segment " + highest.id(), flaw);
    }

    private static Signal<Double> affectiveLoad(List<SegmentReading> segments) {
        Signal<Double> highest = Signal.nothing();
        String flaw = null;
        boolean complete = !segments.isEmpty();
        for (SegmentReading segment : segments) {
            Double known = segment.affectiveLoad().value();
            complete &= known != null;
            flaw = flaw == null ? segment.affectiveLoad().flaw() : flaw;
            Double load = known == null ? segment.loadAtLeast() : known;
            if (load != null && (highest.value() == null || load > highest.value())) {
                highest = Signal.known(load, "latest state of segment " + segment.id());
            }
        }
        return new Signal<>(complete ? highest.value() : null, highest.value(), highest.source(), flaw);
    }

    /** Each once; two nodes that share an id are two segments, of which one may be the dangerous one. */
    private static List<SegmentReading> segments(TrialReading trial) {
        return Stream.concat(
                        trial.segments().stream(), trial.aligned().stream().flatMap(one -> one.segments().stream()))
                .distinct()
                .toList();
    }

    private static List<String> ids(List<SegmentReading> segments, boolean collective) {
        return segments.stream()
                .filter(segment -> segment.collective() == collective)
                .filter(segment -> collective || segment.isRogue())
                .map(SegmentReading::id)
                .distinct()
                .toList();
    }

    private static Double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The sample deviation; null of fewer than two. */
    private static Double deviation(List<Double> values) {
        if (values.size() < 2) {
            return null;
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.size() - 1));
    }
}
