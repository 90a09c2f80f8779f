package org.metapolicy.spark;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a row may have in the steps of a job; any may be null. Each step fills its own. */
final class Cells {
    /** What a row is: see {@link Kind}. */
    static final String KIND = "kind";

    static final String EPISODE = "episode";
    static final String VERSION = "version";

    /** In which order statuses count: seconds and nanoseconds, then the episode's id. */
    static final String AT_SECONDS = "at_s";

    static final String AT_NANOS = "at_n";

    static final StructType SCHEMA = new StructType(new StructField[] {
        field(KIND, DataTypes.IntegerType),
        field(EPISODE, DataTypes.StringType),
        field(VERSION, DataTypes.StringType),
        field("timestamp_s", DataTypes.LongType),
        field("timestamp_n", DataTypes.IntegerType),
        field("override", DataTypes.IntegerType),
        field("cluster", DataTypes.StringType),
        field("context", DataTypes.createArrayType(DataTypes.DoubleType)),
        field("context_hash", DataTypes.StringType),
        field("segments", DataTypes.createArrayType(DataTypes.StringType)),
        field("session", DataTypes.StringType),
        field("participant", DataTypes.StringType),
        field("outcome_counted", DataTypes.BooleanType),
        field("status_counted", DataTypes.BooleanType),
        field("opened_s", DataTypes.LongType),
        field("opened_n", DataTypes.IntegerType),
        field("outcome", DataTypes.StringType),
        field("recorded_s", DataTypes.LongType),
        field("recorded_n", DataTypes.IntegerType),
        field("reward", DataTypes.DoubleType),
        field("delta_coherence", DataTypes.DoubleType),
        field("delta_accuracy", DataTypes.DoubleType),
        field("delta_calibration", DataTypes.DoubleType),
        field("coherence_after", DataTypes.DoubleType),
        field("flag", DataTypes.IntegerType),
        field("has_outcome", DataTypes.BooleanType),
        field(AT_SECONDS, DataTypes.LongType),
        field(AT_NANOS, DataTypes.IntegerType),
        field("first_s", DataTypes.LongType),
        field("first_n", DataTypes.IntegerType),
        field("first_outcome", DataTypes.StringType),
        field("left_out", DataTypes.IntegerType),
        // What the evaluation of versions needs besides; nothing for counting.
        field("done", DataTypes.StringType),
        field("propensity", DataTypes.DoubleType),
        field("choices", DataTypes.createArrayType(DataTypes.StringType)),
        field("result", DataTypes.StringType),
        // The record of the decision, as a JSON text.
        field("decision", DataTypes.StringType),
        // Another version that was suggested in shadow, and recommends what was served.
        field("suggested", DataTypes.StringType)
    });

    /** What a row is. */
    enum Kind {
        /** An episode as it was read or carried over. */
        EPISODE,
        /** An outcome as it was read or carried over. */
        OUTCOME,
        /** What a version would have done at an episode. */
        CHOICE,
        /** An episode with what came of it. */
        DECISION,
        /** An outcome at its place. */
        OUTCOME_PIECE,
        /** A status at its place. */
        STATUS_PIECE,
        /** What is kept for a later run. */
        KEPT,
        /** What came of a version. */
        RESULT,
        /** An outcome that counted for its version. */
        COUNTED_OUTCOME,
        /** A status that counted for its version. */
        COUNTED_STATUS,
        /** What came of the family. */
        FAMILY_RESULT
    }

    private static final List<Kind> KINDS = List.of(Kind.values());

    /** By names that stand in the code, each of which is one object: other look-ups are slow for what is asked of every row. */
    private static final Map<String, Integer> INDEX = new IdentityHashMap<>(4 * SCHEMA.length());

    /** Of an instant's two columns the first; the other follows it. */
    private static final Map<String, Integer> INSTANTS = new IdentityHashMap<>(4 * SCHEMA.length());

    static {
        for (int i = 0; i < SCHEMA.length(); i++) {
            String name = SCHEMA.fieldNames()[i];
            INDEX.put(name.intern(), i);
            if (name.endsWith("_s")) {
                INSTANTS.put(name.substring(0, name.length() - "_s".length()).intern(), i);
            }
        }
    }

    private Cells() {}

    private static StructField field(String name, DataType type) {
        return DataTypes.createStructField(name, type, true);
    }

    static int index(String name) {
        return INDEX.get(name);
    }

    static boolean isOne(String name) {
        return INDEX.containsKey(name);
    }

    /** Where an instant's seconds are; its nanoseconds follow. */
    static int instant(String name) {
        return INSTANTS.get(name);
    }

    /** What a column of lists holds, however the row came about. */
    static Object[] list(Row row, int index) {
        return row.get(index) instanceof Object[] list
                ? list
                : row.getList(index).toArray();
    }

    static Kind kind(Row row) {
        return KINDS.get(row.getInt(index(KIND)));
    }

    static String text(Row row, String name) {
        return row.getString(index(name));
    }

    @SuppressWarnings("unchecked")
    static <T> T value(Row row, String name) {
        return (T) row.get(index(name));
    }

    static boolean flag(Row row, String name) {
        return Boolean.TRUE.equals(row.get(index(name)));
    }

    /** The instant that two columns hold, whose names end in {@code _s} and {@code _n}; null where they hold none. */
    static Instant instant(Row row, String name) {
        int seconds = instant(name);
        return row.isNullAt(seconds) ? null : Instant.ofEpochSecond(row.getLong(seconds), row.getInt(seconds + 1));
    }
}
