package org.metapolicy.governance;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Mode;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Scope;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.trail.CanonicalJson;

/**
 * The properties of a family that only its trail may change, by key: who it is for, its mode and status, its approvers,
 * and its settings. Immutable; each value has been checked.
 */
public final class FamilyProperties {
    public static final String NAME = "name";
    public static final String SCOPE = "scope";
    public static final String DESCRIPTION = "description";
    public static final String RISK_TIER = "risk_tier";
    public static final String STATUS = "status";
    public static final String MODE = "mode";
    public static final String OWNER = "owner";
    public static final String NOTES = "notes";
    public static final String TASK = "task";
    public static final String APPROVERS = "approvers";
    public static final String FOUR_EYES = "four_eyes";
    public static final String HIGH_AFFECT_APPROVED = "high_affect_approved";
    /** The segments on which acting under a high affective load is approved, where it is not on all. */
    public static final String HIGH_AFFECT_SEGMENTS = "high_affect_segments";
    /** Until when these approvals hold, as a UTC instant in ISO 8601; without it they hold until they are taken back. */
    public static final String HIGH_AFFECT_UNTIL = "high_affect_until";

    public static final String CENTROIDS = "centroids";
    /** Whom it runs on, as {@link RunsOn#text}. */
    public static final String RUNS_ON = "runs_on";

    private static final int SEGMENTS_MAX = 1_000;

    /** What a caller may set, with what its value must be; the settings of {@link Setting} come on top. */
    private static final Map<String, ValueKind<?>> SETTABLE = Map.ofEntries(
            Map.entry(NAME, ValueKind.WORDS),
            Map.entry(DESCRIPTION, ValueKind.TEXT),
            Map.entry(OWNER, ValueKind.WORDS),
            Map.entry(NOTES, ValueKind.TEXT),
            Map.entry(TASK, ValueKind.WORDS),
            Map.entry(SCOPE, ValueKind.choice(names(Scope.values()))),
            Map.entry(RISK_TIER, ValueKind.choice(names(RiskTier.values()))),
            Map.entry(APPROVERS, ValueKind.of("a list of user names", FamilyProperties::approvers)),
            Map.entry(FOUR_EYES, ValueKind.FLAG),
            Map.entry(HIGH_AFFECT_APPROVED, ValueKind.FLAG),
            Map.entry(
                    HIGH_AFFECT_SEGMENTS,
                    ValueKind.listOf(
                                    "a list of at most " + SEGMENTS_MAX + " ids of segments, texts that are not blank",
                                    ValueKind.APPLICATION_ID)
                            .as(FamilyProperties::segments)),
            Map.entry(HIGH_AFFECT_UNTIL, ValueKind.TIME.as(time -> time.toInstant()
                    .toString())));

    /** Those that null takes away; any other must be given a value. */
    private static final Set<String> OPTIONAL =
            Set.of(DESCRIPTION, HIGH_AFFECT_SEGMENTS, HIGH_AFFECT_UNTIL, NOTES, TASK);

    private static final List<String> OTHER = List.of(STATUS, MODE, CENTROIDS, RUNS_ON);

    private final Map<String, Object> values;

