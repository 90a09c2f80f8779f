package org.metapolicy.selection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/**
 * One version that was looked at, with its score or the reason it was left out.
 *
 * @param version null for doing nothing, which is listed where it had a chance
 * @param score null where there is no record of evidence
 * @param propensity the probability that the choice falls on it, in [0, 1]; they sum to 1 over a decision's list
 * @param reason why it was eligible or not, and by which share it could be reached
 * @param standard the default that it is compared with; null where that is not eligible
 */
public record Considered(
        VersionStanding version,
        boolean isDefault,
        boolean isFallback,
        Score score,
        boolean eligible,
        double propensity,
        String reason,
        VersionStanding standard) {
    /** So that a map of all names is not made larger meanwhile. */
    private static final int PLACES = 32;

    /** The same by name, in snake_case: what callers see and what is stored. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>(PLACES);
        map.put("version_id", version == null ? null : version.id());
        if (version != null) {
            map.put("status", version.status() == null ? null : version.status().name());
            map.put("is_default", isDefault);
            map.put("is_fallback", isFallback);
            map.put("eligible", eligible);
            if (version.evidence() != null) {
                map.put("trust_score", version.evidence().trustScore());
                map.put("trust_lower", version.evidence().trustLower());
                map.put("safety_norm", version.evidence().safetyNorm());
                map.put("n", version.evidence().n());
                map.put("n_total", version.evidence().nTotal());
                map.put("value", score.value());
                map.put("bonus", score.bonus());
                map.put("score", score.total());
                map.put(
                        "trust_known",
                        version.evidence().known() == null
                                ? null
                                : version.evidence().known().score());
                map.put("trust_compared", score.trust());
                InContext here = version.evidence().inContext();
                map.put("trust_in_context", here == null ? null : here.trust());
                map.put("trust_in_context_n", here == null ? null : here.n());
                if (version.evidence().prospect() != null) {
                    expected(map, version.evidence().prospect());
                }
            }
        }
        map.put("propensity", propensity);
        map.put("reason", reason);
        return map;
    }

    private void expected(Map<String, Object> map, Prospect prospect) {
        map.put("expected_value", prospect.value());
        map.put("expected_value_sd", prospect.valueDeviation());
        map.put("expected_safety", prospect.safety());
        map.put("context_n", prospect.n());
        map.put("best_probability", prospect.best());
        Prospect other = standard == null || standard.equals(version)
                ? null
                : standard.evidence().prospect();
        map.put("beats_default_probability", other == null ? null : prospect.beats(other));
        map.put("as_safe_probability", other == null ? null : prospect.asSafeAs(other));
    }
}
