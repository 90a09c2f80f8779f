package org.metapolicy.trail;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** JSON in the one form that RFC 8785 gives to each value, so that equal contents have equal hashes. */
public final class CanonicalJson {
    /** Beyond this, RFC 8785's numbers (IEEE 754 doubles) no longer tell neighbouring integers apart. */
    private static final long INTEGER_MAX = 1L << 53;

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
     * @throws InvalidInput if a value has no JSON form: NaN, an infinity, an integer beyond 2^53, another type
     */
    public static String of(String what, Map<String, ?> value) {
        requireJson(what, value);
        try {
            return new JsonCanonicalizer(GSON.toJson(value)).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The map that a JSON text of this class holds; a number without a fraction comes back as Long. */
    public static Map<String, Object> parse(String json) {
        return GSON.fromJson(json, new TypeToken<Map<String, Object>>() {}.getType());
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

    private static void requireJson(String path, Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> requireJson(path + "." + key, entry));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                requireJson(path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof Double || value instanceof Float) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new InvalidInput(path + " is " + value + ": it must be a finite number");
            }
        } else if (value instanceof Number number) {
            if (Math.abs(number.longValue()) > INTEGER_MAX) {
                throw new InvalidInput(path + " is " + value + ": an integer must lie within ±2^53");
            }
        } else if (value != null && !(value instanceof String) && !(value instanceof Boolean)) {
            throw new InvalidInput(path + " is a " + value.getClass().getSimpleName()
                    + ": it must be a text, number, boolean, list or map");
        }
    }
}
