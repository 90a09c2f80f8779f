package org.metapolicy.noetic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A trial's meta-context with the place that each signal came from (specification, section 8.7).
 *
 * <p>A signal that rests on several values is known only if each of them is: an unknown segment might be the dangerous
 * one. The one exception is an affective load that is high already, which no further segment can make harmless.
 *
 * @param sources by signal, for the known ones
 * @param coherenceStability sample standard deviation of coherence over the session's last trials, null with fewer than
 *     two; of a group's trial the mean over its aligned trials, null unless each of them has one
 * @param rogueVariables the rogue variables in play
 */
public record MetaContextReport(
        MetaContext signals,
        Map<String, String> sources,
        Double coherenceStability,
        List<SegmentReading> rogueVariables,
        List<String> rvSegmentIds,
        List<String> collectiveSegmentIds) {
    /** The key of {@link #coherenceStability}, which no regime rests on. */
    public static final String STABILITY = "coherence_stability";

    /** How many of the session's last trials with a coherence {@link #coherenceStability} looks at. */
    public static final int STABILITY_TRIALS = 10;

    /** The affective load from which it counts as high. */
    public static final double HIGH_LOAD = 0.7;

    /** Reads the signals of a trial. */
    public static MetaContextReport of(TrialReading trial) {
        Map<String, String> sources = new LinkedHashMap<>();
        List<SegmentReading> segments = segments(trial);
        Double stability = stability(trial, sources);
        return new MetaContextReport(
                new MetaContext(
                        coherence(trial, sources),
                        entropyChange(trial, sources),
                        potency(segments, sources),
                        affectiveLoad(segments, sources),
                        awareness(trial, sources)),
                Map.copyOf(sources),
                stability,
                segments.stream()
                        .filter(segment -> Boolean.TRUE.equals(segment.rogue()))
                        .toList(),
                ids(segments, false),
                ids(segments, true));
    }

    /** The keys of all that is not known, the signals first. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>(signals.missing());
        if (coherenceStability == null) {
            missing.add(STABILITY);
        }
        return List.copyOf(missing);
    }

    /** These signals with the known ones of {@code given} put over them. */
    public MetaContextReport overlaid(MetaContext given) {
        Map<String, String> merged = new LinkedHashMap<>(sources);
        MetaContext result = new MetaContext(
                over(MetaContext.COHERENCE, given.coherence(), signals.coherence(), merged),
                over(MetaContext.ENTROPY_CHANGE, given.entropyChange(), signals.entropyChange(), merged),
                over(MetaContext.MAX_RV_POTENCY, given.maxRvPotency(), signals.maxRvPotency(), merged),
                over(MetaContext.AFFECTIVE_LOAD, given.affectiveLoad(), signals.affectiveLoad(), merged),
                over(MetaContext.AWARENESS, given.awareness(), signals.awareness(), merged));
        return new MetaContextReport(
                result, Map.copyOf(merged), coherenceStability, rogueVariables, rvSegmentIds, collectiveSegmentIds);
    }

    private static <T> T over(String key, T given, T found, Map<String, String> sources) {
        if (given != null) {
            sources.put(key, "context");
        }
        return given != null ? given : found;
    }

    private static Double coherence(TrialReading trial, Map<String, String> sources) {
        if (trial.coherence() != null) {
            return from(trial.coherence(), MetaContext.COHERENCE, "trial", sources);
        }
        if (!trial.aligned().isEmpty()) {
            return from(
                    mean(trial.aligned().stream().map(one -> coherence(one, new LinkedHashMap<>()))),
                    MetaContext.COHERENCE,
                    "mean over the aligned trials",
                    sources);
        }
        return from(
                mean(trial.segments().stream().map(SegmentReading::coherence)),
                MetaContext.COHERENCE,
                "mean over the latest states of the segments used",
                sources);
    }

    private static Double stability(TrialReading trial, Map<String, String> sources) {
        Double own = deviation(trial.sessionCoherences());
        return own != null || trial.aligned().isEmpty()
                ? from(
                        own,
                        STABILITY,
                        "the session's last " + trial.sessionCoherences().size() + " trials with a coherence",
                        sources)
                : from(
                        mean(trial.aligned().stream().map(one -> deviation(one.sessionCoherences()))),
                        STABILITY,
                        "mean over the aligned trials",
                        sources);
    }

    private static Double entropyChange(TrialReading trial, Map<String, String> sources) {
        return trial.entropyChange() != null || trial.aligned().isEmpty()
                ? from(trial.entropyChange(), MetaContext.ENTROPY_CHANGE, "trial", sources)
                : from(
                        mean(trial.aligned().stream().map(TrialReading::entropyChange)),
                        MetaContext.ENTROPY_CHANGE,
                        "mean over the aligned trials",
                        sources);
    }

    private static Awareness awareness(TrialReading trial, Map<String, String> sources) {
        if (trial.awareness() != null || trial.aligned().isEmpty()) {
            return from(trial.awareness(), MetaContext.AWARENESS, "trial", sources);
        }
        List<Awareness> all = known(trial.aligned().stream().map(TrialReading::awareness));
        Awareness common = all == null ? null : all.stream().distinct().count() == 1 ? all.get(0) : Awareness.MIX;
        return from(common, MetaContext.AWARENESS, "aligned trials", sources);
    }

    private static Double potency(List<SegmentReading> segments, Map<String, String> sources) {
        SegmentReading highest = null;
        for (SegmentReading segment : segments) {
            if (segment.rogue() == null || segment.rogue() && segment.potency() == null) {
                return null;
            }
            if (segment.rogue() && (highest == null || segment.potency() > highest.potency())) {
                highest = segment;
            }
        }
        if (segments.isEmpty()) {
            return null;
        }
        return highest == null
                ? from(0.0, MetaContext.MAX_RV_POTENCY, "no rogue variable among the segments used", sources)
                : from(
                        highest.potency(),
                        MetaContext.MAX_RV_POTENCY,
                        highest.potencySource() + " of segment " + highest.id(),
                        sources);
    }

    private static Double affectiveLoad(List<SegmentReading> segments, Map<String, String> sources) {
        SegmentReading highest = null;
        boolean complete = !segments.isEmpty();
        for (SegmentReading segment : segments) {
            if (segment.affectiveLoad() == null) {
                complete = false;
            } else if (highest == null || segment.affectiveLoad() > highest.affectiveLoad()) {
                highest = segment;
            }
        }
        return highest == null || !complete && highest.affectiveLoad() < HIGH_LOAD
                ? null
                : from(
                        highest.affectiveLoad(),
                        MetaContext.AFFECTIVE_LOAD,
                        "latest state of segment " + highest.id(),
                        sources);
    }

    private static List<SegmentReading> segments(TrialReading trial) {
        Map<String, SegmentReading> byId = new LinkedHashMap<>();
        Stream.concat(trial.segments().stream(), trial.aligned().stream().flatMap(one -> one.segments().stream()))
                .forEach(segment -> byId.putIfAbsent(segment.id(), segment));
        return new ArrayList<>(byId.values());
    }

    private static List<String> ids(List<SegmentReading> segments, boolean collective) {
        return segments.stream()
                .filter(segment -> segment.collective() == collective)
                .filter(segment -> collective || Boolean.TRUE.equals(segment.rogue()))
                .map(SegmentReading::id)
                .toList();
    }

    private static <T> T from(T value, String key, String source, Map<String, String> sources) {
        if (value != null) {
            sources.put(key, source);
        }
        return value;
    }

    private static Double mean(Stream<Double> values) {
        List<Double> all = known(values);
        return all == null || all.isEmpty()
                ? null
                : all.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** All of them, or null if one is not known. */
    private static <T> List<T> known(Stream<T> values) {
        List<T> all = values.toList();
        return all.stream().allMatch(Objects::nonNull) ? all : null;
    }

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
