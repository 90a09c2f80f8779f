package org.metapolicy.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;

/** A request's body: one JSON object of at most 64 KiB. */
public final class Body {
    private static final int BYTES_MAX = 64 * 1024;
    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    private Body() {}

    /**
     * Reads an object; integers come as Long, other numbers as Double.
     *
     * @throws InvalidInput if it is no JSON object in UTF-8, names a key twice, or holds a whole number beyond ±2^63
     * @throws WebApplicationException 413 if it is too long; what exceeds the limit is not read
     */
    public static Input read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new WebApplicationException(
                        "the body is longer than " + BYTES_MAX + " bytes", Response.Status.REQUEST_ENTITY_TOO_LARGE);
            }
            // Not into a Map at once: Gson would take an array of pairs for one.
            String text = text(bytes);
            Object value = GSON.fromJson(text, Object.class);
            if (!(value instanceof Map<?, ?> entries)) {
                throw new InvalidInput(
                        value == null ? "the body is empty: a JSON object is needed" : "the body is no JSON object");
            }
            requireKept(text);
            return Input.of("", entries);
        } catch (JsonParseException e) {
            throw new InvalidInput("the body is no JSON object");
        } catch (CharacterCodingException e) {
            throw new InvalidInput("the body is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses what reading changes. Of two values under one key some programs take the first, and some the last: nobody knows what was
     * meant. A whole number beyond a Long's becomes another one.
     */
    private static void requireKept(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        Deque<Set<String>> objects = new ArrayDeque<>();
        for (JsonToken next = reader.peek(); next != JsonToken.END_DOCUMENT; next = reader.peek()) {
            switch (next) {
                case BEGIN_OBJECT -> {
                    reader.beginObject();
                    objects.push(new HashSet<>());
                }
                case END_OBJECT -> {
                    reader.endObject();
                    objects.pop();
                }
                case BEGIN_ARRAY -> reader.beginArray();
                case END_ARRAY -> reader.endArray();
                case NUMBER -> requireExact(reader.nextString());
                case NAME -> {
                    String key = reader.nextName();
                    if (!objects.element().add(key)) {
                        throw new InvalidInput("the body names " + Shown.value(key) + " twice: say each key once");
                    }
                }
                default -> reader.skipValue();
            }
        }
    }

    private static void requireExact(String number) {
        if (WHOLE.matcher(number).matches() && new BigInteger(number).bitLength() >= Long.SIZE) {
            throw new InvalidInput("the body has the whole number " + Shown.value(new BigInteger(number))
                    + ": it must lie within ±2^63, or be given as a text");
        }
    }

    /** Strict: what replaced wrong bytes would be stored as if it had been said. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
