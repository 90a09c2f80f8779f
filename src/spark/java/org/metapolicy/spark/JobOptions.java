package org.metapolicy.spark;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

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
    /** @throws InvalidInput if the arguments are none that a run takes */
    static JobOptions of(String... arguments) {
        Arguments given = Arguments.read(MANY, ONE, USAGE, arguments);
        String format = given.format();
        return new JobOptions(
                given.required("evidence"),
                given.many("episodes"),
                given.many("outcomes"),
                format,
                given.one("before", null),
                given.one("segments", null),
                given.passed("as-of"),
                given.required("out"),
                given.number("partitions"));
    }
}
