package org.metapolicy.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Times;

/**
 * The words after a program's name, as options with a value each.
 *
 * @param given the values by option, without its dashes
 * @param usage how the program is called
 */
record Arguments(Map<String, List<String>> given, String usage) {
    private static final List<String> FORMATS = List.of("parquet", "csv", "json");

    /**
     * Reads them.
     *
     * @param many options that may stand more than once
     * @param one options that may not
     * @throws InvalidInput if there is another option, one without a value, or one that stands too often
     */
    static Arguments read(Set<String> many, Set<String> one, String usage, String... arguments) {
        Set<String> known = new HashSet<>(many);
        known.addAll(one);
        Map<String, List<String>> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String key = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!known.contains(key) || i + 1 == arguments.length) {
                throw new InvalidInput("'" + arguments[i] + "' is no option with a value; " + usage);
            }
            List<String> values = given.computeIfAbsent(key, any -> new ArrayList<>());
            values.add(arguments[i + 1]);
            if (one.contains(key) && values.size() > 1) {
                throw new InvalidInput("--" + key + " is given twice; " + usage);
            }
        }
        return new Arguments(given, usage);
    }

    List<String> many(String key) {
        return given.getOrDefault(key, List.of());
    }

    String one(String key, String otherwise) {
        return given.containsKey(key) ? given.get(key).get(0) : otherwise;
    }

    String required(String key) {
        String value = one(key, null);
        if (value == null) {
            throw new InvalidInput("--" + key + " is missing; " + usage);
        }
        return value;
    }

    /** An instant that has passed, by this machine's clock, as the import asks of the one that a run counted by. */
    Instant passed(String key) {
        return Times.requirePassed("--" + key, Times.require("--" + key, required(key)), Instant.now());
    }

    /** What kind of files there are. */
    String format() {
        String format = one("format", "parquet");
        if (!FORMATS.contains(format)) {
            throw new InvalidInput("--format is '" + format + "': it must be one of " + String.join(", ", FORMATS));
        }
        return format;
    }

    /** A whole number of 0 or more; 0 where it is not given. */
    int number(String key) {
        String text = one(key, "0");
        if (!text.matches("\\d{1,9}")) {
            throw new InvalidInput("--" + key + " is '" + text + "': it must be a whole number of 0 or more");
        }
        return Integer.parseInt(text);
    }
}
