package org.metapolicy.governance.erasure;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trust.EpisodeFacts;

/**
 * Puts pseudonyms in the place of ids in texts: where an id is the whole text, and within a text where it stands as a word
 * of its own. There it counts only if it can be told from any other word: three characters at the least and not digits
 * alone, or six digits. The name of a context is shared with others, and they with its suspensions: there an id counts only if
 * it can be told from any other word, even where it is the whole name.
 */
public final class Redaction {
    private static final int WORD_MIN = 3;
    private static final int DIGITS_MIN = 6;
    private static final int DEPTH_MAX = 500;

    /** Punctuation belongs to a word where it stands within. */
    private static final String INNER = "(?:[\\p{L}\\p{N}_.%s-]*[\\p{L}\\p{N}])?";

    private static final Pattern WIDE = Pattern.compile("[\\p{L}\\p{N}]" + INNER.formatted(":/@#"));
    private static final Pattern NARROW = Pattern.compile("[\\p{L}\\p{N}]" + INNER.formatted(""));

    /** Names that the product gives to contexts itself, and goes on giving. */
    private static final Pattern OWN_CONTEXT = Pattern.compile("centroid-[0-9]+|" + EpisodeFacts.OTHER_CLUSTER);

    /** Members of a map that name contexts. */
    private static final Set<String> OF_CONTEXTS = Set.of("context", "context_cluster", "context_clusters");

    private final String first;
    private final String stem;
    private final Map<String, String> names;
    private final List<String> phrases;

    /** Pseudonyms of ids that stand in the place of one id alone: in a text these may be anybody's words. */
    private final Map<String, String> given = new HashMap<>();

    private Redaction(String first, String stem, Map<String, String> names) {
        this.first = first;
        this.stem = stem;
        this.names = Map.copyOf(names);
        this.phrases = names.keySet().stream()
                .filter(id -> id.length() >= WORD_MIN && !WIDE.matcher(id).matches())
                .toList();
    }

    /**
     * For these ids.
     *
     * @param first the id of the participant, whose pseudonym is the stem of all others
     * @param stem random, and kept nowhere with the id
     */
    public static Redaction of(String first, Collection<String> ids, String stem) {
        Map<String, String> names = new TreeMap<>();
        names.put(first, stem);
        ids.stream().sorted().forEach(id -> names.computeIfAbsent(id, any -> stem + "." + names.size()));
        return new Redaction(first, stem, names);
    }

    /** The pseudonym that all others begin with. */
    public String stem() {
        return stem;
    }

    /** The pseudonym of an id; of one that is not known, one of its own, which is put into no text. */
    public String name(String id) {
        if (id == null) {
            return null;
        }
        String known = names.get(id);
        return known == null ? given.computeIfAbsent(id, any -> stem + "." + (names.size() + given.size())) : known;
    }

    /** Whether a text names one of them. */
    public boolean meets(String text) {
        return text != null && !text.equals(of(text));
    }

    /** A text with pseudonyms; null stays null. JSON stays the JSON that it was, and canonical where it was that. */
    public String of(String text) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        String whole = names.get(text);
        if (whole != null) {
            return whole;
        }
        char begin = text.charAt(0);
        return begin == '{' || begin == '[' ? ofJson(text) : words(text);
    }

    /**
     * The name of a context with pseudonyms, or one in its place where it would be longer than names of contexts are; null stays
     * null.
     */
    public String ofContext(String name) {
        if (name == null || OWN_CONTEXT.matcher(name).matches()) {
            return name;
        }
        String whole = isWord(name) ? names.get(name) : null;
        String renamed = whole == null ? words(name) : whole;
        return renamed.equals(name) || renamed.length() <= EpisodeFacts.LONGEST_CLUSTER ? renamed : name(name);
    }

    /** Whether a context has the participant's id for its name, and keeps it. */
    public boolean leaves(String context) {
        return first.equals(context) && ofContext(context).equals(context);
    }

    /** The same of each text in a value of maps, lists and plain values. */
    public Object ofValue(Object value) {
        if (value instanceof String text) {
            return of(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::ofValue).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new TreeMap<>();
            map.forEach((key, entry) -> copy.put(key((String) key), ofMember((String) key, entry)));
            return copy;
        }
        return value;
    }

    /** The same of what a map holds under this key. */
    public Object ofMember(String key, Object value) {
        if (OF_CONTEXTS.contains(key)) {
            return value instanceof String context
                    ? ofContext(context)
                    : value instanceof List<?> list
                            ? list.stream().map(each -> ofMember(key, each)).toList()
                            : ofValue(value);
        }
        return ofValue(value);
    }

    private String ofJson(String text) {
        try {
            JsonElement json = JsonParser.parseString(text);
            JsonElement replaced = replaced(json, false, 0);
            if (replaced.equals(json)) {
                return text;
            }
            return isCanonical(text)
                    ? CanonicalJson.ofParsed(CanonicalJson.parse(replaced.toString()))
                    : replaced.toString();
        } catch (JsonParseException otherText) {
            return words(text);
        }
    }

    private static boolean isCanonical(String text) {
        return text.charAt(0) == '{'
                && CanonicalJson.ofParsed(CanonicalJson.parse(text)).equals(text);
    }

    private JsonElement replaced(JsonElement json, boolean ofContexts, int depth) {
        if (depth > DEPTH_MAX) {
            throw new JsonParseException("nested too deep to be looked at");
        }
        if (json.isJsonObject()) {
            JsonObject copy = new JsonObject();
            json.getAsJsonObject()
                    .entrySet()
                    .forEach(entry -> copy.add(
                            key(entry.getKey()),
                            replaced(entry.getValue(), OF_CONTEXTS.contains(entry.getKey()), depth + 1)));
            return copy;
        }
        if (json.isJsonArray()) {
            JsonArray copy = new JsonArray();
            json.getAsJsonArray().forEach(entry -> copy.add(replaced(entry, ofContexts, depth + 1)));
            return copy;
        }
        return json instanceof JsonPrimitive plain && plain.isString()
                ? new JsonPrimitive(ofContexts ? ofContext(plain.getAsString()) : of(plain.getAsString()))
                : json;
    }

    private String key(String key) {
        String whole = isWord(key) ? names.get(key) : null;
        return whole == null ? words(key) : whole;
    }

    private String words(String text) {
        String result = WIDE.matcher(text).replaceAll(wide -> Matcher.quoteReplacement(word(wide.group())));
        for (String phrase : phrases) {
            if (result.contains(phrase)) {
                result = result.replaceAll(
                        "(?<![\\p{L}\\p{N}_-])" + Pattern.quote(phrase) + "(?![\\p{L}\\p{N}_-])",
                        Matcher.quoteReplacement(names.get(phrase)));
            }
        }
        return result;
    }

    private String word(String wide) {
        return isWord(wide) && names.containsKey(wide)
                ? names.get(wide)
                : NARROW.matcher(wide)
                        .replaceAll(narrow -> Matcher.quoteReplacement(
                                isWord(narrow.group())
                                        ? names.getOrDefault(narrow.group(), narrow.group())
                                        : narrow.group()));
    }

    /** Whether an id can be told from any other word of a text. */
    public static boolean isWord(String id) {
        return id.length() >= DIGITS_MIN
                || id.length() >= WORD_MIN && !id.chars().allMatch(Character::isDigit);
    }
}
