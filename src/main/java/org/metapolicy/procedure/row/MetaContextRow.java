package org.metapolicy.procedure.row;

import java.util.List;
import java.util.Map;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.noetic.MetaContextReport;
import org.metapolicy.noetic.SegmentReading;
import org.neo4j.procedure.Description;

/** A meta-context as a row. */
public record MetaContextRow(
        @Description("In [0, 1]; null where it is not known.")
        Double coherence,

        @Description("The change of entropy; null where it is not known.")
        Double entropyChange,

        @Description("The highest potency of a rogue variable in play, in [0, 1]; null where it is not known.")
        Double maxRvPotency,

        @Description("The highest affective load in play, in [0, 1]; null where it is not known.")
        Double affectiveLoad,

        @Description("FULL, IU, PU or MIX; null where it is not known.")
        String awareness,

        @Description("Standard deviation of coherence over the session's last 10 trials; null with fewer than two.")
        Double coherenceStability,

        @Description("The rogue variables in play: segment_id, collective, potency and source, its place, where known.")
        List<Map<String, Object>> rogueVariables,

        @Description(
                "Where each known signal came from, and coherence_stability; of what is there and cannot be read, why.")
        Map<String, Object> sources,

        @Description("The signals that are not known, and coherence_stability where that is not.")
        List<String> missing) {
    public static MetaContextRow of(MetaContextReport report) {
        MetaContext signals = report.signals();
        return new MetaContextRow(
                signals.coherence(),
                signals.entropyChange(),
                signals.maxRvPotency(),
                signals.affectiveLoad(),
                signals.awareness() == null ? null : signals.awareness().name(),
                signals.coherenceStability(),
                report.rogueVariables().stream().map(MetaContextRow::map).toList(),
                Map.copyOf(report.sources()),
                report.missing());
    }

    private static Map<String, Object> map(SegmentReading segment) {
        return segment.potency().value() == null
                ? Map.of("segment_id", segment.id(), "collective", segment.collective())
                : Map.of(
                        "segment_id", segment.id(),
                        "collective", segment.collective(),
                        "potency", segment.potency().value(),
                        "source", segment.potencySource());
    }
}
