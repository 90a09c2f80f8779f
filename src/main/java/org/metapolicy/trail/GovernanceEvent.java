package org.metapolicy.trail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;

/**
 * One link of a chain: what happened, by whom, why and on what evidence, bound to its predecessor by hash.
 *
 * @param familyId the family; null in the chain of the graph's own settings
 * @param seq 1, 2, 3, … without a gap
 * @param evidence canonical JSON text
 * @param counted the number of the family's last counted evidence
 * @param summary what it notes of its chain up to itself
 * @param approvers the end of the settings' chain under which it was made; null in that chain itself
 * @param prevHash the predecessor's hash; 64 zeros for the first
 * @param hash SHA-256 over the RFC 8785 JSON of all the rest
 */
public record GovernanceEvent(
        String familyId,
        long seq,
        GovernanceAction action,
        Change change,
        Actor actor,
        String reason,
        String evidence,
        Instant createdAt,
        long counted,
        ChainSummary summary,
        Head approvers,
        String prevHash,
        String hash) {
    /** The prev_hash of a chain's first event. */
    public static final String NO_HASH = "0".repeat(64);

    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** The next link of a chain, its hash computed. */
    public static GovernanceEvent next(
            String familyId,
            Head head,
            GovernanceAction action,
            Change change,
            Actor actor,
            String reason,
            String evidence,
            Instant now,
            long counted,
            ChainSummary summary,
            Head approvers) {
        GovernanceEvent open = new GovernanceEvent(
                familyId,
                head.seq() + 1,
                action,
                change,
                actor,
                reason,
                evidence,
                now,
                counted,
                summary,
                approvers,
                head.hash(),
                null);
        return new GovernanceEvent(
                familyId,
                open.seq,
                action,
                change,
                actor,
                reason,
                evidence,
                now,
                counted,
                summary,
                approvers,
                open.prevHash,
                hash(open.properties()));
    }

    /** Every property but the hash, by key; {@code created_at} as an Instant; absent ones left out. */
    public Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>(change.properties());
        all.putAll(summary.properties());
        all.putAll(KeyFigures.of(evidence));
        all.put(EventKey.ID, (familyId == null ? "" : familyId) + "#" + seq);
        all.put(EventKey.SEQ, seq);
        all.put(EventKey.ACTION, action.name());
        all.put(EventKey.ACTOR, actor.name());
        all.put(EventKey.ACTOR_KIND, actor.kind().name());
        all.put(EventKey.REASON, reason);
        all.put(EventKey.EVIDENCE, evidence);
        all.put(EventKey.CREATED_AT, createdAt);
        all.put(EventKey.COUNTED, counted);
        all.put(EventKey.PREV_HASH, prevHash);
        if (familyId != null) {
            all.put(EventKey.FAMILY_ID, familyId);
        }
        if (approvers != null) {
            all.put(EventKey.APPROVERS_SEQ, approvers.seq());
            all.put(EventKey.APPROVERS_HASH, approvers.hash());
        }
        return all;
    }

    /**
     * The hash that an event with these properties has to carry.
     *
     * @param properties as {@link #properties}; a {@link EventKey#HASH} among them is left out
     */
    public static String hash(Map<String, Object> properties) {
        return CanonicalJson.sha256(canonical(properties));
    }

    /**
     * The text that is hashed: the RFC 8785 JSON of these properties.
     *
     * @param properties as {@link #properties}; a {@link EventKey#HASH} among them is left out
     */
    static String canonical(Map<String, Object> properties) {
        Map<String, Object> hashed = new HashMap<>(properties);
        hashed.remove(EventKey.HASH);
        hashed.replaceAll((key, value) -> value instanceof Instant instant ? NANOSECONDS.format(instant) : value);
        return CanonicalJson.ofRecorded(hashed);
    }
}
