package org.metapolicy.graph.read;

import java.util.Arrays;
import java.util.List;

/** Property keys that are read together, in one walk along a node's properties. */
public final class Keys {
    private final String[] names;

    private Keys(String[] names) {
        this.names = names;
    }

    /** @param names each once */
    public static Keys of(String... names) {
        return new Keys(List.of(names).toArray(String[]::new));
    }

    /** These and more. */
    public Keys and(String... more) {
        String[] all = new String[names.length + more.length];
        System.arraycopy(names, 0, all, 0, names.length);
        System.arraycopy(more, 0, all, names.length, more.length);
        return new Keys(all);
    }

    /** Not a copy: for reading alone. */
    String[] names() {
        return names;
    }

    /** The key's place; -1 where it is not among these. */
    int place(String name) {
        for (int i = 0; i < names.length; i++) {
            // Whoever asks does so by the constant that the key was named with.
            if (names[i] == name) {
                return i;
            }
        }
        return Arrays.asList(names).indexOf(name);
    }
}
