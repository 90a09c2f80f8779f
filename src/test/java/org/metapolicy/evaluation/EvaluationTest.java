package org.metapolicy.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
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
