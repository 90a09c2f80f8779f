package org.metapolicy.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTextTest {
    @Test
    void aMetricsSamplesStandTogetherAndLabelsAreEscaped() {
        MetricsText text = new MetricsText().declare("a", "gauge", "A.").declare("b", "counter", "B.");
        text.add("b", 3, "who", "x");
        text.add("a", 0.25, "who", "back\\slash \"quoted\"\nbroken", "n", "1");
        text.add("b", Double.NaN, "who", "nobody");
        text.add("b", Double.POSITIVE_INFINITY);
        assertThat(text).hasToString("""
                # HELP a A.
                # TYPE a gauge
                a{who="back\\\\slash \\"quoted\\"\\nbroken",n="1"} 0.25
                # HELP b B.
                # TYPE b counter
                b{who="x"} 3
                b +Inf
                """);
    }
}
