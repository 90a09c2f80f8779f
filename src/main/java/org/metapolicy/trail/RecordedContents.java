package org.metapolicy.trail;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.policy.FreeForm;

/**
 * What the trail recorded of a version's contents when it was made. A version never changes, so whatever stands in the
 * graph now must be the same (specification, section 7.6).
 *
 * @param made the event that recorded it
 * @param parametersHash SHA-256 of its parameters, in hexadecimal
 * @param hyperparams canonical JSON text
 * @param policyId null where the event is from before it was recorded; then {@code contextDim} was not either
 * @param contextDim null where it has none
 */
record RecordedContents(
        StoredEvent made, String parametersHash, String hyperparams, String tag, String policyId, Long contextDim) {
    private static final String HYPERPARAMS = "hyperparams";
    private static final String VERSION_TAG = "version_tag";
    private static final String POLICY_ID = "policy_id";
    private static final String CONTEXT_DIM = "context_dim";
    private static final String PARENT = "parent_version_id";
    private static final String CREATED_AT = "created_at";

    /** @param made the event that registered, spawned or adopted the version */
    static RecordedContents of(StoredEvent made) {
        Map<String, Object> evidence = made.evidence();
        return new RecordedContents(
                made,
                made.text(EventKey.PARAMETERS_HASH),
                evidence.get(HYPERPARAMS) instanceof Map<?, ?> map ? canonical(map) : null,
                evidence.get(VERSION_TAG) instanceof String tag ? tag : null,
                evidence.get(POLICY_ID) instanceof String id ? id : null,
                evidence.get(CONTEXT_DIM) instanceof Long dim ? dim : null);
    }

    /** What the event that makes a version stores of it, beside the hash of its parameters. */
    static EventEvidence evidence(NewVersion version, FreeForm hyperparams) {
        EventEvidence evidence = EventEvidence.of(VERSION_TAG, version.tag())
                .with(HYPERPARAMS, hyperparams.asMap())
                .with(POLICY_ID, version.policyId())
                .with(CREATED_AT, version.createdAt().toString());
        if (version.parentId() != null) {
            evidence = evidence.with(PARENT, version.parentId());
        }
        return version.contextDim() == null ? evidence : evidence.with(CONTEXT_DIM, version.contextDim());
    }

    /**
     * How a version's origin differs from this, as the rest of a sentence about the version; empty if it does not. When
     * it was made is compared where the event noted it.
     */
    Optional<String> originDifference(String reasoning, String parentId, Instant createdAt) {
        Object recorded = TakenOver.reasoning(made);
        if (!Objects.equals(recorded, reasoning)) {
            return differs("another reasoning", reasoning, recorded);
        }
        Map<String, Object> evidence = made.evidence();
        if (!Objects.equals(evidence.get(PARENT), parentId)) {
            return differs("another " + PARENT, parentId, evidence.get(PARENT));
        }
        Object noted = evidence.get(CREATED_AT);
        return noted == null || noted.equals(String.valueOf(createdAt))
                ? Optional.empty()
                : differs("another " + CREATED_AT, createdAt, noted);
    }

    /** How a version's contents differ from this, as the rest of a sentence about the version; empty if they do not. */
    Optional<String> difference(VersionContents now) {
        String actualHash = CanonicalJson.sha256(now.parameters());
        if (!made.holds()) {
            return Optional.of("was made by event " + made.seq() + ", whose contents were changed");
        }
        if (!Objects.equals(parametersHash, actualHash)) {
            return Optional.of("has other parameters than it was registered with: their hash is " + actualHash
                    + ", the trail says " + parametersHash);
        }
        if (!Objects.equals(parametersHash, now.parametersHash())) {
            return differs("another parameters_hash", now.parametersHash(), parametersHash);
        }
        if (!Objects.equals(hyperparams, now.hyperparams())) {
            return differs("other hyperparams", now.hyperparams(), hyperparams);
        }
        if (!Objects.equals(tag, now.tag())) {
            return differs("another " + VERSION_TAG, now.tag(), tag);
        }
        if (policyId == null) {
            // Made before events noted these two; the event itself holds, so nobody took them out of it.
            return Optional.empty();
        }
        if (!policyId.equals(now.policyId())) {
            return differs("another " + POLICY_ID, now.policyId(), policyId);
        }
        return Objects.equals(contextDim, now.contextDim())
                ? Optional.empty()
                : differs("another " + CONTEXT_DIM, now.contextDim(), contextDim);
    }

    private static Optional<String> differs(String what, Object now, Object then) {
        return Optional.of("has " + what + " than it was registered with: " + now + ", the trail says " + then);
    }

    private static String canonical(Map<?, ?> map) {
        Map<String, Object> copy = new TreeMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        return CanonicalJson.ofParsed(copy);
    }
}
