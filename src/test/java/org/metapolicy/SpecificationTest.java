package org.metapolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.clustering.ContextClustering;
import org.metapolicy.evidence.recording.EpisodeProperties;
import org.metapolicy.evidence.recording.OutcomeProperties;
import org.metapolicy.governance.AutomaticPlan;
import org.metapolicy.governance.PromotionReadiness;
import org.metapolicy.noetic.Awareness;
import org.metapolicy.noetic.MetaContext;
import org.metapolicy.noetic.MetaContextReport;
import org.metapolicy.policy.FreeForm;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.selection.ContextKey;
import org.metapolicy.selection.RegimeDecision;
import org.metapolicy.selection.RegimeRules;
import org.metapolicy.selection.Situation;
import org.metapolicy.testing.MarkdownPage;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.FactorRanges;
import org.metapolicy.trust.Guardrail;

/** The specification's tables and numbers are the code's; what only its packages see is in SpecifiedNumbersTest. */
class SpecificationTest {
    private static final MarkdownPage PAGE =
            MarkdownPage.read(Path.of("docs/specification.md").toAbsolutePath());
    private static final Pattern DEFAULT = Pattern.compile(
            "`([a-z_]+)`\\s+\\(?(-?\\d[\\d,]*(?:\\.\\d+)?|REFERENCE\\b|EPISODE\\b|ARRIVAL\\b|OFF\\b|VALUE\\b|GRAPH\\b)");
    private static final Pattern DECIMAL = Pattern.compile("(?<![\\w.])-?\\d+\\.\\d+");

    @Test
    void itsSectionsAreTheOnesThatTheCodeCites() {
        assertThat(PAGE.text().lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## 1. What it is",
                        "## 2. Words",
                        "## 3. Graph",
                        "## 4. Evidence",
                        "## 5. PCI",
                        "## 6. Guardrails and thresholds",
                        "## 7. Governance",
                        "## 8. Selection",
                        "## 9. Procedures",
                        "## 10. Counterfactual evidence");
    }

