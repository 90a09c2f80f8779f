package org.metapolicy.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * A map that a caller gave, and the one way to read it: no map is the empty one, a null value is as good as no key at all
 * (but see {@link #names}), a key that nobody knows is refused, and so is a value of another kind, with the key's path, the
 * value and what would be right.
 */
public final class Input {
    private static final ValueKind<Map<?, ?>> MAP =
            ValueKind.of("a map", value -> value instanceof Map<?, ?> map ? map : null);

    private final String where;
    private final Map<String, Object> given;

    private Input(String where, Map<String, Object> given) {
        this.where = where;
        this.given = given;
    }

    /**
     * Takes a caller's map, which is not to change while it is read.
     *
     * @param where the argument that it came in, which messages name; empty where its keys stand for themselves
     * @param map null stands for the empty one
     */
    public static Input of(String where, Map<?, ?> map) {
        if (map == null || map.isEmpty()) {
            return new Input(where, Map.of());
        }
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                return new Input(where, withTextKeys(map));
            }
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> given = (Map<String, Object>) map;
        return new Input(where, given);
    }

    /**
     * Refuses a key that is none of these; gives this back.
     *
     * @param known in the order in which the message lists them
     */
    public Input only(Collection<String> known) {
        return only(argumentNoun(), known);
    }

    /** The same for keys that are called otherwise, such as "setting". */
    public Input only(String noun, Collection<String> known) {
        if (!known.containsAll(given.keySet())) {
            Set<String> unknown = new TreeSet<>(given.keySet());
            known.forEach(unknown::remove);
            String key = unknown.iterator().next();
            throw new InvalidInput("unknown " + noun + " " + Shown.value(key)
                    + (where.isEmpty() || where.equals(noun + "s") ? "" : " in " + where) + ": known are "
                    + String.join(", ", known));
        }
        return this;
    }

    public Input only(String... known) {
        return only(List.of(known));
    }

    /** Whether the key was given, if only as null; for the few whose null says something. */
    public boolean names(String key) {
        return given.containsKey(key);
    }

    /** Whether the key was given a value. */
    public boolean has(String key) {
        return given.get(key) != null;
    }

    /** The keys that were given, if only as null, in order. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(new TreeSet<>(given.keySet()));
    }

    /** What was given; null where nothing was. */
    public Object get(String key) {
        return given.get(key);
    }

    /**
     * A value; empty where none was given.
     *
     * @throws InvalidInput if it is of another kind
     */
    public <T> Optional<T> read(String key, ValueKind<T> kind) {
        Object value = given.get(key);
        if (value == null) {
            return Optional.empty();
        }
        T read = kind.read(value);
        // The path is for the message alone.
        return Optional.of(read == null ? kind.require(path(key), value) : read);
    }

    /**
     * A value that must be there.
     *
     * @throws InvalidInput if it is not, or of another kind
     */
    public <T> T require(String key, ValueKind<T> kind) {
        T read = kind.read(given.get(key));
        return read == null ? kind.require(path(key), given.get(key)) : read;
    }

    /** A map within this one; the empty one where none was given. */
    public Input map(String key) {
        return of(path(key), read(key, MAP).orElse(Map.of()));
    }

    /** A map of the caller's own making within this one; the empty one where none was given. */
    public FreeForm freeForm(String key) {
        return large(key).keptWhole(map(key).where);
    }

    /** The same, however large it is. */
    public FreeForm large(String key) {
        Input map = map(key);
        return FreeForm.of(map.where, map.given);
    }

    /** This with {@code alias} as another name of {@code key}. */
    public Input withAlias(String alias, String key) {
        if (!given.containsKey(alias)) {
            return this;
        }
        Map<String, Object> renamed = new HashMap<>(given);
        renamed.put(key, renamed.remove(alias));
        return new Input(where, renamed);
    }

    /** This with one value in the place of another. */
    public Input with(String key, Object value) {
        Map<String, Object> changed = new HashMap<>(given);
        changed.put(key, value);
        return new Input(where, changed);
    }

    /** This without some keys, as when each part of a map has a reader of its own. */
    public Input without(String... keys) {
        Map<String, Object> rest = new HashMap<>(given);
        rest.keySet().removeAll(Set.of(keys));
        return new Input(where, rest);
    }

    /** This without the keys that were given as null. */
    public Input withoutNulls() {
        Map<String, Object> rest = new HashMap<>(given);
        rest.values().removeIf(value -> value == null);
        return new Input(where, rest);
    }

    /** This with other keys. */
    public Input renamed(Function<String, String> naming) {
        return new Input(
                where,
                given.keySet().stream()
                        .collect(HashMap::new, (map, key) -> map.put(naming.apply(key), given.get(key)), Map::putAll));
    }

    public boolean isEmpty() {
        return given.isEmpty();
    }

    /** How messages name a key. */
    public String path(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }

    /** All of it as JSON can hold it, with what was given as null. */
    public FreeForm asFreeForm() {
        return FreeForm.of(where, given);
    }

    private static Map<String, Object> withTextKeys(Map<?, ?> map) {
        Map<String, Object> given = new HashMap<>(map.size() * 2);
        map.forEach((key, value) -> given.put(String.valueOf(key), value));
        return given;
    }

    /** An argument called "options" holds options; any other holds keys. */
    private String argumentNoun() {
        return where.endsWith("s") && !where.contains(".") ? where.substring(0, where.length() - 1) : "key";
    }
}
