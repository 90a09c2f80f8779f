package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.betting.EProcess;
import org.metapolicy.trust.betting.MirrorProcess;
import org.metapolicy.trust.betting.Starts;
import org.metapolicy.trust.calibration.Calibration;
import org.metapolicy.trust.calibration.Forecast;
import org.metapolicy.trust.calibration.IsotonicMap;
import org.metapolicy.trust.comparison.WilsonInterval;

/**
 * Every formula beside values made outside Java, by
 * {@code python3 src/test/resources/trust/reference.py > src/test/resources/trust/reference.json}.
 */
class ReferenceValuesTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final double TOLERANCE = 1e-9;

    private final JsonObject reference = read();

    @Test
    void factorsAndPciAreThoseOfTheFormulas() {
        for (JsonElement element : reference.getAsJsonArray("cases")) {
            JsonObject expected = element.getAsJsonObject();
            int known = expected.get("known").getAsInt();
            VersionEvidence evidence = VersionEvidence.empty();
            for (JsonElement episode : expected.getAsJsonArray("episodes")) {
                evidence.count(observation(episode.getAsJsonObject()), SETTINGS, known);
            }
            TrustEstimate estimate = evidence.estimate(SETTINGS, known);
            String name = expected.getAsJsonArray("episodes").size() + " episodes";
            assertThat(estimate.pci().value())
                    .as(name)
                    .isCloseTo(expected.get("pci").getAsDouble(), within(TOLERANCE));
            same(name + ", known", estimate.pci().known(), expected.get("pciKnown"));
            RawFactors raw = estimate.pci().raw();
            if (expected.get("raw").isJsonNull()) {
                assertThat(raw).isEqualTo(RawFactors.NOTHING);
                continue;
            }
            JsonObject factors = expected.getAsJsonObject("raw");
            assertThat(estimate.windows().n()).isEqualTo(factors.get("n").getAsLong());
            for (Factor factor : Factor.values()) {
                same(name + ", " + factor.key(), raw.get(factor), factors.get(factor.key()));
                assertThat(estimate.pci().incomplete().contains(factor.key()))
                        .isEqualTo(factors.get(factor.key()).isJsonNull());
            }
            same(name + ", coverage", raw.contextCoverage(), factors.get("context_coverage"));
        }
    }

    @Test
    void theEvidenceOfAGuardrailIsTheMixtureWrittenOut() {
        for (JsonElement element : reference.getAsJsonArray("processes")) {
            JsonObject expected = element.getAsJsonObject();
            EProcess process = new EProcess();
            Starts starts = new Starts();
            int i = 0;
            for (JsonElement x : expected.getAsJsonArray("xs")) {
                if (i++ % 25 == 0) {
                    process.receive(starts.open() / 3);
                }
                process.observe(x.getAsDouble(), expected.get("m").getAsDouble());
            }
            assertThat(Math.log(process.worth() + starts.unspent()))
                    .isCloseTo(expected.get("logE").getAsDouble(), within(TOLERANCE));
        }
    }

    @Test
    void theEvidenceThatALimitIsKeptIsTheMirrorWrittenOut() {
        for (JsonElement element : reference.getAsJsonArray("mirrors")) {
            JsonObject expected = element.getAsJsonObject();
            MirrorProcess process = new MirrorProcess();
            expected.getAsJsonArray("xs")
                    .forEach(x ->
                            process.observe(x.getAsDouble(), expected.get("m").getAsDouble()));
            assertThat(process.value()).isLessThan(MirrorProcess.THRESHOLD);
            assertThat(process.value()).isCloseTo(expected.get("value").getAsDouble(), within(TOLERANCE));
        }
    }

    @Test
    void calibrationIsThatOfTheFormulas() {
        JsonObject expected = reference.getAsJsonObject("calibration");
        List<Forecast> forecasts = new ArrayList<>();
        for (JsonElement forecast : expected.getAsJsonArray("forecasts")) {
            JsonObject f = forecast.getAsJsonObject();
            forecasts.add(
                    new Forecast(f.get("trust").getAsDouble(), f.get("kept").getAsBoolean()));
        }
        Calibration calibration = Calibration.of(forecasts);
        assertThat(calibration.brier()).isCloseTo(expected.get("brier").getAsDouble(), within(TOLERANCE));
        IsotonicMap map = calibration.map().orElseThrow();
        for (JsonElement point : expected.getAsJsonArray("isotonic")) {
            double score = point.getAsJsonArray().get(0).getAsDouble();
            assertThat(map.probability(score))
                    .as("at %s", score)
                    .isCloseTo(point.getAsJsonArray().get(1).getAsDouble(), within(TOLERANCE));
        }
        for (JsonElement element : expected.getAsJsonArray("wilson")) {
            JsonObject w = element.getAsJsonObject();
            WilsonInterval interval =
                    WilsonInterval.of(w.get("k").getAsLong(), w.get("n").getAsLong());
            assertThat(interval.lower())
                    .isCloseTo(w.getAsJsonArray("interval").get(0).getAsDouble(), within(TOLERANCE));
            assertThat(interval.upper())
                    .isCloseTo(w.getAsJsonArray("interval").get(1).getAsDouble(), within(TOLERANCE));
        }
    }

    @Test
    void momentsKeepTheirDigitsFarFromZero() {
        JsonObject expected = reference.getAsJsonObject("moments");
        Moments moments = Moments.EMPTY;
        for (JsonElement value : expected.getAsJsonArray("values")) {
            moments = moments.plus(value.getAsDouble());
        }
        assertThat(moments.mean()).isCloseTo(expected.get("mean").getAsDouble(), within(TOLERANCE));
        assertThat(moments.deviation().orElseThrow())
                .isCloseTo(expected.get("deviation").getAsDouble(), within(TOLERANCE));
    }

    private static void same(String name, double actual, JsonElement expected) {
        if (expected.isJsonNull()) {
            assertThat(actual).as(name).isNaN();
        } else {
            assertThat(actual).as(name).isCloseTo(expected.getAsDouble(), within(TOLERANCE));
        }
    }

    private static Observation observation(JsonObject row) {
        EpisodeFacts episode = new EpisodeFacts(
                row.get("overridden").getAsBoolean(),
                row.get("cluster").isJsonNull() ? null : row.get("cluster").getAsString(),
                row.get("highPotency").isJsonNull()
                        ? null
                        : (Boolean) row.get("highPotency").getAsBoolean(),
                null,
                Observations.START);
        return Observations.of(
                episode,
                row.get("withOutcome").getAsBoolean(),
                number(row, "reward"),
                number(row, "deltaCoherence"),
                number(row, "deltaAccuracy"),
                number(row, "deltaCalibration"),
                row.get("safetyFlag").getAsBoolean());
    }

    private static Double number(JsonObject row, String key) {
        return row.get(key).isJsonNull() ? null : row.get(key).getAsDouble();
    }

    private static JsonObject read() {
        try (InputStream in = ReferenceValuesTest.class.getResourceAsStream("/trust/reference.json")) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
