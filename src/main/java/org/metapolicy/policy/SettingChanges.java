package org.metapolicy.policy;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** Settings to be put over others, each checked by itself; whether they go together depends on the others. */
public final class SettingChanges {
    public static final SettingChanges NONE = new SettingChanges(new EnumMap<>(Setting.class));

    private static final List<String> KEYS =
            Arrays.stream(Setting.values()).map(Setting::key).sorted().toList();

    /** Null puts a setting back to its default. */
    private final EnumMap<Setting, Object> values;

    private SettingChanges(EnumMap<Setting, Object> values) {
        this.values = values;
    }

    /**
     * Reads settings by key; one that is given as null goes back to its default.
     *
     * @throws InvalidInput if a key is unknown or a value does not fit its setting
     */
    public static SettingChanges of(Input input) {
        input.only("setting", KEYS);
        EnumMap<Setting, Object> values = new EnumMap<>(Setting.class);
        for (String key : input.keys()) {
            Setting setting = Setting.byKey(key);
            values.put(setting, input.read(key, setting.valueKind()).orElse(null));
        }
        return new SettingChanges(values);
    }

    /** These with others beside them, which win where both name a setting. */
    public SettingChanges and(SettingChanges others) {
        EnumMap<Setting, Object> both = new EnumMap<>(values);
        both.putAll(others.values);
        return new SettingChanges(both);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The settings that are named. */
    public Set<Setting> settings() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** By setting, null where it goes back to its default. */
    Map<Setting, Object> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
