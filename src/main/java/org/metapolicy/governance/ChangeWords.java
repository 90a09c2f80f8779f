package org.metapolicy.governance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.metapolicy.policy.Shown;

/** What changed from one map to another, in words: values by key, and actions one by one. */
public final class ChangeWords {
    private static final String ACTIONS = "actions";

    private ChangeWords() {}

    /** One sentence of what changed each, by key; empty where nothing did. */
    public static List<String> between(Map<String, ?> from, Map<String, ?> to) {
        List<String> words = new ArrayList<>();
        for (String key : both(from.keySet(), to.keySet())) {
            Object before = from.get(key);
            Object after = to.get(key);
            if (key.equals(ACTIONS) && isActions(before) && isActions(after)) {
                actions(before, after, words);
            } else if (!Objects.equals(before, after)) {
                words.add(change(key, before, after));
            }
        }
        return words;
    }

    private static String change(String key, Object before, Object after) {
        if (before == null) {
            return key + " is new" + (isPlain(after) ? ": " + Shown.value(after) : "");
        }
        if (after == null) {
            return key + " is gone" + (isPlain(before) ? ", it was " + Shown.value(before) : "");
        }
        return isPlain(before) && isPlain(after)
                ? key + " is " + Shown.value(after) + ", it was " + Shown.value(before)
                : key + " is another";
    }

    /** Models by action, or a list of ids alone. */
    private static void actions(Object before, Object after, List<String> words) {
        for (String action : both(ids(before), ids(after))) {
            if (!ids(before).contains(action)) {
                words.add("action '" + action + "' is new");
            } else if (!ids(after).contains(action)) {
                words.add("action '" + action + "' is gone");
            } else if (before instanceof Map<?, ?> models
                    && after instanceof Map<?, ?> others
                    && !Objects.equals(models.get(action), others.get(action))) {
                words.add("action '" + action + "' has other parameters");
            }
        }
    }

    private static boolean isActions(Object value) {
        return value == null || value instanceof Map<?, ?> || value instanceof Collection<?>;
    }

    private static Collection<String> ids(Object actions) {
        Collection<?> ids = actions instanceof Map<?, ?> models
                ? models.keySet()
                : actions instanceof Collection<?> listed ? listed : List.of();
        return ids.stream().map(String::valueOf).toList();
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static TreeSet<String> both(Collection<String> one, Collection<String> other) {
        TreeSet<String> keys = new TreeSet<>(one);
        keys.addAll(other);
        return keys;
    }
}
