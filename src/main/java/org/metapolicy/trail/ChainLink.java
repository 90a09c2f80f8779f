package org.metapolicy.trail;

import java.util.HashMap;
import java.util.Map;

/**
 * An event as somebody without the database can verify it: SHA-256 over the UTF-8 bytes of the text is the hash, unless a later
 * erasure lists it.
 *
 * @param seq its number
 * @param canonical RFC 8785 JSON of all its properties but the hash, as they stand
 * @param hash the hash that it carries; null where that is gone
 */
public record ChainLink(long seq, String canonical, String hash) {
    private static final String CANONICAL = "canonical";

    public static ChainLink of(StoredEvent event) {
        return new ChainLink(event.seq(), GovernanceEvent.canonical(event.properties()), event.text(EventKey.HASH));
    }

    /** Its text and its hash, by the keys canonical and hash. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new HashMap<>();
        map.put(CANONICAL, canonical);
        map.put(EventKey.HASH, hash);
        return map;
    }

    /** The same as one line of JSON. */
    public String line() {
        return CanonicalJson.ofParsed(asMap());
    }

    /** What the text says, by property. */
    public Map<String, Object> contents() {
        return CanonicalJson.parse(canonical);
    }
}
