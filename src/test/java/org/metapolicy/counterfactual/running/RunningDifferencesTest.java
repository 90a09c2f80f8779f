package org.metapolicy.counterfactual.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.metapolicy.counterfactual.running.Compared.Source;
import org.metapolicy.counterfactual.running.MadeDecision.Arm;
import org.metapolicy.policy.MetapolicyException.Conflict;

/** Differences kept running; the whole simulations with -Pslow. */
class RunningDifferencesTest {
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    static Stream<LearningFamilies> families() {
        return Stream.of(
                new LearningFamilies(false, 0, false),
                new LearningFamilies(true, 0, false),
                new LearningFamilies(true, 100, false),
                new LearningFamilies(true, 100, true));
    }

    @ParameterizedTest
    @MethodSource("families")
    void theIntervalMissesInAtMostOneFamilyOfTwenty(LearningFamilies families) {
        assertThat(families.missed(100, 150)).isLessThanOrEqualTo(0.05);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("families")
    void itMissesInAtMostOneOfTwentyOfTwoThousandLongOnes(LearningFamilies families) {
        assertThat(families.missed(2000, 1000)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void itMissesAsSeldomWhileVersionsComeAndGo() {
        ChangingVersions families = new ChangingVersions(30);
        assertThat(families.missed(20, 500)).isLessThanOrEqualTo(0.05);
        // They do: the watched version is often held against more than one default.
        long several = IntStream.range(0, 20)
                .filter(one -> {
                    ChangingVersions.Family family = families.family(one, 160);
                    family.misses();
                    return family.defaults() > 1;
                })
                .count();
        assertThat(several).isGreaterThan(5);
    }

    @Tag("slow")
    @Test
    void itMissesInAtMostOneOfTwentyOfTwoThousandLongOnesWhoseVersionsComeAndGo() {
        assertThat(new ChangingVersions(100).missed(2000, 1000)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void certificatesAreSeldomFalseOnTheBoundary() {
        assertThat(RunningTables.tenth(100, 600)).isLessThanOrEqualTo(most(100));
        assertThat(RunningTables.rare(100, 600)).isLessThanOrEqualTo(most(100));
    }

    @Tag("slow")
    @Test
    void theyAreSeldomFalseInLongLogs() {
        assertThat(RunningTables.tenth(1000, 5000)).isLessThanOrEqualTo(most(1000));
        assertThat(RunningTables.rare(1000, 5000)).isLessThanOrEqualTo(most(1000));
        assertThat(RunningTables.equal(1000, 5000)).isLessThanOrEqualTo(most(1000));
    }

    @Test
    void aCertificateComesAsSoonAsStated() {
        assertThat(RunningTables.WORSE.median(30)).isLessThanOrEqualTo((int) (1.1 * RunningTables.WORSE.stated()));
    }

    @Tag("slow")
    @Test
    void everyCertificateComesAsSoonAsStated() {
        for (RunningTables.Question question : RunningTables.QUESTIONS) {
            assertThat(question.median(200)).as(question.words()).isLessThanOrEqualTo((int) (1.1 * question.stated()));
        }
    }

    @Test
    void whatIsStoredGoesOnToTheLastBit() {
        RunningDifferences once = RunningDifferences.after(7);
        RunningDifferences stored = RunningDifferences.after(7);
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 400; i++) {
            int n = i;
            double outcome = random.nextDouble();
            double chance = random.nextDouble(0.01, 0.5);
            boolean own = random.nextDouble() < chance;
            String cluster = i % 3 == 0 ? null : "k" + i % 5;
            Consumer<RunningDifferences> feed = one -> {
                one.outcome(own ? "c" : "d", cluster, outcome, Optional.of(decided(n, "d", own, chance)));
                one.status(own ? "c" : "d", cluster, n % 7 == 0);
            };
            feed.accept(once);
            feed.accept(stored);
            if (i % 50 == 0) {
                stored = RunningDifferences.read(stored.text(), 99);
            }
        }
        assertThat(stored.text()).isEqualTo(once.text());
        assertThat(Begun.of(once.text()).differences()).isEqualTo(7);
        assertThat(once.text().length()).isLessThan(20_000);
    }

    @Test
    void anEditedTextIsRefusedAndBeginsAnew() {
        assertThatThrownBy(() -> RunningDifferences.read("{\"format\": 1}", 0))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("running differences");
        assertThatThrownBy(() -> RunningDifferences.read("no", 0)).isInstanceOf(Conflict.class);
        assertThat(Begun.of("no").differences()).isZero();
        assertThat(RunningDifferences.read("", 5).counted()).isEqualTo(5);
    }

    @Test
    void anotherDefaultBeginsThemAnewAndOlderDecisionsAreNotTheirs() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < 10; i++) {
            running.outcome("d", "k", 0.5, Optional.of(decided(i, "d", false, 0.1)));
        }
        assertThat(running.difference("c", "d").orElseThrow().n()).isEqualTo(10);
        running.outcome("c", "k", 0.5, Optional.of(decided(20, "c", true, 0.1)));
        assertThat(running.difference("c", "d")).isEmpty();
        assertThat(running.difference("d", "c").orElseThrow().n()).isEqualTo(1);
        // An outcome that came late, of a decision under the former.
        running.outcome("d", "k", 0.5, Optional.of(decided(11, "d", false, 0.1)));
        assertThat(running.difference("d", "c").orElseThrow().n()).isEqualTo(1);
        running.outcome("d", "k", 0.5, Optional.of(decided(21, "d", false, 0.1)));
        // Of the first time that it was the default.
        running.outcome("d", "k", 0.5, Optional.of(decided(12, "d", false, 0.1)));
        assertThat(running.difference("c", "d").orElseThrow().n()).isEqualTo(1);
        assertThat(running.compare("c", "other", 0.9).source()).isEqualTo(Source.NOTHING);
    }

    /** The order of arrival tells nothing of when a version became the default; decisions under another do. */
    @Test
    void outcomesThatComeInAnyOrderAreOfTheDefaultOfTheirDecisions() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 9; i >= 0; i--) {
            running.outcome("d", "k", 0.5, Optional.of(decided(i, "d", false, 0.1)));
        }
        assertThat(running.difference("c", "d").orElseThrow().n()).isEqualTo(10);
        // Another one since 20 at the latest, of which an earlier decision tells later; what is older than 12 is not
        // its.
        running.outcome("c", "k", 0.5, Optional.of(decided(20, "c", true, 0.1)));
        running.outcome("d", "k", 0.5, Optional.of(decided(12, "d", false, 0.1)));
        running.outcome("c", "k", 0.5, Optional.of(decided(15, "c", true, 0.1)));
        running = RunningDifferences.read(running.text(), 0);
        running.outcome("c", "k", 0.5, Optional.of(decided(11, "c", true, 0.1)));
        running.outcome("c", "k", 0.5, Optional.of(decided(5, "c", true, 0.1)));
        assertThat(running.difference("d", "c").orElseThrow().n()).isEqualTo(2);
    }

