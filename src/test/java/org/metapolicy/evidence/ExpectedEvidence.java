package org.metapolicy.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a test wrote, kept beside the graph: from it alone follows what has to be counted. Safe for many threads. */
final class ExpectedEvidence {
    /**
     * An episode as the test wrote it.
     *
     * @param id its id
     * @param version the version that decided it
     * @param override whether a person overrode it
     * @param old whether it is years old
     * @param contradictory whether its links contradict each other, so that nothing of it counts
     */
    record Episode(String id, String version, boolean override, boolean old, boolean contradictory) {}

    private final Map<String, Episode> episodes = new ConcurrentHashMap<>();
    private final Map<String, Collection<String>> validOutcomes = new ConcurrentHashMap<>();
    private final Collection<String> allOutcomes = new ConcurrentLinkedQueue<>();

    void episode(Episode episode) {
        episodes.put(episode.id(), episode);
    }

    void outcome(String id, String episode, boolean valid) {
        allOutcomes.add(id);
        if (valid) {
            validOutcomes
                    .computeIfAbsent(episode, any -> new ConcurrentLinkedQueue<>())
                    .add(id);
        }
    }

    /** Any episode written so far, or null. */
    Episode any(Random random) {
        List<Episode> all = episodes.values().stream()
                .sorted(java.util.Comparator.comparing(Episode::id))
                .toList();
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    /** How many statuses the version must end with, once each has timed out. */
    long resolved(String version) {
        return episodes.values().stream()
                .filter(episode -> episode.version().equals(version) && isResolved(episode))
                .count();
    }

    /** How many of them were overridden. */
    long overridden(String version) {
        return episodes.values().stream()
                .filter(episode -> episode.version().equals(version) && isResolved(episode) && episode.override())
                .count();
    }

    /** Episodes of which exactly one outcome must be counted. */
    List<String> withOutcome() {
        return episodes.values().stream()
                .filter(this::hasOutcome)
                .map(Episode::id)
                .sorted()
                .toList();
    }

    long outcomes() {
        return allOutcomes.size();
    }

    private static boolean isResolved(Episode episode) {
        return !episode.contradictory();
    }

    private boolean hasOutcome(Episode episode) {
        return !episode.contradictory() && validOutcomes.containsKey(episode.id());
    }
}
