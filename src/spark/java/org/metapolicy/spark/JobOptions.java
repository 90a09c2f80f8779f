package org.metapolicy.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Times;

/**
 * What a run is told.
 *
 * @param evidence path of the text that {@code metapolicy.exportEvidence} gave
 * @param episodes paths of files of episodes, or folders of such
 * @param outcomes paths of files of outcomes, or folders of such
 * @param format of these files: parquet, csv or json
 * @param before the folder of the run before, whose states were imported last; null for the first
 * @param segments path of a file of segments with {@code id} and {@code potency}, in the same format; null for none
 * @param asOf what time it is: statuses time out by it
 * @param out the folder that the run makes
 * @param partitions into how many parts rows are split; 0 for what Spark is set to
 */
record JobOptions(
        String evidence,
        List<String> episodes,
        List<String> outcomes,
        String format,
        String before,
        String segments,
        Instant asOf,
        String out,
        int partitions) {
    static final String USAGE = "usage: TrustJob --evidence FILE --as-of TIME --out FOLDER [--episodes PATH]..."
            + " [--outcomes PATH]... [--format parquet|csv|json] [--before FOLDER] [--segments FILE] [--partitions N]";

    private static final Set<String> MANY = Set.of("episodes", "outcomes");
    private static final Set<String> ONE =
            Set.of("evidence", "format", "before", "segments", "as-of", "out", "partitions");
    private static final List<String> FORMATS = List.of("parquet", "csv", "json");

    /** @throws InvalidInput if the arguments are none that a run takes */
    static JobOptions of(String... arguments) {
        Map<String, List<String>> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String key = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!MANY.contains(key) && !ONE.contains(key) || i + 1 == arguments.length) {
                throw new InvalidInput("'" + arguments[i] + "' is no option with a value; " + USAGE);
            }
            List<String> values = given.computeIfAbsent(key, any -> new ArrayList<>());
            values.add(arguments[i + 1]);
            if (ONE.contains(key) && values.size() > 1) {
                throw new InvalidInput("--" + key + " is given twice; " + USAGE);
            }
        }
        String format = one(given, "format", "parquet");
        if (!FORMATS.contains(format)) {
            throw new InvalidInput("--format is '" + format + "': it must be one of " + String.join(", ", FORMATS));
        }
        return new JobOptions(
                required(given, "evidence"),
                given.getOrDefault("episodes", List.of()),
                given.getOrDefault("outcomes", List.of()),
                format,
                one(given, "before", null),
                one(given, "segments", null),
                Times.require("--as-of", required(given, "as-of")),
                required(given, "out"),
                number(one(given, "partitions", "0")));
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw new InvalidInput("--partitions is '" + text + "': it must be a whole number of 0 or more");
        }
        throw new InvalidInput("--partitions is '" + text + "': it must be a whole number of 0 or more");
    }

    private static String required(Map<String, List<String>> given, String key) {
        String value = one(given, key, null);
        if (value == null) {
            throw new InvalidInput("--" + key + " is missing; " + USAGE);
        }
        return value;
    }

    private static String one(Map<String, List<String>> given, String key, String otherwise) {
        return given.containsKey(key) ? given.get(key).get(0) : otherwise;
    }
}
