package org.metapolicy.governance.adoption;

import java.util.Map;
import java.util.Set;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.NewVersion;

/**
 * What a version becomes that is taken over.
 *
 * @param version its contents, as if it had been registered
 * @param status CANDIDATE or PAUSED
 * @param stood what the trail tells of it: contents, what stood there, snapshots of before
 */
public record AdoptedVersion(NewVersion version, VersionStatus status, EventEvidence stood) {
    /** What adoption writes of a version, or takes away. */
    static final Set<String> OWN = Set.of(
            "policy_id",
            "version_tag",
            "parent_version_id",
            "created_at",
            "created_by",
            "hyperparams",
            "parameters_blob",
            "parameters_hash",
            "context_dim",
            "status",
            "status_before_pause",
            "trust_score_latest",
            "trust_lower_latest",
            "trust_upper_latest",
            "n_episodes_latest");

    /** Its properties of this product, by key; those of {@link #isOwn} that are not among them it has no more. */
    public Map<String, Object> properties() {
        return AdoptedProperties.of(version, status);
    }

    /** Whether a property of a version is this product's to write. */
    public static boolean isOwn(String key) {
        return OWN.contains(key);
    }
}
