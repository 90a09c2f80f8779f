package org.metapolicy.trail;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metapolicy.policy.FreeForm;

/** What the event of an adopted version tells of it, and how that is found again. */
public final class TakenOver {
    private static final String STOOD = "stood";
    private static final String REASONING = "reasoning";
    private static final String SNAPSHOTS = "snapshots";
    private static final String SHA256 = "sha256";
    private static final String CREATED_BY = "created_by";

    private TakenOver() {}

    /**
     * What the event stores.
     *
     * @param replaced properties of before, by key, that are others now or gone
     * @param snapshots the properties of every trust snapshot of before; they stay as they are
     */
    public static EventEvidence evidence(
            NewVersion version,
            FreeForm hyperparams,
            Map<String, Object> replaced,
            Collection<Map<String, Object>> snapshots) {
        EventEvidence evidence = version.recorded(hyperparams).with(STOOD, replaced);
        if (version.reasoning() != null) {
            evidence = evidence.with(REASONING, version.reasoning());
        }
        return snapshots.isEmpty()
                ? evidence
                : evidence.with(SNAPSHOTS, Map.of("count", snapshots.size(), SHA256, digest(snapshots)));
    }

    /** SHA-256 of all these snapshots' properties, in hexadecimal; null of none. */
    public static String digest(Collection<Map<String, Object>> snapshots) {
        List<Map<String, Object>> byId = snapshots.stream()
                .sorted(Comparator.comparing(snapshot -> String.valueOf(snapshot.get("id"))))
                .toList();
        return byId.isEmpty() ? null : CanonicalJson.sha256(CanonicalJson.ofRecorded(Map.of(SNAPSHOTS, byId)));
    }

    /** Who had made the version before, by the event that took it over; empty for any other event. */
    public static Optional<String> formerMaker(StoredEvent made) {
        return made.is(GovernanceAction.ADOPTED)
                        && made.evidence().get(STOOD) instanceof Map<?, ?> stood
                        && stood.get(CREATED_BY) instanceof String maker
                ? Optional.of(maker)
                : Optional.empty();
    }

    /** The reasoning of a version: its own where it was taken over, else why it was made. */
    static Object reasoning(StoredEvent made) {
        return made.is(GovernanceAction.ADOPTED) ? made.evidence().get(REASONING) : made.text(EventKey.REASON);
    }

    /** How the snapshots of before differ from those taken over, as the rest of a sentence; empty if they do not. */
    static Optional<String> difference(StoredEvent made, String digest) {
        Object recorded =
                made.is(GovernanceAction.ADOPTED) && made.evidence().get(SNAPSHOTS) instanceof Map<?, ?> snapshots
                        ? snapshots.get(SHA256)
                        : null;
        return Objects.equals(recorded, digest)
                ? Optional.empty()
                : Optional.of("has other snapshots of before than event " + made.seq() + " took over");
    }
}
