package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.MarkdownPage;

/** The numbers of trust that the specification states and that no setting changes. */
class SpecifiedNumbersTest {
    private static final MarkdownPage PAGE =
            MarkdownPage.read(Path.of("docs/specification.md").toAbsolutePath());

    @Test
    void theTestOfAGuardrailIsTheCodes() {
        double slots = EProcess.SLOTS;
        assertThat(Guardrail.values().length)
                .as("guardrails: one without a slot raises the error of every watch, one more slot its alarm")
                .isLessThanOrEqualTo(EProcess.SLOTS);
        assertThat(numbers("6.2 The test"))
                .isEqualTo(Map.of(
                        "bets g",
                        list(EProcess.GRID),
                        "priors π",
                        list(EProcess.PRIOR),
                        "priors π of sums",
                        list(EProcess.SUM_PRIOR),
                        "error of a watch",
                        text(slots / EProcess.THRESHOLD),
                        "slots, used or not",
                        text(slots),
                        "alarm at",
                        text(EProcess.THRESHOLD),
                        "margin of a limit inside (0, 1)",
                        text(GuardrailWatch.MARGIN),
                        "a limit is KEPT from",
                        text(MirrorProcess.THRESHOLD)));
        assertThat(DoubleStream.of(EProcess.PRIOR).sum()).isEqualTo(1);
        assertThat(DoubleStream.of(EProcess.SUM_PRIOR).sum())
                .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(PAGE.text().replaceAll("\\s+", " "))
                .contains("M ≥ " + text(slots) + "/0.05 = " + text(EProcess.THRESHOLD))
                .contains("At most " + OpenSessions.MAX_OPEN + " are open")
                .contains("the last " + OpenSessions.MAX_CLOSED + " that ended are remembered")
                .contains(IntStream.of(SessionLengths.SIZES)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(", ")))
                .contains("(at first " + SessionLengths.AT_FIRST + ")");
    }

    @Test
    void theBoundsAreTheCodes() {
        assertThat(numbers("5.3 Bounds"))
                .isEqualTo(Map.of(
                        "closed windows needed",
                        text(TrustBounds.WINDOWS_NEEDED),
                        "resamples",
                        text(TrustBounds.RESAMPLES),
                        "seed",
                        text(TrustBounds.SEED),
                        "tail before expansion",
                        text(TrustBounds.TAIL),
                        "closed windows that growth needs",
                        text(FactorFormulas.GROWTH_WINDOWS)));
        assertThat(PAGE.text().replaceAll("\\s+", " "))
                .contains("fewer than " + TrustBounds.WINDOWS_NEEDED + " closed windows")
                .contains("missing with fewer than " + FactorFormulas.GROWTH_WINDOWS + " that have one")
                .contains("(up to " + (TrustBounds.WINDOWS_TOLD_APART - 1) + ")");
    }

    private static Map<String, String> numbers(String heading) {
        return PAGE.table(heading, "number").stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
    }

    private static String list(double[] numbers) {
        return DoubleStream.of(numbers).mapToObj(SpecifiedNumbersTest::text).collect(Collectors.joining(", "));
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
