package org.metapolicy.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** A request's body: one JSON object of at most 64 KiB. */
public final class Body {
    private static final int BYTES_MAX = 64 * 1024;
    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private Body() {}

    /**
     * Reads an object; integers come as Long, other numbers as Double.
     *
     * @throws InvalidInput if it is no JSON object in UTF-8
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
            Object value = GSON.fromJson(text(bytes), Object.class);
            if (!(value instanceof Map<?, ?> entries)) {
                throw new InvalidInput(
                        value == null ? "the body is empty: a JSON object is needed" : "the body is no JSON object");
            }
            return Input.of("", entries);
        } catch (JsonParseException e) {
            throw new InvalidInput("the body is no JSON object");
        } catch (CharacterCodingException e) {
            throw new InvalidInput("the body is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
