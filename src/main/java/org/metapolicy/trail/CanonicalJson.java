package org.metapolicy.trail;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.JsonSyntaxException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.erdtman.jcs.JsonCanonicalizer;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** JSON in the one form that RFC 8785 gives to each value, so that equal contents have equal hashes. */
public final class CanonicalJson {
    /** Beyond this, RFC 8785's numbers (IEEE 754 doubles) no longer tell neighbouring integers apart. */
    private static final long INTEGER_MAX = 1L << 53;

    /** From here on RFC 8785 writes an exponent, so that a whole number is read back as what it was. */
    private static final double EXPONENT_MIN = 1e21;

    /** How deep maps and lists may stand in one another. */
    private static final int DEPTH_MAX = 128;

    /** What is read was written by this class, or by hand: deep enough for either, and read without recursion. */
    private static final int DEPTH_READ = 10_000;

    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private CanonicalJson() {}

    /**
     * The canonical JSON text of a map of maps, lists, texts, booleans, numbers and nulls.
     *
     * @param what what the map is, for the message
     * @throws InvalidInput if a value has no JSON form that is read back as the same: NaN, an infinity, a whole number
     *     beyond 2^53, another type, maps and lists more than 128 deep
     */
    public static String of(String what, Map<String, ?> value) {
        requireJson(what, value, 0);
        return text(value);
    }

    /**
     * The canonical JSON text of what this product itself found and records: what has no JSON form of its own (a figure
     * that is NaN, an id that is no text) is recorded as text, since a move must never fail over its own evidence.
     */
    public static String ofRecorded(Map<String, ?> evidence) {
        return text(recordable(evidence, 0));
    }

    /** The canonical JSON text of a part of what {@link #parse} read, as it stood in the text that was read. */
    public static String ofParsed(Map<String, ?> parsed) {
        return text(parsed);
    }

    /**
     * The map that a JSON text of this class holds; a number without a fraction comes back as Long.
     *
     * @throws JsonParseException if the text is no JSON map
     */
    public static Map<String, Object> parse(String json) {
        JsonReader reader = new JsonReader(new StringReader(json == null ? "" : json));
        reader.setNestingLimit(DEPTH_READ);
        try {
            // Gson would take an array of pairs for a map, and null for none.
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new JsonSyntaxException("it must be a JSON map");
            }
        } catch (IOException malformed) {
            throw new JsonSyntaxException(malformed);
        }
        return GSON.fromJson(reader, new TypeToken<Map<String, Object>>() {}.getType());
    }

    private static String text(Object value) {
        try {
            return new JsonCanonicalizer(GSON.toJson(value)).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object recordable(Object value, int depth) {
        if (depth <= DEPTH_MAX && value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new HashMap<>();
            map.forEach((key, entry) -> copy.put(String.valueOf(key), recordable(entry, depth + 1)));
            return copy;
        }
        if (depth <= DEPTH_MAX && value instanceof Collection<?> list) {
            return list.stream().map(entry -> recordable(entry, depth + 1)).collect(Collectors.toList());
        }
        boolean plain = value == null || value instanceof String || value instanceof Boolean;
        return plain || value instanceof Number number && isExact(number) ? value : String.valueOf(value);
    }

    private static boolean isExact(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double size = Math.abs(number.doubleValue());
            return size <= INTEGER_MAX || size >= EXPONENT_MIN && Double.isFinite(size);
        }
        return Math.abs(number.longValue()) <= INTEGER_MAX && number.longValue() != Long.MIN_VALUE;
    }

    /** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether JSON has this value as it is. */
    public static boolean isWritable(Object value) {
        try {
            requireJson("it", value, 0);
            return true;
        } catch (InvalidInput isNot) {
            return false;
        }
    }

    private static void requireJson(String path, Object value, int depth) {
        if (depth > DEPTH_MAX) {
            throw new InvalidInput(path.substring(0, Math.min(80, path.length())) + "… is nested more than " + DEPTH_MAX
                    + " deep: flatten it, or give it as a text");
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> requireJson(path + "." + key, entry, depth + 1));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                requireJson(path + "[" + i + "]", list.get(i), depth + 1);
            }
        } else if (value instanceof Number number) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new InvalidInput(path + " is " + value + ": it must be a finite number");
            }
            if (!isExact(number)) {
                throw new InvalidInput(path + " is " + value
                        + ": a whole number must lie within ±2^53, beyond it JSON's numbers are not exact; give it as a"
                        + " text");
            }
        } else if (value != null && !(value instanceof String) && !(value instanceof Boolean)) {
            throw new InvalidInput(path + " is a " + value.getClass().getSimpleName()
                    + ": it must be a text, number, boolean, list or map");
        }
    }
}
