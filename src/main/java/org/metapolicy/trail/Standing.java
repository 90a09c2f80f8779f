package org.metapolicy.trail;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which versions could be served or proposed after a number of a trail's events.
 *
 * @param live ids of the live ones
 * @param watched ids of the live ones, of candidates, and of the default and the fallback
 */
public record Standing(Set<String> live, Set<String> watched) {
    /** @param events of a trail that holds, by seq */
    public static Standing after(List<StoredEvent> events, long count) {
        Replay replay = new Replay();
        events.stream().filter(event -> event.seq() <= count).forEach(replay::take);
        Set<String> live = new TreeSet<>();
        Set<String> watched = new TreeSet<>();
        replay.versions().forEach((id, version) -> {
            if ("LIVE".equals(version.status())) {
                live.add(id);
            }
            if ("LIVE".equals(version.status()) || "CANDIDATE".equals(version.status())) {
                watched.add(id);
            }
        });
        if (replay.defaultId() != null) {
            watched.add(replay.defaultId());
        }
        if (replay.fallbackId() != null) {
            watched.add(replay.fallbackId());
        }
        return new Standing(live, watched);
    }
}
