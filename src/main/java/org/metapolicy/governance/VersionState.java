package org.metapolicy.governance;

import java.util.Set;
import org.metapolicy.policy.VersionStatus;

/**
 * A version as governance sees it, read under its lock.
 *
 * @param status what the graph says
 * @param recordedStatus what the last event about it says; null for a version that was never registered
 * @param statusBeforePause the status that a PAUSED version had, by the trail; null elsewhere
 * @param makers whom four eyes rules out: who the trail and the version itself say made it
 * @param parametersHash SHA-256 of its parameters, in hexadecimal
 */
public record VersionState(
        String id,
        String familyId,
        VersionStatus status,
        VersionStatus recordedStatus,
        VersionStatus statusBeforePause,
        Set<String> makers,
        String parametersHash,
        boolean isDefault,
        boolean isFallback) {
    public VersionState {
        makers = Set.copyOf(makers);
    }

    public boolean isGoverned() {
        return recordedStatus != null;
    }
}
