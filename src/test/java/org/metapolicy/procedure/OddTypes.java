package org.metapolicy.procedure;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.metapolicy.trail.EventKey;

/** Edits after which something cannot be read as what it is, in the family that {@link AttackIT} makes. */
final class OddTypes {
    /** What no event of that family has, so that taking it away is no edit. */
    private static final Set<String> ABSENT = Set.of(
            EventKey.ANNOTATES,
            EventKey.CONTEXT_CLUSTER,
            EventKey.PARTICIPANT,
            EventKey.LIMITED_TO,
            EventKey.PCI,
            EventKey.TRUST_LOWER,
            EventKey.TRUST_UPPER,
            EventKey.REWARD_MEAN,
            EventKey.SHADOW_PCI,
            EventKey.SHADOW_N);

    private OddTypes() {}

    static List<Attack> all() {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(
                                        family("mode = 7"),
                                        family("mode = null"),
                                        family("status = 'X'"),
                                        family("status = null"),
                                        family("risk_tier = 3"),
                                        family("approvers = 'mallory'"),
                                        family("approvers = [1, 2]"),
                                        family("four_eyes = 'no'"),
                                        family("centroids = 'x'"),
                                        family("centroids = 3"),
                                        family("select_min = 'x'"),
                                        family("select_min = [0.1]"),
                                        family("full_evidence = 0")),
                                Stream.of("state", "shadow_state").map(OddTypes::evidence)),
                        Stream.of(EventKey.class.getFields())
                                .map(OddTypes::value)
                                .flatMap(key -> Stream.concat(
                                        Stream.of(event(1, key, "7"), event(5, key, "'x'")),
                                        ABSENT.contains(key) ? Stream.empty() : Stream.of(everyEvent(key)))))
                .toList();
    }

    private static Attack family(String edit) {
        return new Attack(edit, "MATCH (m:MetaPolicy {id: 'f'}) SET m." + edit, "'f'");
    }

    private static Attack evidence(String key) {
        return new Attack(
                key + " of another type",
                "MATCH (:PolicyVersion {id: 'f.a'})-[:HAS_EVIDENCE]->(e) SET e." + key + " = 7",
                "version 'f.a'");
    }

    private static Attack event(int seq, String key, String value) {
        return new Attack(
                key + " of event " + seq + " = " + value,
                "MATCH (e:GovernanceEvent {id: 'f#" + seq + "'}) SET e." + key + " = " + value,
                "event");
    }

    private static Attack everyEvent(String key) {
        return new Attack(
                key + " of all events taken away",
                "MATCH (:MetaPolicy {id: 'f'})-[:HAS_EVENT]->(e) REMOVE e." + key,
                "event");
    }

    private static String value(Field key) {
        try {
            return (String) key.get(null);
        } catch (IllegalAccessException everyKeyIsPublic) {
            throw new IllegalStateException(everyKeyIsPublic);
        }
    }
}
