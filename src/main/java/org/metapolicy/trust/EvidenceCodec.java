package org.metapolicy.trust;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import org.metapolicy.policy.MetapolicyException.Conflict;

/**
 * A version's running state as compact JSON text and back, exactly: doubles are written with as many digits as tell them
 * apart. Its size is bounded (a few kilobytes; more while many sessions are open, or many people known in each window).
 *
 * <p>Guardrails and variables stand there by their keys. A guardrail that the text lacks was declared after it was
 * written and starts without evidence; one that this version of the plugin does not know was written by a newer one, and
 * the text is refused. Texts of earlier formats are carried over by {@link EvidenceFormats}.
 */
public final class EvidenceCodec {
    /** Raised whenever the meaning of the text changes, with a step in {@link EvidenceFormats} from the one before. */
    static final int FORMAT = 4;

    private static final String BEGINNING = "{\"format\":" + FORMAT + ",";

    private static final Gson GSON = new Gson();

    private EvidenceCodec() {}

    public static String write(VersionEvidence evidence) {
        return GSON.toJson(StoredState.of(FORMAT, evidence.state()));
    }

    /** The state that the text holds; that of a version without evidence where there is no text yet. */
    public static VersionEvidence readOrEmpty(String text) {
        return text.isEmpty() ? VersionEvidence.empty() : read(text);
    }

    /**
     * The state that the text holds. What writes the same text again lacks nothing, which is told without looking at its parts.
     *
     * @throws Conflict if the text is of a later format, names what this version does not know, is damaged or incomplete:
     *     a full recount makes it anew
     */
    public static VersionEvidence read(String text) {
        JsonObject stored;
        VersionEvidence evidence;
        try {
            if (text.startsWith(BEGINNING)) {
                VersionEvidence whole = new VersionEvidence(
                        GSON.fromJson(text, StoredState.class).toState());
                if (write(whole).equals(text)) {
                    return whole;
                }
            }
            stored = carriedOver(text);
            evidence =
                    new VersionEvidence(GSON.fromJson(stored, StoredState.class).toState());
        } catch (JsonParseException
                | NullPointerException
                | ClassCastException
                | IllegalStateException
                | IllegalArgumentException damage) {
            throw damaged("it is no JSON of its form");
        }
        // The reader fills what is absent with zeros; nothing but the whole state gives the same text again.
        JsonObject again =
                GSON.toJsonTree(StoredState.of(FORMAT, evidence.state())).getAsJsonObject();
        if (!stored.equals(withoutNewGuardrails(again, stored))) {
            throw damaged("it lacks a part or holds one too many");
        }
        return evidence;
    }

    /** A text of today's format without what {@code stored} cannot hold, having been begun under an earlier one. */
    public static String comparable(String text, String stored) {
        if (text.isEmpty() || stored.isEmpty() || !read(stored).isCarriedOver()) {
            return text;
        }
        JsonObject less = JsonParser.parseString(text).getAsJsonObject();
        EvidenceFormats.forgetWhatCameLater(less, read(stored).state().begun());
        return less.toString();
    }

    private static JsonObject carriedOver(String text) {
        JsonObject stored = JsonParser.parseString(text).getAsJsonObject();
        JsonElement number = stored.get("format");
        int format = number == null ? 0 : number.getAsInt();
        if (format < 1 || format > FORMAT) {
            throw new Conflict("the stored evidence has format " + (number == null ? "none" : format)
                    + ": this version of the plugin reads formats up to " + FORMAT
                    + "; refreshTrust with {mode: 'FULL'} counts it anew");
        }
        return EvidenceFormats.carryOver(stored, format, FORMAT);
    }

    /** What is declared since the text was written started without evidence, and is no gap in it. */
    private static JsonObject withoutNewGuardrails(JsonObject again, JsonObject stored) {
        JsonObject known = stored.getAsJsonObject("guardrails");
        again.getAsJsonObject("guardrails").keySet().removeIf(key -> !known.has(key));
        return again;
    }

    private static Conflict damaged(String how) {
        return new Conflict("the stored evidence is damaged (" + how
                + "): refreshTrust with {mode: 'FULL'} counts it anew from the outcomes");
    }
}
