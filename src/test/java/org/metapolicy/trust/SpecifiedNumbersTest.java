package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.trust.betting.EProcess;
import org.metapolicy.trust.betting.FollowingBet;
import org.metapolicy.trust.betting.MirrorProcess;

/** The numbers of trust that the specification states and that no setting changes. */
class SpecifiedNumbersTest {
    private static final MarkdownPage PAGE =
            MarkdownPage.read(Path.of("docs/specification.md").toAbsolutePath());

    @Test
    void theTestOfAGuardrailIsTheCodes() {
        assertThat(numbers("6.2 The test"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("bets g", list(EProcess.GRID)),
                        Map.entry("priors π", list(EProcess.PRIOR)),
                        Map.entry("priors π of sums", list(EProcess.SUM_PRIOR)),
                        Map.entry("share of bets that follow", text(EProcess.FOLLOWING)),
                        Map.entry("what they remember", list(FollowingBet.MEMORY)),
                        Map.entry("what they remember of sums", list(FollowingBet.SUM_MEMORY)),
                        Map.entry("the largest of them", text(FollowingBet.MOST)),
                        Map.entry("error of a watch", text(WatchCapital.ALPHA)),
                        Map.entry("alarm at", text(WatchCapital.ALARM)),
                        Map.entry("least limit that is bet against", text(GuardrailWatch.MARGIN)),
                        Map.entry("largest limit that is bet on being kept (6.4)", text(MirrorProcess.LARGEST)),
                        Map.entry("a limit is KEPT from", text(MirrorProcess.THRESHOLD))));
        assertThat(DoubleStream.of(EProcess.PRIOR).sum()).isEqualTo(1);
        assertThat(DoubleStream.of(EProcess.SUM_PRIOR).sum())
                .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(PAGE.text().replaceAll("\\s+", " "))
                .contains("M ≥ 2/0.05 = " + text(WatchCapital.ALARM))
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
