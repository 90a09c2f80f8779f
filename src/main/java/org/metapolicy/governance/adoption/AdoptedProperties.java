package org.metapolicy.governance.adoption;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.NewVersion;

/** The properties that a version has once it is taken over, and how they differ from those of before. */
final class AdoptedProperties {
    private AdoptedProperties() {}

    static Map<String, Object> of(NewVersion version, VersionStatus status) {
        Map<String, Object> all = new HashMap<>();
        all.put("policy_id", version.policyId());
        all.put("version_tag", version.tag());
        all.put("parent_version_id", version.parentId());
        all.put("created_at", version.createdAt());
        all.put("created_by", version.createdBy());
        all.put("hyperparams", version.hyperparams());
        all.put("parameters_blob", version.parameters());
        all.put("parameters_hash", version.parametersHash());
        all.put("context_dim", version.contextDim());
        all.put("status", status.name());
        all.put("status_before_pause", status == VersionStatus.PAUSED ? VersionStatus.CANDIDATE.name() : null);
        all.put("n_episodes_latest", 0L);
        all.values().removeIf(Objects::isNull);
        return all;
    }

    /** What stood there of the properties that are written or taken away, and is something else from now on. */
    static Map<String, Object> replaced(Map<String, Object> before, Map<String, Object> after, Iterable<String> keys) {
        Map<String, Object> replaced = new TreeMap<>();
        for (String key : keys) {
            if (before.containsKey(key) && !before.get(key).equals(after.get(key))) {
                replaced.put(key, before.get(key));
            }
        }
        return replaced;
    }
}
