package org.metapolicy.graph.read;

import org.neo4j.values.storable.StringValue;
import org.neo4j.values.storable.Value;

/** An enum's constants as nodes name them, which are told by what the database keeps without making strings of it. */
public final class Constants<E extends Enum<E>> {
    private final E[] all;
    private final Value[] names;

    private Constants(E[] all) {
        this.all = all;
        this.names = new Value[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = org.neo4j.values.storable.Values.of(all[i].name());
        }
    }

    public static <E extends Enum<E>> Constants<E> of(Class<E> type) {
        return new Constants<>(type.getEnumConstants());
    }

    /**
     * The constant that is named under a key; null where there is none.
     *
     * @throws IllegalArgumentException for a key that was not read
     */
    public E in(Values values, String key) {
        Object value = values.stored(key);
        boolean stored = value instanceof StringValue;
        for (int i = 0; i < all.length; i++) {
            if (stored ? names[i].equals(value) : all[i].name().equals(value)) {
                return all[i];
            }
        }
        return null;
    }
}
