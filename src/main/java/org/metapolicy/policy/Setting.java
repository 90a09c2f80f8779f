package org.metapolicy.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every number and choice that a family may set for itself (specification, sections 4, 5, 6 and 8): its key in the graph
 * and in maps, its kind, its default and its range.
 *
 * <p>The ranges are closed. Keys are the names of the family's properties, in snake_case.
 */
public enum Setting {
    WINDOW_SIZE("window_size", Kind.INTEGER, 25, 2, 10_000, "statuses in a window"),
    HISTORY_WINDOWS("history_windows", Kind.INTEGER, 8, 2, 200, "closed windows that trust looks at"),
    OUTCOME_TIMEOUT(
            "outcome_timeout", Kind.NUMBER, 3600, 0, 31_536_000, "seconds until a status counts without an outcome"),
    OUTCOME_ORDER("outcome_order", "ARRIVAL", List.of("ARRIVAL", "DECISION"), "in which order outcomes count"),
    EVIDENCE_SOURCE("evidence_source", "GRAPH", List.of("GRAPH", "EXTERNAL"), "where evidence comes from"),
    CLUSTERS_MAX("clusters_max", Kind.INTEGER, 64, 2, 64, "context clusters that are kept apart"),
    FULL_EVIDENCE("full_evidence", Kind.INTEGER, 50, 1, 1_000_000, "resolved episodes that count as full evidence"),
    AMPLIFICATION_SHARE("amplification_share", Kind.NUMBER, 0.2, 0, 1, "share of episodes that must touch potency"),
    POTENCY_HIGH("potency_high", Kind.NUMBER, 0.7, 0, 1, "potency from which a segment counts as high"),
    NORMALIZATION("normalization", "REFERENCE", List.of("REFERENCE", "MINMAX"), "how raw factors are scaled"),
    WEIGHT_GROWTH("growth", 0.10),
    WEIGHT_BREADTH("breadth", 0.15),
    WEIGHT_AMPLIFICATION("amplification", 0.10),
    WEIGHT_SAFETY("safety", 0.25),
    WEIGHT_ROBUSTNESS("robustness", 0.20),
    WEIGHT_COHERENCE("coherence", 0.20),

    OVERRIDE_RATE_MAX("override_rate_max", Kind.NUMBER, 0.40, 0.001, 0.999, "limit of the override rate"),
    SAFETY_FLAG_RATE_MAX("safety_flag_rate_max", Kind.NUMBER, 0.05, 0.001, 0.999, "limit of the rate of safety flags"),
    COHERENCE_FLOOR("coherence_floor", Kind.NUMBER, 0.2, 0, 1, "coherence below which a drop raises a flag"),
    REWARD_FLOOR("reward_floor", Kind.NUMBER, -0.05, -0.99, 0.99, "floor of the mean reward"),
    REWARD_LOW("reward_low", Kind.NUMBER, -1, -1, 1, "least reward that there is"),
    REWARD_HIGH("reward_high", Kind.NUMBER, 1, -1, 1, "largest reward that there is"),
    DELTA_COHERENCE_FLOOR("delta_coherence_floor", Kind.NUMBER, -0.05, -0.99, 0.99, "floor of mean delta_coherence"),
    DELTA_ACCURACY_FLOOR("delta_accuracy_floor", Kind.NUMBER, -0.05, -0.99, 0.99, "floor of mean delta_accuracy"),
    DELTA_CALIBRATION_FLOOR(
            "delta_calibration_floor", Kind.NUMBER, -0.05, -0.99, 0.99, "floor of mean delta_calibration"),
    DEGRADATION_MARGIN("degradation_margin", Kind.NUMBER, 0.20, 0, 2, "fall of reward since promotion that is borne"),
    OVERRIDE_SURGE_MARGIN(
            "override_surge_margin",
            Kind.NUMBER,
            0.15,
            0,
            1,
            "rise of the override rate since promotion that is borne"),
    GUARDRAIL_UNIT("guardrail_unit", "EPISODE", List.of("EPISODE", "SESSION"), "what a guardrail is fed"),
    SESSION_TIMEOUT(
            "session_timeout", Kind.NUMBER, 3600, 1, 31_536_000, "idle seconds after which a session is closed"),

    PCI_CRITICAL("pci_critical", Kind.NUMBER, 0.30, 0, 1, "PCI below which a version is stopped"),
    PCI_MIN("pci_min", Kind.NUMBER, 0.35, 0, 1, "PCI below which a live version is paused"),
    SELECT_MIN("select_min", Kind.NUMBER, 0.35, 0, 1, "PCI from which a live version may be selected"),
    PCI_PROMOTE("pci_promote", Kind.NUMBER, 0.45, 0, 1, "PCI from which a candidate is proposed"),
    PATIENCE("patience", Kind.INTEGER, 2, 1, 100, "consecutive window closings that a threshold needs"),
    WORSE_MARGIN("worse_margin", Kind.NUMBER, 0.1, 0, 2, "how much worse than the default a candidate may be"),
    COVERAGE_MIN(
            "coverage_min", Kind.NUMBER, 0.9, 0, 1, "share of decisions on which it must be compared with the default"),
    AUTO_TRANSITIONS_MAX(
            "auto_transitions_max", Kind.INTEGER, 3, 1, 1000, "automatic moves in 24 h that pause the family"),
    AUTO_BRANCH("auto_branch", "OFF", List.of("OFF", "ON"), "whether an automatic rollback spawns a candidate"),