    @Test
    void whatWasNeverTriedIsNotCoveredAndTellsNothing() {
        RunningDifferences running = RunningDifferences.after(0);
        for (int i = 0; i < 1000; i++) {
            boolean agree = i % 2 == 0;
            running.outcome("d", agree ? "easy" : "hard", agree ? 0.8 : 0.4, Optional.of(alone(i, agree)));
        }
        Compared compared = running.compare("c", "d", 0.9);
        assertThat(compared.source()).isEqualTo(Source.DECISIONS);
        assertThat(compared.coverage()).isEqualTo(0.5);
        assertThat(compared.agreement()).isEqualTo(0.5);
        assertThat(compared.disagreement()).isEqualTo(0.5);
        assertThat(compared.effectiveN()).isZero();
        assertThat(compared.certain()).isLessThan(-0.4);
        assertThat(compared.upper()).isGreaterThan(0.3);
    }

    @Test
    void whereNoRecordTellsEachOnesOwnOutcomesDo() {
        RunningDifferences running = RunningDifferences.after(0);
        SplittableRandom random = new SplittableRandom(5);
        // Easy and hard, .85 and .25 by the default; the other one only what is easy, and does worse there.
        for (int i = 0; i < 2000; i++) {
            boolean easy = i % 2 == 0;
            boolean own = easy && i % 4 == 0;
            running.outcome(
                    own ? "c" : "d",
                    easy ? "easy" : "hard",
                    (own ? 0.6 : easy ? 0.8 : 0.2) + random.nextDouble(0, 0.1),
                    Optional.empty());
            running.status(own ? "c" : "d", easy ? "easy" : "hard", random.nextDouble() < (own ? 0.5 : 0.1));
        }
        Compared compared = running.compare("c", "d", 0.9);
        assertThat(compared.source()).isEqualTo(Source.OWN_OUTCOMES);
        assertThat(compared.estimate()).isCloseTo(-0.2, within(0.01));
        assertThat(compared.coverage()).isCloseTo(1.0 / 3, within(1e-9));
        assertThat(compared.upper()).isBetween(-0.2 / 3 + 0.75 * 2 / 3, 1.0);
        assertThat(compared.overrides().atLeast()).isBetween(0.0, 0.4 / 3);
        assertThat(running.compare("x", "d", 0.9).source()).isEqualTo(Source.NOTHING);
    }

