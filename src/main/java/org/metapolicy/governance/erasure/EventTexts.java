package org.metapolicy.governance.erasure;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trail.EventKey;
import org.metapolicy.trail.StoredEvent;

/** What people and applications said in an event, told from what the product itself notes there. */
public final class EventTexts {
    /** Properties of a family that are words, or name what is the application's. */
    private static final Set<String> WORDS = Set.of(
            FamilyProperties.NAME,
            FamilyProperties.DESCRIPTION,
            FamilyProperties.OWNER,
            FamilyProperties.NOTES,
            FamilyProperties.HIGH_AFFECT_SEGMENTS);

    /** Parts of an event's evidence that somebody gave, or that stood before. */
    private static final Set<String> GIVEN = Set.of(
            "caller",
            ContextLimit.KEY,
            "contents_changed",
            "contexts",
            "done",
            "hyperparams",
            "links",
            "missing",
            "reasoning",
            "stood");

    private static final String ASKED = "asked";

    /** Ids in clear, as events of before salts were had them. */
    private static final String PARTICIPANTS = "participants";

    private EventTexts() {}

    /** The texts of an event that name somebody, with pseudonyms, by property key; empty where none does. */
    public static Map<String, String> replaced(StoredEvent event, Redaction names) {
        Map<String, String> replaced = new TreeMap<>();
        put(replaced, event, EventKey.REASON, names::of);
        put(replaced, event, EventKey.CONTEXT_CLUSTER, names::ofContext);
        put(replaced, event, EventKey.LIMITED_TO, text -> json(text, names, map -> map.replaceAll(names::ofMember)));
        put(replaced, event, EventKey.SETTINGS_BEFORE, text -> settings(text, names));
        put(replaced, event, EventKey.SETTINGS_AFTER, text -> settings(text, names));
        put(replaced, event, EventKey.EVIDENCE, text -> evidence(text, names));
        return replaced;
    }

    /** Properties of a family with pseudonyms in those that are words. */
    public static FamilyProperties replaced(FamilyProperties governed, Redaction names) {
        FamilyProperties result = governed;
        for (String key : WORDS) {
            Object value = governed.asMap().get(key);
            if (value != null && !value.equals(names.ofValue(value))) {
                result = result.with(key, names.ofValue(value));
            }
        }
        return result;
    }

    private static void put(
            Map<String, String> replaced, StoredEvent event, String key, UnaryOperator<String> replacement) {
        String text = event.text(key);
        if (text != null && !text.equals(replacement.apply(text))) {
            replaced.put(key, replacement.apply(text));
        }
    }

    private static String settings(String json, Redaction names) {
        return json(
                json,
                names,
                map -> WORDS.forEach(key -> map.computeIfPresent(key, (any, value) -> names.ofValue(value))));
    }

    private static String evidence(String json, Redaction names) {
        return json(json, names, map -> {
            GIVEN.forEach(key -> map.computeIfPresent(key, names::ofMember));
            map.computeIfPresent(ASKED, (any, asked) -> asked instanceof String text ? settings(text, names) : asked);
            map.computeIfPresent(PARTICIPANTS, (any, ids) -> ids instanceof List<?> list ? names.ofValue(list) : ids);
        });
    }

    private static String json(String json, Redaction names, Consumer<Map<String, Object>> replacement) {
        try {
            Map<String, Object> read = CanonicalJson.parse(json);
            Map<String, Object> map = new TreeMap<>(read);
            replacement.accept(map);
            return map.equals(read) ? json : CanonicalJson.ofParsed(map);
        } catch (JsonParseException edited) {
            return names.of(json);
        }
    }
}
