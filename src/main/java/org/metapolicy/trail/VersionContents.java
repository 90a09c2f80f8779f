package org.metapolicy.trail;

import java.util.Optional;

/**
 * What a version is made of, as it stands in the graph.
 *
 * @param hyperparams canonical JSON text
 * @param parameters canonical JSON text
 * @param parametersHash what the version says the SHA-256 of {@code parameters} is
 * @param contextDim null where it has none
 */
public record VersionContents(
        String policyId, String tag, String hyperparams, String parameters, String parametersHash, Long contextDim) {

    /**
     * How these differ from what was recorded, as the rest of a sentence about the version; empty if they do not.
     *
     * @param made the event that registered or spawned the version
     */
    public Optional<String> changeSince(StoredEvent made) {
        return RecordedContents.of(made).difference(this);
    }
}
