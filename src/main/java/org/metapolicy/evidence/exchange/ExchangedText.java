package org.metapolicy.evidence.exchange;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.policy.HalfCharacter;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MapsAreObjects;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.ValueKind;

/**
 * The JSON texts that are exchanged: written with their keys in order and doubles with as many digits as tell them apart, so
 * that the same contents are the same text, and told by the SHA-256 of its UTF-8 bytes.
 */
final class ExchangedText {
    /** Raised whenever the meaning of a text changes. */
    static final long FORMAT = 1;

    static final ValueKind<Long> COUNT = ValueKind.integer("a whole number of 0 or more", 0, Long.MAX_VALUE);

    private static final String FORMAT_KEY = "format";
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapterFactory(new MapsAreObjects())
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private ExchangedText() {}

    static String write(Map<String, ?> contents) {
        Map<String, Object> sorted = new TreeMap<>(contents);
        sorted.put(FORMAT_KEY, FORMAT);
        return GSON.toJson(sorted);
    }

    /**
     * Reads a text.
     *
     * @param what what it is, for messages
     * @param keys those that it may have beside its format
     * @throws InvalidInput if it is no such text, or of another format
     */
    static Input read(String what, String text, String... keys) {
        Map<String, Object> contents;
        try {
            contents = text == null ? null : GSON.fromJson(text, new TypeToken<Map<String, Object>>() {});
        } catch (JsonParseException wrong) {
            throw new InvalidInput(what + " is no JSON map: it must be the text that the job wrote, as it wrote it");
        }
        if (contents == null) {
            throw new InvalidInput(what + " is missing: it must be the text that the job wrote, as it wrote it");
        }
        HalfCharacter.refuse(what, contents);
        Object format = contents.remove(FORMAT_KEY);
        if (!Long.valueOf(FORMAT).equals(format)) {
            throw new InvalidInput(what + ".format is " + format + ": this version of the plugin reads format " + FORMAT
                    + "; use the job of the same version");
        }
        return Input.of(what, contents).only(keys);
    }

    /** The maps that stand as a list under a key. */
    static List<Input> maps(Input input, String key) {
        if (!(input.get(key) instanceof List<?> list)) {
            throw new InvalidInput(input.path(key) + " must be a list of maps");
        }
        List<Input> maps = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof Map<?, ?> map)) {
                throw new InvalidInput(input.path(key) + "[" + maps.size() + "] must be a map");
            }
            maps.add(Input.of(input.path(key) + "[" + maps.size() + "]", map));
        }
        return maps;
    }

    /** The texts that stand as a list under a key. */
    static List<String> texts(Input input, String key) {
        if (input.get(key) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new InvalidInput(input.path(key) + " must be a list of texts");
    }

    /** A text that may be empty, and must be there. */
    static String text(Input input, String key) {
        if (input.get(key) instanceof String text) {
            return text;
        }
        throw new InvalidInput(input.path(key) + " must be a text");
    }

    /** A text that may be missing: then an empty one. */
    static String textIfAny(Input input, String key) {
        return input.get(key) == null ? "" : text(input, key);
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
