package org.metapolicy.procedure.row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metapolicy.trust.calibration.Calibration;
import org.neo4j.procedure.Description;

/** The calibration of a family's trust as a row. */
public record CalibrationRow(
        @Description("calibrated, or uncalibrated with fewer than 50 resolved forecasts.")
        String state,

        @Description(
                "Resolved forecasts: snapshots whose next window has closed, or that an automatic stop came after.")
        long n,

        @Description("Brier score, 0 best; null without forecasts.")
        Double brier,

        @Description("The Brier score of always stating the overall share, to compare; null without forecasts.")
        Double brierOfBaseRate,

        @Description("Reliability bins: low, high, count, mean_trust, kept_rate, lower, upper (95 % Wilson).")
        List<Map<String, Object>> bins,

        @Description(
                "The isotonic map from score to probability: low, high, count, probability; empty if uncalibrated.")
        List<Map<String, Object>> map,

        @Description(
                "The Brier score of the map on forecasts that it had not seen: each after the first 50, by the map of those"
                        + " before it; null without any.")
        Double brierAhead,

        @Description("How many these are.") long nAhead) {
    public static CalibrationRow of(Calibration calibration) {
        return new CalibrationRow(
                calibration.calibrated() ? "calibrated" : "uncalibrated",
                calibration.n(),
                calibration.n() == 0 ? null : calibration.brier(),
                calibration.n() == 0 ? null : calibration.brierOfBaseRate(),
                calibration.bins().stream().map(CalibrationRow::bin).toList(),
                calibration.map().stream()
                        .flatMap(map -> map.blocks().stream())
                        .map(block -> Map.<String, Object>of(
                                "low", block.low(),
                                "high", block.high(),
                                "count", block.count(),
                                "probability", block.probability()))
                        .toList(),
                calibration.nAhead() == 0 ? null : (Double) calibration.brierAhead(),
                calibration.nAhead());
    }

    private static Map<String, Object> bin(Calibration.Bin bin) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("low", bin.low());
        map.put("high", bin.high());
        map.put("count", bin.count());
        map.put("mean_trust", bin.meanTrust());
        map.put("kept_rate", bin.keptRate());
        map.put("lower", bin.interval().lower());
        map.put("upper", bin.interval().upper());
        return map;
    }
}
