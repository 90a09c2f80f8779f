package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({
        "0.45728159952122105, 0.4572",
        "0.34999999, 0.3499",
        "0.45, 0.45",
        "-0.00001, -0.0001",
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "20, 20",
        "1e-9, 0",
        "NaN, NaN",
        "Infinity, Infinity"
    })
    void isCutAfterFourDigits(double figure, String text) {
        assertThat(Figure.text(figure)).isEqualTo(text);
    }

    @Test
    void standsOnItsSideOfALimit() {
        long seed = new Random().nextLong();
        System.out.println("FigureTest.standsOnItsSideOfALimit: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            double limit = random.nextInt(10_001) / 10_000.0;
            double figure = limit + random.nextGaussian() * Math.pow(10, -random.nextInt(12));
            assertThat(Double.parseDouble(Figure.text(figure)) < limit)
                    .as("%s against %s", figure, limit)
                    .isEqualTo(figure < limit);
        }
    }
}
