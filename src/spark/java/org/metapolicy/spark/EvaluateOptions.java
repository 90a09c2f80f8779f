package org.metapolicy.spark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.counterfactual.EvaluationOptions;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MapsAreObjects;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * What an evaluation is told.
 *
 * @param evidence path of the text that {@code metapolicy.exportEvidence} gave: settings, centroids, and which versions there are
 * @param version the id of the version that is judged
 * @param options as {@code metapolicy.evaluate} takes them
 * @param episodes paths of files of episodes, or folders of such
 * @param outcomes paths of files of outcomes, or folders of such
 * @param choices paths of files of what versions would have done, or folders of such
 * @param format of these files: parquet, csv or json
 * @param asOf up to when outcomes are waited for
 * @param out the folder that the run makes
 * @param partitions into how many parts rows are split; 0 for what Spark is set to
 */
record EvaluateOptions(
        String evidence,
        String version,
        EvaluationOptions options,
        List<String> episodes,
        List<String> outcomes,
        List<String> choices,
        String format,
        Instant asOf,
        String out,
        int partitions) {
    static final String USAGE =
            "usage: EvaluateJob --evidence FILE --version ID --as-of TIME --out FOLDER --episodes PATH..."
                    + " [--outcomes PATH]... [--choices PATH]... [--options JSON] [--format parquet|csv|json] [--partitions N]";

    private static final Gson GSON =
            new GsonBuilder().registerTypeAdapterFactory(new MapsAreObjects()).create();

    private static final Set<String> MANY = Set.of("episodes", "outcomes", "choices");
    private static final Set<String> ONE =
            Set.of("evidence", "version", "options", "format", "as-of", "out", "partitions");

    /** @throws InvalidInput if the arguments are none that an evaluation takes */
    static EvaluateOptions of(String... arguments) {
        Arguments given = Arguments.read(MANY, ONE, USAGE, arguments);
        given.required("episodes");
        return new EvaluateOptions(
                given.required("evidence"),
                given.required("version"),
                EvaluationOptions.of(Input.of("options", map(given.one("options", "{}")))),
                given.many("episodes"),
                given.many("outcomes"),
                given.many("choices"),
                given.format(),
                given.passed("as-of"),
                given.required("out"),
                given.number("partitions"));
    }

    private static Map<?, ?> map(String json) {
        Map<?, ?> map;
        try {
            map = GSON.fromJson(json, Map.class);
        } catch (JsonParseException other) {
            map = null;
        }
        if (map == null) {
            throw new InvalidInput("--options is '" + json + "': it must be a JSON map");
        }
        return map;
    }
}