    @Test
    void everySettingIsStatedAndAlwaysWithTheCodesDefault() {
        Map<String, Object> stated = new HashMap<>();
        DEFAULT.matcher(PAGE.text()).results().forEach(match -> {
            Setting setting = Setting.byKey(match.group(1));
            if (setting != null) {
                assertThat(match.group(2).replace(",", ""))
                        .as("what the page says of %s", setting.key())
                        .satisfies(value -> assertThat(isDefault(setting, value))
                                .as("%s, the code says %s", value, setting.defaultValue())
                                .isTrue());
                stated.put(setting.key(), match.group(2));
            }
        });
        assertThat(stated.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Setting.values()).map(Setting::key).toList());
    }

    @Test
    void theFactorsAreTheCodesWithTheirWeightsAndRanges() {
        Map<Factor, FactorRanges.Range> ranges =
                FactorRanges.reference(Settings.defaults()).ranges();
        assertThat(PAGE.table("5.1 Factors", "factor"))
                .extracting(row -> row.get(0) + " " + code(row.get(1)).get(0) + " " + row.get(3))
                .containsExactlyElementsOf(Arrays.stream(Factor.values())
                        .map(factor -> factor.key() + " weight_" + factor.key() + " "
                                + plain(ranges.get(factor).low()) + " .. "
                                + plain(ranges.get(factor).high()))
                        .toList());
    }

    @Test
    void theGuardrailsAreTheCodesWithTheirLimits() {
        List<List<String>> rows = PAGE.table("6.1 Limits", "guardrail");
        assertThat(rows)
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(
                        Arrays.stream(Guardrail.values()).map(Guardrail::key).toList());
        for (Guardrail guardrail : Guardrail.values()) {
            List<String> row = rows.get(guardrail.ordinal());
            assertThat(row.get(1))
                    .as(guardrail.key())
                    .contains(guardrail.variable().upper() ? "≤" : "≥");
            // Those without a limit of their own have a margin to what froze at promotion.
            String named = code(row.get(2)).get(0);
            assertThat(named).isEqualTo(guardrail.setting().map(Setting::key).orElse(guardrail.key() + "_margin"));
            assertThat(Setting.byKey(named)).isNotNull();
        }
    }

    @Test
    void theRegimesAreTheCodesOnBothSidesOfEachNumber() {
        List<List<String>> rows = PAGE.table("8.2 Regime", "rule");
        double load = decimals(rows.get(0)).get(0);
        double coherent = decimals(rows.get(1)).get(0);
        double stable = decimals(rows.get(1)).get(1);
        double incoherent = decimals(rows.get(3)).get(0);
        double calm = decimals(rows.get(4)).get(0);
        double coherence = decimals(rows.get(4)).get(1);

        regime(rows, 1, new MetaContext(null, null, null, load, null));
        regime(rows, 3, new MetaContext(null, null, null, Math.nextDown(load), null));
        regime(rows, 2, new MetaContext(coherent, -stable, 0.2, 0.2, Awareness.FULL));
        regime(rows, 5, new MetaContext(Math.nextDown(coherent), -stable, 0.2, 0.2, Awareness.FULL));
        regime(rows, 5, new MetaContext(coherent, Math.nextUp(stable), 0.2, 0.2, Awareness.FULL));
        regime(rows, 3, new MetaContext(coherent, stable, null, 0.2, Awareness.FULL));
        regime(rows, 4, new MetaContext(incoherent, 0.3, 0.7, 0.2, Awareness.FULL));
        regime(rows, 6, new MetaContext(Math.nextUp(incoherent), 0.3, 0.7, 0.2, Awareness.FULL));
        regime(rows, 4, new MetaContext(Math.nextUp(incoherent), 0.3, 0.7, 0.2, Awareness.IU));
        regime(rows, 5, new MetaContext(Math.nextUp(coherence), 0.3, 0.2, Math.nextDown(calm), Awareness.FULL));
        regime(rows, 6, new MetaContext(coherence, 0.3, 0.2, Math.nextDown(calm), Awareness.FULL));
        regime(rows, 6, new MetaContext(Math.nextUp(coherence), 0.3, 0.2, calm, Awareness.FULL));
        assertThat(rows).hasSize(6);
    }

    @Test
    void theNumbersThatNoSettingChangesAreTheCodes() {
        assertThat(number("6.7 Proposals", "resolved episodes that a threshold or a promotion needs"))
                .isEqualTo(Settings.ENOUGH);
        assertThat(number("6.7 Proposals", "expected reward below the default's in a context that is borne (7.3)"))
                .isEqualTo(PromotionReadiness.REWARD_TOLERANCE);
        assertThat(number("6.7 Proposals", "hours that automatic stops are counted over"))
                .isEqualTo(AutomaticPlan.STOPS_COUNT_FOR.toHours());
        assertThat(number("8.6 Answer", "resolved episodes that halve the value, and end probation"))
                .isEqualTo(Settings.ENOUGH);
        assertThat(number("8.6 Answer", "trials that coherence_stability looks at"))
                .isEqualTo(MetaContextReport.STABILITY_TRIALS);
        says("at most " + ContextClusters.LONGEST + " characters");
        says("from " + Settings.ENOUGH + " forecasts on");
        says("sum to 1 within 1e-9");
        assertThat(Settings.WEIGHT_TOLERANCE).isEqualTo(1e-9, within(0.0));
        says("maps and lists more than " + FreeForm.DEPTH_MAX + " deep");
        says("k (2 to 64)");
        assertThat(List.of(new ContextClustering(2, 1), new ContextClustering(64, 1)))
                .hasSize(2);
        assertThatThrownBy(() -> new ContextClustering(1, 1)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new ContextClustering(65, 1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void theEventsAreTheCodesWithAllThatIsHashed() {
        String text = PAGE.text();
        String actions = text.substring(text.indexOf("Actions: ") + 9, text.indexOf("`hash` is SHA-256"));
        assertThat(List.of(actions.strip().replace(".", "").split(",\\s+")))
                .containsExactlyElementsOf(
                        Arrays.stream(GovernanceAction.values()).map(Enum::name).toList());
        assertThat(PAGE.table("7.4 Events", "property").stream().flatMap(row -> code(row.get(0)).stream()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventKey.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .map(field -> {
                            try {
                                return (String) field.get(null);
                            } catch (IllegalAccessException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .filter(key -> !key.equals(EventKey.HASH))
                        .toList());
    }

    @Test
    void theKeysOfCallersMapsAreTheCodes() {
        Map<String, List<String>> keys = PAGE.table("9. Procedures", "map").stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> code(row.get(1))));
        assertThat(keys.get("context"))
                .containsExactlyElementsOf(
                        Arrays.stream(ContextKey.values()).map(ContextKey::key).toList());
        assertThatThrownBy(() -> EpisodeProperties.of(Input.of("episode", Map.of("?", 1))))
                .hasMessageEndingWith("known are " + String.join(", ", keys.get("episode")));
        assertThatThrownBy(() -> OutcomeProperties.of(Input.of("outcome", Map.of("?", 1))))
                .hasMessageEndingWith("known are " + String.join(", ", keys.get("outcome")));
    }

    /** What the page's rule says is what is decided, in a family that may do the most: EXPERIMENTAL, load not approved. */
    private static void regime(List<List<String>> rows, int rule, MetaContext signals) {
        RegimeDecision decision =
                RegimeRules.decide(new Situation(signals, RiskTier.EXPERIMENTAL, false, Settings.defaults()));
        assertThat(decision.rule()).as("rule for %s", signals).isEqualTo(rule);
        assertThat(rows.get(rule - 1).subList(0, 2))
                .containsExactly(
                        String.valueOf(decision.rule()), decision.regime().name());
    }

    private static void says(String words) {
        assertThat(PAGE.text().replaceAll("\\s+", " ")).contains(words);
    }

    private static double number(String heading, String label) {
        return PAGE.table(heading, "number").stream()
                .filter(row -> row.get(0).equals(label))
                .mapToDouble(row -> Double.parseDouble(row.get(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no number '" + label + "' under '" + heading + "'"));
    }

    private static boolean isDefault(Setting setting, String value) {
        return setting.kind() == Setting.Kind.CHOICE
                ? value.equals(setting.defaultValue())
                : Double.parseDouble(value) == ((Number) setting.defaultValue()).doubleValue();
    }

    private static List<Double> decimals(List<String> row) {
        return DECIMAL.matcher(row.get(2))
                .results()
                .map(MatchResult::group)
                .map(Double::valueOf)
                .toList();
    }

    /** What stands in backticks. */
    private static List<String> code(String cell) {
        return Stream.of(cell)
                .flatMap(text -> Pattern.compile("`([^`]+)`").matcher(text).results())
                .map(match -> match.group(1))
                .toList();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
