package org.metapolicy.policy;

import java.util.Collection;
import java.util.Map;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * Half of a surrogate pair where the other half is missing. Java's and JavaScript's texts may hold one; UTF-8, in which the database
 * keeps texts and hashes are made, does not: a question mark would stand there, different texts would become one, and maps whose keys
 * changed would no longer be in the order that was hashed.
 */
public final class HalfCharacter {
    private HalfCharacter() {}

    /**
     * Lets a text, or a map or list of such, through that has none.
     *
     * @param what what it is, for the message
     * @throws InvalidInput if it has one
     */
    public static void refuse(String what, Object value) {
        if (isIn(value)) {
            throw new InvalidInput(what + " is " + Shown.value(value) + problem(value));
        }
    }

    /** Whether a text, or one in a list or map, key or value, has one. */
    public static boolean isIn(Object value) {
        if (value instanceof String text) {
            return place(text) >= 0;
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().anyMatch(entry -> isIn(entry.getKey()) || isIn(entry.getValue()));
        }
        return value instanceof Collection<?> list && list.stream().anyMatch(HalfCharacter::isIn);
    }

    /** How a sentence about a value that has one goes on. */
    static String problem(Object value) {
        return (value instanceof String text
                        ? ", whose character " + (place(text) + 1) + " is half of a surrogate pair"
                        : ", in which a text has half of a surrogate pair")
                + ": it must consist of whole characters, as UTF-8 has them";
    }

    private static int place(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
