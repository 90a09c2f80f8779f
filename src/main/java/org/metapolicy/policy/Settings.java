package org.metapolicy.policy;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * A family's settings: what it set itself, and the defaults for the rest. Immutable, and always consistent: the weights
 * sum to 1, {@code pci_critical < pci_min <= select_min < pci_promote}, {@code coherence_low < coherence_high}, {@code
 * affective_load_exploratory <= affective_load_high} and {@code reward_low <= reward_floor <= reward_high}, the first
 * below the last (specification, sections 5, 6 and 8).
 */
public final class Settings {
    /**
     * Resolved episodes, values or forecasts from which there is enough evidence to judge, to promote or to calibrate
     * (specification, sections 6 to 8); no family may set it.
     */
    public static final int ENOUGH = 50;

    /** The most that the weights' sum may differ from 1. */
    public static final double WEIGHT_TOLERANCE = 1e-9;

    private static final Settings DEFAULTS = new Settings(new EnumMap<>(Setting.class));

    private final EnumMap<Setting, Object> own;

    private Settings(EnumMap<Setting, Object> own) {
        this.own = own;
    }

    /** Every setting at its default. */
    public static Settings defaults() {
        return DEFAULTS;
    }

    /**
     * The settings among a family's properties; the others are no business of this class.
     *
     * @throws InvalidInput if a value does not fit its setting, or the result is inconsistent
     */
    public static Settings among(Map<String, ?> properties) {
        Map<String, Object> own = null;
        for (Map.Entry<String, ?> property : properties.entrySet()) {
            if (Setting.byKey(property.getKey()) != null) {
                own = own == null ? new HashMap<>() : own;
                own.put(property.getKey(), property.getValue());
            }
        }
        return own == null ? DEFAULTS : DEFAULTS.with(own);
    }

    /**
     * These settings with others put over them.
     *
     * @param changes by key; a null value puts the setting back to its default
     * @throws InvalidInput if a key is unknown, a value does not fit its setting, or the result is inconsistent
     */
    public Settings with(Map<String, ?> changes) {
        return with(SettingChanges.of(Input.of("", changes)));
    }

    /**
     * These settings with others put over them.
     *
     * @throws InvalidInput if the result is inconsistent
     */
    public Settings with(SettingChanges changes) {
        EnumMap<Setting, Object> next = new EnumMap<>(own);
        changes.asMap().forEach((setting, value) -> {
            if (value == null) {
                next.remove(setting);
            } else {
                next.put(setting, value);
            }
        });
        Settings result = new Settings(next);
        result.requireConsistent();
        return result;
    }

    public double number(Setting setting) {
        return ((Number) value(setting)).doubleValue();
    }

    public int integer(Setting setting) {
        return Math.toIntExact((Long) value(setting));
    }

    public String choice(Setting setting) {
        return (String) value(setting);
    }

    /** What the family set itself, by key: what is stored with it. */
    public Map<String, Object> own() {
        Map<String, Object> result = new TreeMap<>();
        own.forEach((setting, value) -> result.put(setting.key(), value));
        return result;
    }

    /** Every setting in force, by key. */
    public Map<String, Object> asMap() {
        Map<String, Object> result = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            result.put(setting.key(), value(setting));
        }
        return result;
    }

    private Object value(Setting setting) {
        Object set = own.get(setting);
        return set == null ? setting.defaultValue() : set;
    }

    private void requireConsistent() {
        double sum = 0;
        for (Setting weight : Setting.weights()) {
            sum += number(weight);
        }
        if (Math.abs(sum - 1) > WEIGHT_TOLERANCE) {
            throw new InvalidInput("the weights sum to " + sum + ": they must sum to 1");
        }
        double critical = number(Setting.PCI_CRITICAL);
        double min = number(Setting.PCI_MIN);
        double select = number(Setting.SELECT_MIN);
        double promote = number(Setting.PCI_PROMOTE);
        if (!(critical < min && min <= select && select < promote)) {
            throw new InvalidInput("the thresholds are pci_critical " + critical + ", pci_min " + min + ", select_min "
                    + select + ", pci_promote " + promote
                    + ": they must keep pci_critical < pci_min <= select_min < pci_promote");
        }
        double low = number(Setting.COHERENCE_LOW);
        double high = number(Setting.COHERENCE_HIGH);
        if (!(low < high)) {
            throw new InvalidInput("coherence_low is " + low + " and coherence_high " + high
                    + ": they must keep coherence_low < coherence_high");
        }
        double exploratory = number(Setting.AFFECTIVE_LOAD_EXPLORATORY);
        double loaded = number(Setting.AFFECTIVE_LOAD_HIGH);
        if (!(exploratory <= loaded)) {
            throw new InvalidInput("affective_load_exploratory is " + exploratory + " and affective_load_high " + loaded
                    + ": they must keep affective_load_exploratory <= affective_load_high");
        }
        double least = number(Setting.REWARD_LOW);
        double most = number(Setting.REWARD_HIGH);
        double floor = number(Setting.REWARD_FLOOR);
        if (!(least < most && least <= floor && floor <= most)) {
            throw new InvalidInput("reward_low is " + least + ", reward_floor " + floor + " and reward_high " + most
                    + ": they must keep reward_low <= reward_floor <= reward_high, and reward_low < reward_high");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && own.equals(that.own);
    }

    @Override
    public int hashCode() {
        return own.hashCode();
    }

    @Override
    public String toString() {
        return own.toString();
    }
}
