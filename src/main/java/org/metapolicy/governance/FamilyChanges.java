package org.metapolicy.governance;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.policy.FreeForm;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.SettingChanges;
import org.metapolicy.policy.ValueKind;

/** What a caller sets of a family's properties and settings, each value checked by itself. */
public final class FamilyChanges {
    private final Map<String, Object> properties;
    private final SettingChanges settings;
    private final Roster roster;
    private final FreeForm asked;

    private FamilyChanges(Map<String, Object> properties, SettingChanges settings, Roster roster, FreeForm asked) {
        this.properties = Collections.unmodifiableMap(properties);
        this.settings = settings;
        this.roster = roster;
        this.asked = asked;
    }

    /**
     * Reads properties and settings by key; null puts a setting back to its default, takes an optional property away, and is
     * no value of any other.
     *
     * @throws InvalidInput if there is none, a key is unknown or not for callers to set, or a value does not fit
     */
    public static FamilyChanges of(Input input) {
        if (input.isEmpty()) {
            throw new InvalidInput("settings is empty: name at least one to change");
        }
        return read(input.without(Roster.PARTICIPANTS, Roster.GROUPS), Roster.ofChange(input));
    }

    /** The same for a new family, of which nothing need be said, and null says nothing. */
    public static FamilyChanges ofNew(Input input) {
        return read(input.withoutNulls(), new Roster(null, null));
    }

    private static FamilyChanges read(Input input, Roster roster) {
        input.only("key", FamilyProperties.settableKeys());
        Map<String, Object> properties = new TreeMap<>();
        Input settings = input;
        Input asked = input;
        for (String key : input.keys()) {
            Optional<ValueKind<?>> kind = FamilyProperties.settable(key);
            if (kind.isPresent()) {
                Object value = FamilyProperties.isOptional(key)
                        ? input.read(key, kind.get()).orElse(null)
                        : input.require(key, kind.get());
                properties.put(key, value);
                settings = settings.without(key);
                asked = asked.with(key, value);
            }
        }
        return new FamilyChanges(properties, SettingChanges.of(settings), roster, asked.asFreeForm());
    }

    /** By key of a property that is no {@link Setting}; null of one to be taken away. */
    Map<String, Object> properties() {
        return properties;
    }

    SettingChanges settings() {
        return settings;
    }

    /** Whom the family is to run on; of a new one, {@link NewFamily} says it. */
    public Roster roster() {
        return roster;
    }

    /** All of it as it was asked for, properties as they are stored, but for the ids of those that it is to run on. */
    public FreeForm asked() {
        return asked;
    }
}
