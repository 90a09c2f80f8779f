package org.metapolicy.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.evidence.CountingChange.Based;

/**
 * What a recount of a family starts from once evidence of it was erased, or came in counted: e-processes depend on the order of
 * what they were fed, so that what is left in the graph cannot be counted from its beginning.
 *
 * @param counted the number of the last evidence that it holds
 * @param erasedOutcomes outcomes that were counted and are not in the graph: erased, or counted elsewhere
 * @param erasedResolved resolved episodes that are not, likewise
 * @param clusters the context clusters known then
 * @param states the running states of every version then, by its id
 * @param differences the running differences then, as a text; empty where there were none
 */
public record EvidenceBase(
        long counted,
        long erasedOutcomes,
        long erasedResolved,
        List<String> clusters,
        SortedMap<String, SavedStates> states,
        String differences) {
    /** One without running differences. */
    public EvidenceBase(
            long counted,
            long erasedOutcomes,
            long erasedResolved,
            List<String> clusters,
            SortedMap<String, SavedStates> states) {
        this(counted, erasedOutcomes, erasedResolved, clusters, states, "");
    }

    public EvidenceBase {
        clusters = List.copyOf(clusters);
        states = Collections.unmodifiableSortedMap(new TreeMap<>(states));
    }

    /** SHA-256 of all of it, in hexadecimal. */
    public String digest() {
        StringBuilder text = new StringBuilder();
        text.append(counted).append('\n').append(erasedOutcomes).append('\n').append(erasedResolved);
        clusters.forEach(cluster -> part(text, cluster));
        for (Map.Entry<String, SavedStates> version : states.entrySet()) {
            part(text, version.getKey());
            part(text, version.getValue().live());
            part(text, version.getValue().shadow());
        }
        if (!differences.isEmpty()) {
            part(text, differences);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** What is wrong between the base that stands and the last event that tells of one; empty where nothing is. */
    public static Optional<String> problem(List<CountingChange> changes, Optional<EvidenceBase> base) {
        Optional<Based> told = last(changes);
        if (told.isEmpty()) {
            return base.map(any -> "evidence stands as the base of recounts, and no event of the trail tells of it");
        }
        if (base.isEmpty()) {
            return Optional.of(
                    "the base of recounts is gone, which event " + told.get().seq() + " tells of");
        }
        return base.get().digest().equals(told.get().digest())
                ? Optional.empty()
                : Optional.of("the base of recounts is not what event "
                        + told.get().seq() + " says that it is: it was edited");
    }

    static Optional<Based> last(List<CountingChange> changes) {
        return changes.stream()
                .filter(Based.class::isInstance)
                .map(Based.class::cast)
                .reduce((earlier, later) -> later);
    }

    private static void part(StringBuilder text, String part) {
        text.append('\n').append(part.length()).append('\n').append(part);
    }
}
