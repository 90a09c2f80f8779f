package org.metapolicy.evidence.recording;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

/** The keys that a map of one kind may have, in the order in which messages list them. */
final class EvidenceKeys {
    private final List<EvidenceKey> keys;
    private final Set<String> names = new LinkedHashSet<>();

    EvidenceKeys(Set<EvidenceKey> keys) {
        this.keys = List.copyOf(keys);
        keys.forEach(key -> names.add(key.key()));
    }

    /**
     * The properties that the map gives, as the database stores them; a null value is as good as no key at all.
     *
     * @throws InvalidInput on a key that is none of these, or a value that does not fit its key
     */
    Map<String, Object> read(Input input) {
        input.only(names);
        Map<String, Object> properties = new HashMap<>();
        for (EvidenceKey key : keys) {
            if (input.has(key.key())) {
                properties.put(key.key(), key.stored(input));
            }
        }
        return properties;
    }
}
