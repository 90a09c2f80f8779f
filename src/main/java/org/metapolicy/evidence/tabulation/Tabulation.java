package org.metapolicy.evidence.tabulation;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.ContextHistory;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospects;

/**
 * What selection goes by, as it follows from running evidence alone: whoever has that can tabulate it again.
 *
 * @param versions ids of those that could be served or proposed then
 * @param live ids of the live ones among them; the most valuable is sought among those of them without alarm
 * @param prospects what may be expected of each version
 * @param trust of each version in every context that it met, by its id and the context
 */
public record Tabulation(
        Set<String> versions, Set<String> live, Prospects prospects, Map<String, Map<String, InContext>> trust) {
    /**
     * Tabulates.
     *
     * @param evidence of the versions that can be served or proposed, by id
     * @param live ids of live versions
     * @param trust in context, as {@link org.metapolicy.trust.local.ContextTrust} has it, of each version by its id; of one that is
     *     not there none is known
     */
    public static Tabulation of(
            Map<String, VersionEvidence> evidence, Set<String> live, Map<String, Map<String, InContext>> trust) {
        Map<String, ContextHistory> histories = new TreeMap<>();
        Set<String> serving = new TreeSet<>(live);
        serving.retainAll(evidence.keySet());
        Set<String> rivals = new TreeSet<>(serving);
        evidence.forEach((id, state) -> {
            histories.put(id, state.history());
            if (state.alarmed()) {
                rivals.remove(id);
            }
        });
        Map<String, Map<String, InContext>> known = new TreeMap<>();
        evidence.keySet().forEach(id -> known.put(id, trust.getOrDefault(id, Map.of())));
        return new Tabulation(new TreeSet<>(evidence.keySet()), serving, Prospects.of(histories, rivals), known);
    }
}
