package org.metapolicy.graph.read;

import org.neo4j.values.storable.LongValue;
import org.neo4j.values.storable.StringValue;
import org.neo4j.values.storable.Value;

/** What a node has under some {@link Keys}, as the core API gives it: null where there is nothing. */
public final class Values {
    private final Keys keys;
    private final Object[] values;
    private int next;

    /** @param values in the keys' order, which may be the database's own, made into objects when asked for; kept, not copied */
    Values(Keys keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** @throws IllegalArgumentException for a key that was not read */
    public Object get(String key) {
        Object value = values[place(key)];
        return value instanceof Value stored ? stored.asObjectCopy() : value;
    }

    /**
     * A number without what stands after its point, as {@link Number#longValue} gives it.
     *
     * @param otherwise where no number stands
     * @throws IllegalArgumentException for a key that was not read
     */
    public long whole(String key, long otherwise) {
        Object value = values[place(key)];
        if (value instanceof LongValue stored) {
            return stored.longValue();
        }
        return get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    /**
     * Whether there is anything.
     *
     * @throws IllegalArgumentException for a key that was not read
     */
    public boolean has(String key) {
        return values[place(key)] != null;
    }

    /**
     * Whether a text stands here and the same there, which is told without making strings of them.
     *
     * @throws IllegalArgumentException for a key that was not read
     */
    public boolean isSameText(String key, Values other, String otherKey) {
        return values[place(key)] instanceof StringValue one
                        && other.values[other.place(otherKey)] instanceof StringValue two
                ? one.equals(two)
                : get(key) instanceof String text && text.equals(other.get(otherKey));
    }

    /** What the database keeps under the key, or what {@link #get} gives. */
    Object stored(String key) {
        return values[place(key)];
    }

    private int place(String key) {
        int place = keys.place(key, next);
        if (place < 0) {
            throw new IllegalArgumentException(
                    key + " was not read: it must be one of " + String.join(", ", keys.names()));
        }
        next = place + 1;
        return place;
    }
}