    AFFECTIVE_LOAD_HIGH(
            "affective_load_high",
            Kind.NUMBER,
            0.7,
            0,
            1,
            "affective load from which nobody acts unless it is approved"),
    AFFECTIVE_LOAD_EXPLORATORY(
            "affective_load_exploratory", Kind.NUMBER, 0.5, 0, 1, "affective load below which EXPLORATORY may be"),
    COHERENCE_HIGH("coherence_high", Kind.NUMBER, 0.75, 0, 1, "coherence from which nothing may need doing"),
    COHERENCE_LOW("coherence_low", Kind.NUMBER, 0.4, 0, 1, "coherence up to which high potency asks for care"),
    ENTROPY_CHANGE_STABLE(
            "entropy_change_stable", Kind.NUMBER, 0.1, 0, 1000, "absolute entropy change up to which it is stable"),
    COHERENCE_STABILITY_MAX(
            "coherence_stability_max", Kind.NUMBER, 0.1, 0, 1, "deviation of coherence up to which it is stable"),
    CONSERVATIVE_SAFETY(
            "conservative_safety", Kind.NUMBER, 0.8, 0, 1, "normalised safety that the regime CONSERVATIVE asks for"),

    SELECTION("selection", "VALUE", List.of("VALUE", "TRUST"), "what the choice between eligible versions goes by"),
    LEARNING_SHARE("learning_share", Kind.NUMBER, 0.1, 0, 1, "least share of decisions that go by who may be the best"),
    SWITCH_PROBABILITY(
            "switch_probability", Kind.NUMBER, 0.6, 0.5, 1, "probability of beating the default that serving asks for"),
    VALUE_HISTORY(
            "value_history", Kind.INTEGER, 1600, 8, 1_000_000, "last outcomes of a version that selection looks at"),
    VALUE_WEIGHT("value_weight", Kind.NUMBER, 1.0, 0, 10, "weight of the shrunken mean reward in the score"),
    EXPLORATION("exploration", Kind.NUMBER, 0.05, 0, 10, "weight of the exploration bonus in the score"),
    SWITCH_MARGIN("switch_margin", Kind.NUMBER, 0.05, 0, 10, "lead that another version needs over the default"),
    PROBATION_SHARE(
            "probation_share", Kind.NUMBER, 0.1, 0, 0.5, "share of decisions for live versions with little evidence"),
    CANDIDATE_SHARE("candidate_share", Kind.NUMBER, 0, 0, 0.1, "share of STANDARD decisions for candidates"),
    EXPLORE_SHARE("explore_share", Kind.NUMBER, 0.1, 0, 0.5, "share of EXPLORATORY decisions for candidates"),
    EXPLORE_PARTICIPANT_MAX(
            "explore_participant_max", Kind.INTEGER, 20, 0, 1_000_000, "exploratory decisions a participant and day");

    /** What a setting's value is. */
    public enum Kind {
        NUMBER,
        INTEGER,
        CHOICE
    }

    private static final List<Setting> WEIGHTS =
            Arrays.stream(values()).filter(setting -> setting.weight).toList();
    private static final Map<String, Setting> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private final String key;
    private final Kind kind;
    private final Object defaultValue;
    private final double min;
    private final double max;
    private final List<String> choices;
    private final String meaning;
    private final ValueKind<?> valueKind;
    private final boolean weight;

    /** The weight of a factor of the PCI. */
    Setting(String factor, double defaultValue) {
        this("weight_" + factor, Kind.NUMBER, defaultValue, 0, 1, "weight of " + factor + " in the PCI", true);
    }

    Setting(String key, Kind kind, double defaultValue, double min, double max, String meaning) {
        this(key, kind, defaultValue, min, max, meaning, false);
    }

    Setting(String key, Kind kind, double defaultValue, double min, double max, String meaning, boolean weight) {
        this.key = key;
        this.kind = kind;
        // Integers are kept as Long because that is what Neo4j stores and returns.
        this.defaultValue = kind == Kind.INTEGER ? (Object) Math.round(defaultValue) : (Object) defaultValue;
        this.min = min;
        this.max = max;
        this.choices = List.of();
        this.meaning = meaning;
        this.valueKind = kind == Kind.INTEGER
                ? ValueKind.integer(range(), Math.round(min), Math.round(max))
                : ValueKind.number(range(), min, max);
        this.weight = weight;
    }

    Setting(String key, String defaultValue, List<String> choices, String meaning) {
        this.key = key;
        this.kind = Kind.CHOICE;
        this.defaultValue = defaultValue;
        this.min = Double.NaN;
        this.max = Double.NaN;
        this.choices = choices;
        this.meaning = meaning;
        this.valueKind = ValueKind.choice(choices);
        this.weight = false;
    }

    /** The setting with this key, or null where there is none. */
    public static Setting byKey(String key) {
        return BY_KEY.get(key);
    }

    /** The weights of the PCI's factors, which sum to 1. */
    public static List<Setting> weights() {
        return WEIGHTS;
    }

    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    public Object defaultValue() {
        return defaultValue;
    }

    /** What the setting is, as half a sentence for tables and messages. */
    public String meaning() {
        return meaning;
    }

    /** What a value must be, in words, such as "a number from 0.0 to 1.0"; no powers of ten. */
    public String range() {
        return switch (kind) {
            case NUMBER -> "a number from " + plain(min) + " to " + plain(max);
            case INTEGER -> "an integer from " + Math.round(min) + " to " + Math.round(max);
            case CHOICE -> "one of " + String.join(", ", choices);
        };
    }

    private static String plain(double bound) {
        return BigDecimal.valueOf(bound).toPlainString();
    }

    /** What its values must be; they are read as Double, Long or String. */
    public ValueKind<?> valueKind() {
        return valueKind;
    }
}
