package org.metapolicy.graph.read;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Property keys that are read together, in one walk along a node's properties. */
public final class Keys {
    private final String[] names;
    private final int read;

    private Keys(String[] names, int read) {
        this.names = names;
        this.read = read;
    }

    /** @param names each once */
    public static Keys of(String... names) {
        return new Keys(List.of(names).toArray(String[]::new), names.length);
    }

    /** These and more, which are read as well. */
    public Keys and(String... more) {
        if (read < names.length) {
            throw new IllegalStateException("keys whose presence is asked come last");
        }
        String[] all = with(more);
        return new Keys(all, all.length);
    }

    /** These and more of which only the presence is asked: {@link Boolean#TRUE} where there is one, which spares reading a list. */
    public Keys andPresenceOf(String... more) {
        return new Keys(with(more), read);
    }

    private String[] with(String... more) {
        return Stream.concat(Arrays.stream(names), Arrays.stream(more)).toArray(String[]::new);
    }

    /** Whether the value at this place is read, and not only whether there is one. */
    boolean isRead(int place) {
        return place < read;
    }

    /** Not a copy: for reading alone. */
    String[] names() {
        return names;
    }

    /**
     * The key's place; -1 where it is not among these.
     *
     * @param from where it is looked for first, as keys are mostly asked for in their order
     */
    int place(String name, int from) {
        // Whoever asks does so by the constant that the key was named with.
        for (int i = from; i < names.length; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        for (int i = 0; i < from; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return Arrays.asList(names).indexOf(name);
    }
}
