package org.metapolicy.governance;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.policy.Identifier;
import org.metapolicy.policy.LinUcbParameters;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/**
 * What a caller says of a version to register, checked.
 *
 * @param id null where one is to be made
 * @param policyId null where the family's id stands in
 * @param tag null where the next one is to be made
 * @param contextDim null where neither the caller nor the parameters say
 */
public record VersionSpec(
        String id,
        String policyId,
        String tag,
        Map<String, Object> hyperparams,
        Map<String, Object> parameters,
        Long contextDim) {
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of("id", "policy_id", "version_tag", "hyperparams", "parameters", "context_dim"));

    /**
     * Reads a caller's map.
     *
     * @throws InvalidInput if a key is unknown, a value of another type, or LinUCB parameters are malformed
     */
    public static VersionSpec of(Map<String, Object> spec) {
        for (String key : spec.keySet()) {
            if (!KEYS.contains(key)) {
                throw new InvalidInput("unknown key '" + key + "' of a version: known are " + String.join(", ", KEYS));
            }
        }
        Map<String, Object> parameters = map("parameters", spec.get("parameters"));
        Long contextDim = contextDim(spec.get("context_dim"));
        return new VersionSpec(
                spec.get("id") == null ? null : Identifier.require("version id", text("id", spec.get("id"))),
                spec.get("policy_id") == null
                        ? null
                        : Identifier.require("policy_id", text("policy_id", spec.get("policy_id"))),
                spec.get("version_tag") == null
                        ? null
                        : VersionTag.require(text("version_tag", spec.get("version_tag"))),
                map("hyperparams", spec.get("hyperparams")),
                parameters,
                dimension(parameters, contextDim));
    }

    /**
     * The length of a version's context vectors: of LinUCB parameters, which must have their form, else as given.
     *
     * @param contextDim null where nobody says
     * @throws InvalidInput if the parameters have {@code actions} and break the form
     */
    static Long dimension(Map<String, Object> parameters, Long contextDim) {
        return LinUcbParameters.isClaimedBy(parameters)
                ? (Long) (long) LinUcbParameters.of(parameters, contextDim).dimension()
                : contextDim;
    }

    private static String text(String key, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new InvalidInput(key + " is " + value + ": it must be a text");
    }

    private static Map<String, Object> map(String key, Object value) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> checked = new HashMap<>();
            map.forEach((name, entry) -> checked.put((String) name, entry));
            return checked;
        }
        throw new InvalidInput(key + " is " + value + ": it must be a map");
    }

    private static Long contextDim(Object value) {
        if (value == null || value instanceof Long dim && dim >= 1) {
            return (Long) value;
        }
        throw new InvalidInput("context_dim is " + value + ": it must be an integer of at least 1");
    }
}
