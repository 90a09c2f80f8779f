package org.metapolicy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The evaluation in a short form, and what its page says; the page itself is printed by {@link EvaluationSuite}. */
class EvaluationTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    @Test
    void thePageQuotesTheProtocolThatIsThere() throws IOException {
        assertThat(page())
                .as("the page of results is of another protocol: print it anew")
                .contains("`" + EvaluationPage.hash(ROOT) + "`");
    }

    @Test
    void theSentencesOfThePageFollowFromItsTables() throws IOException {
        assertThat(EvaluationPage.said(page())).isEqualTo(EvaluationPage.derived(page()));
    }

    @Test
    void aPageOfWhichAFigureWasTurnedSaysWhatNoLongerFollows() throws IOException {
        String turned = page().replaceFirst(
                        "(Product less the other[\\s\\S]*?\\n\\| \\.10 / \\.30 everywhere \\| )\\S+", "$1-9.00000");
        assertThat(turned).isNotEqualTo(page());
        assertThat(EvaluationPage.said(turned)).isNotEqualTo(EvaluationPage.derived(turned));
    }

    /** On one thread and on several. */
    @Test
    void theSameSeedsGiveTheSameTables() throws Exception {
        String several = EvaluationPage.of(Scale.SHORT, ROOT, part -> {});
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertThat(one.submit(() -> EvaluationPage.of(Scale.SHORT, ROOT, part -> {}))
                            .get())
                    .isEqualTo(several);
        } finally {
            one.shutdown();
        }
        assertThat(EvaluationPage.said(several)).isEqualTo(EvaluationPage.derived(several));
    }

    @Test
    void aTableOfThePageIsWhatItsSeedsGive() throws IOException {
        assertThat(page())
                .contains(Participants.table(EvaluationPage.scale(page())).toString());
    }

    @Test
    void eachWayThatBeatsTheProductIsSaidOnceWithItsReason() {
        List<String> heads = Stream.concat(
                        Stream.of("world"), Stream.of(Way.values()).map(Way::title))
                .toList();
        List<String> others = new ArrayList<>(heads);
        others.remove("product");
        Table ahead = new Table(others.toArray(String[]::new))
                .row(row("w1", others.size() - 1, "-0.10000 ± 0.01000"))
                .row(row("w2", others.size() - 1, "-0.20000 ± 0.01000"))
                .row(row("w3", others.size() - 1, "0.30000 ± 0.01000"));
        Table harm = new Table(heads.toArray(String[]::new))
                .row(row("w1", heads.size() - 1, "5.00"))
                .row(row("w2", heads.size() - 1, "5.00"))
                .row(row("w3", heads.size() - 1, "5.00"));
        List<String> said = Beaten.of(ahead, harm).sentences(false);
        assertThat(said).hasSize(Way.values().length - 1).allSatisfy(sentence -> assertThat(sentence)
                .contains("\"w1\" (0.10000 ± 0.01000), \"w2\" (0.20000 ± 0.01000). Why: ")
                .contains("It earns less in 1 rows")
                .doesNotContain("null")
                .doesNotContain("w3"));
        assertThat(Beaten.of(ahead, harm).count("Here"))
                .isEqualTo(
                        "Here, of 30 comparisons the product earns more in 10, neither does in 0, the other does in 20,"
                                + " of which it is less safe in 0 and as safe in 20.");
    }

    @Test
    void whoEarnsMoreAndHarmsMoreIsSaidApart() {
        Table ahead = new Table("world", "newest").row("w", "-0.10000 ± 0.01000");
        Table harm = new Table("world", "product", "newest").row("w", "5.00", "6.01");
        assertThat(Beaten.of(ahead, harm).sentences(false))
                .singleElement()
                .asString()
                .startsWith(
                        "More is earned and more is harmed by newest in \"w\" (0.10000 ± 0.01000; 1.01 more of 100");
    }

    @Test
    void aLeadIsTakenApartWhereWhoLeadsIsAsSafe() {
        Table harms = new Table("world", "product", "Thompson by context")
                .row("safe", "5.00", "6.00")
                .row("late", "5.00", "5.00")
                .row("bold", "5.00", "6.01");
        Table harmed = new Table("world", "less").row("safe", "0.500 ± 0.100").row("late", "-0.200 ± 0.300");
        Table lead = new Table("world", "it", "late", "default")
                .row("safe", "0.00400 ± 0.00100", "0.00300 ± 0.00100", "0.00100 ± 0.00200")
                .row("late", "0.00400 ± 0.00100", "0.00200 ± 0.00100", "-0.04000 ± 0.00200")
                .row("bold", "0.40000 ± 0.00100", "0.30000 ± 0.00100", "0.20000 ± 0.00200");
        assertThat(Lead.sentences(harms, harmed, lead))
                .satisfiesExactly(
                        apart -> assertThat(apart)
                                .contains("takes 25 % of it, the default until the first of them 50 %")
                                .contains("takes 50 % of it, the default until the first of them more than all of it")
                                .doesNotContain("bold"),
                        harm -> assertThat(harm).contains("higher than as shipped in \"safe\" (0.500 ± 0.100)."));
    }

    @Test
    void thePageGivesAReasonForEachWay() throws IOException {
        assertThat(page()).contains("Why: ").doesNotContain("null");
        assertThat(EvaluationPage.said(page()).values().stream().flatMap(List::stream))
                .filteredOn(
                        sentence -> sentence.contains("than the product in") || sentence.contains("is as safe in \""))
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence).contains(". Why: "));
    }

    private static List<String> row(String name, int cells, String cell) {
        return Stream.concat(Stream.of(name), Collections.nCopies(cells, cell).stream())
                .toList();
    }

    /**
     * python3 -c "import math;a,n=.05,100;r=(-2*math.log(a)+math.log(1-2*math.log(a)))/500;
     * print(math.sqrt(25/99*2*(n*r+1)/(n*n*r)*math.log(math.sqrt(n*r+1)/a)))"
     */
    @Test
    void anAsymptoticSequenceIsAsWideAsItsTheoremSays() {
        AsymptoticSequence sequence = new AsymptoticSequence(0.05);
        for (int i = 0; i < 100; i++) {
            sequence.add(i % 2);
        }
        assertThat(sequence.upper() - sequence.mean()).isEqualTo(0.16904, within(0.00001));
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/evaluation.md"));
    }
}