    /** Takes the governed ones among a family's properties, as they stand. */
    public FamilyProperties(Map<String, Object> properties) {
        Map<String, Object> kept = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (value != null && isGoverned(key)) {
                kept.put(key, value);
            }
        });
        this.values = Collections.unmodifiableMap(kept);
    }

    /** Whether a family's property of this key may change only through its trail. */
    public static boolean isGoverned(String key) {
        return SETTABLE.containsKey(key) || OTHER.contains(key) || Setting.byKey(key) != null;
    }

    /** What the value of a property that callers may set must be; empty for any other key, and for settings. */
    static Optional<ValueKind<?>> settable(String key) {
        return Optional.ofNullable(SETTABLE.get(key));
    }

    /** Whether a property that callers may set may be taken away by null. */
    static boolean isOptional(String key) {
        return OPTIONAL.contains(key);
    }

    /** A new family's: SHADOW and ACTIVE, four eyes where RESTRICTED, the rest as {@code changes} say. */
    public static FamilyProperties ofNew(String id, String owner, FamilyChanges changes) {
        Map<String, Object> start = new HashMap<>();
        start.put(NAME, id);
        start.put(SCOPE, Scope.INDIVIDUAL.name());
        start.put(RISK_TIER, RiskTier.SAFE.name());
        start.put(OWNER, owner);
        start.put(STATUS, FamilyStatus.ACTIVE.name());
        start.put(MODE, Mode.SHADOW.name());
        start.put(APPROVERS, List.of());
        start.put(HIGH_AFFECT_APPROVED, false);
        FamilyProperties result = new FamilyProperties(start).configured(changes);
        return result.values.containsKey(FOUR_EYES)
                ? result
                : result.with(FOUR_EYES, RiskTier.RESTRICTED.name().equals(result.values.get(RISK_TIER)));
    }

    /**
     * These with a caller's changes over them.
     *
     * @throws InvalidInput if the settings do not go together
     */
    public FamilyProperties configured(FamilyChanges changes) {
        Map<String, Object> next = new HashMap<>(values);
        next.putAll(changes.properties());
        Settings changed = settings().with(changes.settings());
        for (Setting setting : Setting.values()) {
            next.put(setting.key(), changed.own().get(setting.key()));
        }
        return new FamilyProperties(next);
    }

    /** These with one value changed; the value must be of the property's own type. */
    public FamilyProperties with(String key, Object value) {
        Map<String, Object> next = new HashMap<>(values);
        next.put(key, value);
        return new FamilyProperties(next);
    }

    public Map<String, Object> asMap() {
        return values;
    }

    /**
     * The canonical JSON text that events carry. What somebody wrote into the graph that JSON has not stands there as a text, so
     * that it keeps nobody from stopping the family.
     */
    public String json() {
        Map<String, Object> written = new HashMap<>(values);
        written.replaceAll((key, value) -> CanonicalJson.isWritable(value) ? value : String.valueOf(value));
        return CanonicalJson.of("settings", written);
    }

    /** @throws Conflict if somebody wrote what is no status */
    public FamilyStatus status() {
        return asWritten(() -> ValueKind.choice(FamilyStatus.class).require(STATUS, values.get(STATUS)));
    }

    /** @throws Conflict if somebody wrote what is no mode */
    public Mode mode() {
        return asWritten(() -> ValueKind.choice(Mode.class).require(MODE, values.get(MODE)));
    }

    /** @throws Conflict if somebody wrote what is no tier */
    public RiskTier riskTier() {
        return asWritten(() -> ValueKind.choice(RiskTier.class).require(RISK_TIER, values.get(RISK_TIER)));
    }

    public boolean fourEyes() {
        return Boolean.TRUE.equals(values.get(FOUR_EYES));
    }

    /** As they stand: what somebody wrote in another type is in no trail, and so approves nothing. */
    public List<String> approvers() {
        Object names = values.getOrDefault(APPROVERS, List.of());
        return names instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(names.toString());
    }

    /**
     * The settings in force.
     *
     * @throws Conflict if somebody wrote what no setting may be
     */
    public Settings settings() {
        return asWritten(() -> Settings.among(values));
    }

    private static <T> T asWritten(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInput edited) {
            throw new Conflict(
                    "the meta-policy cannot be read, " + edited.getMessage() + "; see metapolicy.audit.verify");
        }
    }

    /** Keys of the properties and settings that callers may set, in order. */
    static Set<String> settableKeys() {
        Set<String> keys = new TreeSet<>(SETTABLE.keySet());
        Stream.of(Setting.values()).map(Setting::key).forEach(keys::add);
        return keys;
    }

    private static List<String> segments(List<String> ids) {
        List<String> distinct = ids.stream().distinct().sorted().toList();
        return distinct.size() <= SEGMENTS_MAX ? distinct : null;
    }

    private static List<String> names(Enum<?>[] choices) {
        return Arrays.stream(choices).map(Enum::name).toList();
    }

    private static List<String> approvers(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(ApproverName::require).distinct().sorted().toList()
                : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FamilyProperties that && json().equals(that.json());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(json());
    }

    @Override
    public String toString() {
        return json();
    }
}
