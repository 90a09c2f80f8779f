package org.metapolicy.selection;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
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
    /** The same by name, in snake_case: what callers see and what is stored. */
    public Map<String, Object> asMap() {
        Named map = new Named();
        map.add("version_id", version == null ? null : version.id());
        if (version != null) {
            map.add("status", version.status() == null ? null : version.status().name());
            map.add("is_default", isDefault);
            map.add("is_fallback", isFallback);
            map.add("eligible", eligible);
            if (version.evidence() != null) {
                map.add("trust_score", version.evidence().trustScore());
                map.add("trust_lower", version.evidence().trustLower());
                map.add("safety_norm", version.evidence().safetyNorm());
                map.add("n", version.evidence().n());
                map.add("n_total", version.evidence().nTotal());
                map.add("value", score.value());
                map.add("bonus", score.bonus());
                map.add("score", score.total());
                map.add(
                        "trust_known",
                        version.evidence().known() == null
                                ? null
                                : version.evidence().known().score());
                map.add("trust_compared", score.trust());
                InContext here = version.evidence().inContext();
                map.add("trust_in_context", here == null ? null : here.trust());
                map.add("trust_in_context_n", here == null ? null : here.n());
                if (version.evidence().prospect() != null) {
                    expected(map, version.evidence().prospect());
                }
            }
        }
        map.add("propensity", propensity);
        map.add("reason", reason);
        return map;
    }

    private void expected(Named map, Prospect prospect) {
        map.add("expected_value", prospect.value());
        map.add("expected_value_sd", prospect.valueDeviation());
        map.add("expected_safety", prospect.safety());
        map.add("context_n", prospect.n());
        map.add("best_probability", prospect.best());
        Prospect other = standard == null || standard.equals(version)
                ? null
                : standard.evidence().prospect();
        map.add("beats_default_probability", other == null ? null : prospect.beats(other));
        map.add("as_safe_probability", other == null ? null : prospect.asSafeAs(other));
    }

    /** Names and values by turns, in the order in which they are shown: who asks for such a map goes through it once. */
    private static final class Named extends AbstractMap<String, Object> {
        /** More than there can be. */
        private static final int PLACES = 32;

        private final Object[] parts = new Object[2 * PLACES];
        private int filled;

        void add(String name, Object value) {
            parts[filled++] = name;
            parts[filled++] = value;
        }

        @Override
        public int size() {
            return filled / 2;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public int size() {
                    return filled / 2;
                }

                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return new Entries();
                }
            };
        }

        private final class Entries implements Iterator<Entry<String, Object>> {
            private int next;

            @Override
            public boolean hasNext() {
                return next < filled;
            }

            @Override
            public Entry<String, Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                next += 2;
                return new SimpleImmutableEntry<>((String) parts[next - 2], parts[next - 1]);
            }
        }
    }
}
