package org.metapolicy.graph.read;

/** What a node has under some {@link Keys}, as the core API gives it: null where there is nothing. */
public final class Values {
    private final Keys keys;
    private final Object[] values;

    /** @param values in the keys' order; kept, not copied */
    Values(Keys keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** @throws IllegalArgumentException for a key that was not read */
    public Object get(String key) {
        int place = keys.place(key);
        if (place < 0) {
            throw new IllegalArgumentException(
                    key + " was not read: it must be one of " + String.join(", ", keys.names()));
        }
        return values[place];
    }
}
