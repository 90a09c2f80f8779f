package org.metapolicy.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Samples in Prometheus' text format 0.0.4: each metric's samples together, below its HELP and TYPE. */
final class MetricsText {
    static final String MEDIA_TYPE = "text/plain;version=0.0.4;charset=utf-8";

    private final Map<String, StringBuilder> metrics = new LinkedHashMap<>();

    /** Declares a metric; its samples may then come in any order. */
    MetricsText declare(String name, String type, String help) {
        metrics.put(name, new StringBuilder("# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n"));
        return this;
    }

    /** Adds a sample, unless it is NaN: there is none then. */
    void add(String name, double value, String... labelsAndValues) {
        if (Double.isNaN(value)) {
            return;
        }
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            labels.append(labels.isEmpty() ? "" : ",")
                    .append(labelsAndValues[i])
                    .append("=\"")
                    .append(escaped(labelsAndValues[i + 1]))
                    .append('"');
        }
        metrics.get(name)
                .append(name)
                .append(labels.isEmpty() ? "" : "{" + labels + "}")
                .append(' ')
                .append(text(value))
                .append('\n');
    }

    @Override
    public String toString() {
        return String.join("", metrics.values());
    }

    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String text(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
