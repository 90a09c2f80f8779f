package org.metapolicy.trust.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A map claims no more than its forecasts show. */
class CalibrationTest {
    private static final int MAPS = 1000;

    @Test
    void onForecastsWithoutInformationNoMapIsCertain() {
        long seed = new SplittableRandom().nextLong();
        System.out.println("CalibrationTest.onForecastsWithoutInformationNoMapIsCertain: seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        double ahead = 0;
        double base = 0;
        int low = 0;
        for (int i = 0; i < MAPS; i++) {
            double kept = random.nextDouble(0.72, 0.92);
            List<Forecast> forecasts = forecasts(random, 60, kept);
            for (IsotonicMap.Block block : IsotonicMap.fit(forecasts).blocks()) {
                assertThat(block.count()).isGreaterThanOrEqualTo(IsotonicMap.LEAST);
                assertThat(block.probability()).as("kept %s", kept).isBetween(0.4, 0.99);
                low += block.probability() < 0.5 ? 1 : 0;
            }
            Calibration long1 = Calibration.of(forecasts(random, 250, kept));
            ahead += long1.brierAhead() / MAPS;
            base += kept * (1 - kept) / MAPS;
            assertThat(long1.nAhead()).isEqualTo(200);
        }
        // Twenty forecasts in a row may all come worse than three in four: about one map in several thousand.
        assertThat(low).as("maps that claim less than .5").isLessThanOrEqualTo(4);
        assertThat(ahead).as("Brier ahead of time").isBetween(base - 0.01, base + 0.01);
    }

    @Test
    void whereScoresForetellTheMapDoesTooAheadOfTime() {
        SplittableRandom random = new SplittableRandom(5);
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            double trust = random.nextDouble();
            forecasts.add(new Forecast(trust, random.nextDouble() < 0.3 + 0.6 * (trust > 0.5 ? 1 : 0)));
        }
        Calibration calibration = Calibration.of(forecasts);
        // .3 and .9, half of each: .15 when known, .24 by the base rate of .6.
        assertThat(calibration.brierAhead()).isBetween(0.13, 0.18);
        assertThat(calibration.brierOfBaseRate()).isBetween(0.22, 0.25);
        IsotonicMap map = calibration.map().orElseThrow();
        assertThat(map.probability(0.2)).isBetween(0.24, 0.38);
        assertThat(map.probability(0.8)).isBetween(0.84, 0.94);
    }

    @Test
    void aFamilyThatKeptEverythingIsNotCertainTo() {
        IsotonicMap map = IsotonicMap.fit(forecasts(new SplittableRandom(1), 60, 1));
        assertThat(map.blocks()).hasSize(1);
        assertThat(map.probability(0.9)).isLessThan(0.99).isGreaterThan(0.98);
    }

    @Test
    void theMapIsNondecreasingWhateverItPools() {
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Forecast> forecasts = new ArrayList<>();
            int n = 50 + random.nextInt(300);
            for (int i = 0; i < n; i++) {
                double trust = random.nextInt(40) / 40.0;
                forecasts.add(new Forecast(trust, random.nextDouble() < 0.1 + 0.8 * trust * trust));
            }
            double before = 0;
            for (int score = 0; score <= 100; score++) {
                double now = IsotonicMap.fit(forecasts).probability(score / 100.0);
                assertThat(now).as("seed %d", seed).isGreaterThanOrEqualTo(before - 1e-12);
                before = now;
            }
        }
    }

    private static List<Forecast> forecasts(SplittableRandom random, int n, double kept) {
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            forecasts.add(new Forecast(random.nextDouble(), random.nextDouble() < kept));
        }
        return forecasts;
    }
}