    @Test
    void aRecordIsReadByInterventionsWhereAllAreKnownAndElseByTurns() {
        List<Map<String, Object>> considered =
                List.of(considered("a", 0.7, true), considered("b", 0.2, false), considered("c", 0.1, false));
        MadeDecision known = MadeDecision.read(
                        START, considered, Map.of("a", "cue", "b", "rest", "c", "rest"), "b", "rest", 0.2)
                .orElseThrow();
        assertThat(known.standard()).isEqualTo("a");
        assertThat(known.done()).isEqualTo("rest");
        assertThat(known.propensity()).isCloseTo(0.3, within(1e-12));
        assertThat(known.arms().get("c").propensity()).isCloseTo(0.3, within(1e-12));
        assertThat(known.arms().get("a")).isEqualTo(new Arm("cue", 0.7));

        MadeDecision turns = MadeDecision.read(START, considered, Map.of("a", "cue", "b", "rest"), "b", "rest", 0.2)
                .orElseThrow();
        assertThat(turns.done()).isEqualTo("version b");
        assertThat(turns.propensity()).isEqualTo(0.2);
        assertThat(turns.arms().get("c")).isEqualTo(new Arm("version c", 0.1));

        MadeDecision shadow = MadeDecision.read(
                        START, considered, Map.of("a", "cue", "b", "rest", "c", "rest"), "a", "cue", 1)
                .orElseThrow();
        assertThat(shadow.arms().get("a").propensity()).isEqualTo(1);
        assertThat(shadow.arms().get("c")).isEqualTo(new Arm("rest", 0));
        assertThat(MadeDecision.read(START, List.of(Map.of("version_id", "a")), Map.of(), "a", null, 1))
                .isEmpty();
    }

    /** Each edit is of what three decisions left behind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'rewards':{'c':|'rewards':{'edited':null,'c':",
                "'overrides':{'c':|'overrides':{'edited':null,'c':",
                "'differences':{'c':|'differences':{'edited':null,'c':",
                "'contexts':{'k':1|'contexts':{'k':null",
                "'rewardMeans':{'clusters':{|'rewardMeans':{'clusters':{'edited':null,",
                "'overrideMeans':{'clusters':{|'overrideMeans':{'clusters':{'edited':null,",
                "'all':{'n':2,|'all':{'n':-1,",
                "'sum':|'sum':1e999,'was':",
                "'sum':|'sum':NaN,'was':",
                "'guardrails':{|'guardrails':{'versions':{'c':{'processes':{'overrides':{}}}},'was':",
            })
    void whatWasEditedIsToldAndBegunAnew(String from, String to) {
        RunningDifferences running = RunningDifferences.after(0);
        running.outcome("c", "k", 1, Optional.of(decided(0, "d", true, 0.5)));
        running.outcome("d", "k", 0, Optional.of(decided(1, "d", false, 0.5)));
        running.status("c", "k", false);
        String text = running.text();
        String edited = text.replace(from.replace('\'', '"'), to.replace('\'', '"'));
        assertThat(edited).isNotEqualTo(text);
        assertThatThrownBy(() -> RunningDifferences.read(edited, 0)).isInstanceOf(Conflict.class);
        assertThat(RunningDifferences.goOn(edited, 7).text()).isEmpty();
        assertThat(ServedShares.of(edited)).isEmpty();
    }

    private static Map<String, Object> considered(String version, double propensity, boolean standard) {
        return Map.of("version_id", version, "propensity", propensity, "is_default", standard);
    }

    private static MadeDecision decided(int second, String standard, boolean own, double chance) {
        return new MadeDecision(
                START.plusSeconds(second),
                standard,
                own ? "cue" : "rest",
                own ? chance : 1 - chance,
                new TreeMap<>(Map.of("c", new Arm("cue", chance), "d", new Arm("rest", 1 - chance))));
    }

    /** One that always serves the default, with which the candidate may agree. */
    private static MadeDecision alone(int second, boolean agree) {
        return new MadeDecision(
                START.plusSeconds(second),
                "d",
                "rest",
                1,
                new TreeMap<>(Map.of("c", new Arm(agree ? "rest" : "cue", agree ? 1 : 0), "d", new Arm("rest", 1))));
    }

    /** 5 % and two standard errors. */
    private static double most(int runs) {
        return 0.05 + 2 * Math.sqrt(0.05 * 0.95 / runs);
    }
}
