package org.metapolicy.trail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An event in whose texts an erasure put a pseudonym: what the event of the erasure says of it, so that it is told from one
 * that was edited. Its hash stays, which the next event and kept heads rest on.
 *
 * @param seq its number
 * @param hash the hash that it carries, of its former contents
 * @param sha256 the hash of what it holds since
 */
public record RedactedEvent(long seq, String hash, String sha256) {
    /** Where an event of an erasure lists them, in its evidence. */
    public static final String LIST = "redacted";

    private static final String SEQ = "seq";
    private static final String HASH = "hash";
    private static final String SHA256 = "sha256";

    /** What an event is as it stands. */
    static RedactedEvent of(StoredEvent event) {
        return new RedactedEvent(event.seq(), event.text(EventKey.HASH), GovernanceEvent.hash(event.properties()));
    }

    /** What an event will be with these texts in place of its own. */
    public static RedactedEvent of(StoredEvent event, Map<String, String> texts) {
        Map<String, Object> properties = new HashMap<>(event.properties());
        properties.putAll(texts);
        return new RedactedEvent(event.seq(), event.text(EventKey.HASH), GovernanceEvent.hash(properties));
    }

    /** As an event's evidence lists it. */
    public Map<String, Object> asMap() {
        return Map.of(SEQ, seq, HASH, hash, SHA256, sha256);
    }

    /** Whether an event is that of an erasure, after this one and itself as it was written, which lists this one so. */
    boolean isSaidBy(StoredEvent erasure) {
        return erasure.is(GovernanceAction.PARTICIPANT_ERASED)
                && erasure.seq() > seq
                && erasure.holds()
                && erasure.evidence().get(LIST) instanceof List<?> listed
                && listed.contains(asMap());
    }
}
