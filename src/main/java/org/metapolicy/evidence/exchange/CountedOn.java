package org.metapolicy.evidence.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SnapshotProperties;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.Shown;
import org.metapolicy.trust.Pci;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WindowStatistics;

/** Holds what counting elsewhere gives back against what it was counted from: of a family nothing is ever uncounted. */
public final class CountedOn {
    /** Up to this, relative to what is beyond 1, other machines find the same (specification, section 4.6). */
    private static final double TOLERANCE = 1e-9;

    private final Settings settings;

    /** @param settings those that were counted with */
    public CountedOn(Settings settings) {
        this.settings = settings;
    }

    /**
     * Lets a version through that has what it says that was counted more than before, with a snapshot for each window.
     *
     * @throws InvalidInput if a count is not what the states are more by, or a snapshot not what its window amounts to
     */
    public void require(CountedVersion version, RunningStates from, RunningStates to) {
        grown(version, "statuses", to.live().nTotal() - from.live().nTotal(), version.statuses());
        grown(version, "outcomes", outcomes(version, "live", from.live(), to.live()), version.outcomes());
        outcomes(version, "shadow", from.shadow(), to.shadow());
        long t = from.live().nextT();
        for (CountedVersion.ClosedWindow closing : version.closings()) {
            if (closing.t() != t++) {
                throw new InvalidInput("the windows of version '" + version.versionId() + "' must close one after the"
                        + " other, and after t = " + (t - 2) + " comes t = " + closing.t());
            }
            snapshot(version, closing, to.live().closedWindows().get(closing.t()));
        }
        if (to.live().nextT() != t) {
            throw new InvalidInput("the state of version '" + version.versionId() + "' goes on from t = "
                    + to.live().nextT() + ", and the windows given from t = " + t);
        }
    }

    /**
     * The clusters that the family knows by now.
     *
     * @throws InvalidInput if they do not begin with those that were handed out, name one twice, or more, or others, than counting
     *     keeps apart
     */
    public static List<String> clusters(CountedElsewhere counted, HandedOut before) {
        List<String> now = counted.clusters();
        int known = before.clusters().size();
        if (now.size() < known || !now.subList(0, known).equals(before.clusters())) {
            throw new InvalidInput("states.clusters do not begin with the " + known + " that were handed out: a cluster"
                    + " that is known stays known, in its place");
        }
        if (new HashSet<>(now).size() < now.size()) {
            throw new InvalidInput("states.clusters name one twice: each cluster is known once");
        }
        List<String> come = now.subList(known, now.size());
        for (String name : come) {
            if (name.isEmpty() || name.length() > ContextClusters.LONGEST) {
                throw new InvalidInput("states.clusters name " + Shown.value(name) + ", of " + name.length()
                        + " characters: counting gives a context a name of 1 to " + ContextClusters.LONGEST
                        + ", and calls others '" + ContextClusters.OTHER + "'");
            }
        }
        requireRoom(now, come, before);
        return now;
    }

    /** There may have been more before, as where fewer are to be kept apart since. */
    private static void requireRoom(List<String> now, List<String> come, HandedOut before) {
        int most = before.settings().integer(Setting.CLUSTERS_MAX);
        Set<String> frozen =
                ContextClusters.namesOfCentroids(before.centroidVectors().size());
        int apart = new FamilyContexts(frozen, new HashSet<>(now)).ofFamily()
                - (now.contains(ContextClusters.OTHER) ? 1 : 0);
        if (apart > most
                && come.stream().anyMatch(name -> !name.equals(ContextClusters.OTHER) && !frozen.contains(name))) {
            throw new InvalidInput("states.clusters and the frozen centroids are " + apart
                    + " contexts: clusters_max of"
                    + " meta-policy '" + before.familyId() + "' keeps " + most + " apart, and further ones count as '"
                    + ContextClusters.OTHER + "'");
        }
    }

    private static void grown(CountedVersion version, String what, long grown, long counted) {
        if (grown != counted) {
            throw new InvalidInput("the state of version '" + version.versionId() + "' has " + grown + " more " + what
                    + " than the one before, and " + counted + " were counted, as states say");
        }
    }

    private static long outcomes(CountedVersion version, String which, VersionEvidence from, VersionEvidence to) {
        return to.outcomesSince(from)
                .orElseThrow(() -> new InvalidInput("the " + which + " state of version '" + version.versionId()
                        + "' does not go on from the one handed out: its counts must be those and what came since"));
    }

    /** @param window null where the state does not hold it any more */
    private void snapshot(CountedVersion version, CountedVersion.ClosedWindow closing, WindowStatistics window) {
        Map<String, Object> given = closing.properties();
        String named = "the snapshot of version '" + version.versionId() + "' at t = " + closing.t();
        given.keySet().stream()
                .filter(key -> !SnapshotProperties.isOne(key))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw new InvalidInput(named + " has " + Shown.value(key) + ", which no snapshot has of a window");
                });
        Map<String, Object> index = SnapshotProperties.of(Pci.of(SnapshotProperties.raw(given), settings));
        same(named, given, index, index.keySet(), "its factors amount to ");
        if (window != null) {
            same(named, given, SnapshotProperties.of(window), SnapshotProperties.OF_WINDOW, "its window has ");
        }
    }

    private static void same(
            String named, Map<String, Object> given, Map<String, Object> expected, Set<String> keys, String source) {
        Set<String> compared = new HashSet<>(keys);
        compared.removeAll(SnapshotProperties.notYetIn(given));
        compared.stream()
                .sorted()
                .filter(key -> !isSame(given.get(key), expected.get(key)))
                .findFirst()
                .ifPresent(key -> {
                    throw new InvalidInput(named + " has " + key + " " + Shown.value(given.get(key)) + ", and " + source
                            + Shown.value(expected.get(key)));
                });
    }

    private static boolean isSame(Object given, Object expected) {
        if (given instanceof Number one && expected instanceof Number other) {
            double size = Math.max(1, Math.abs(other.doubleValue()));
            return Math.abs(one.doubleValue() - other.doubleValue()) <= TOLERANCE * size;
        }
        return Objects.equals(given, expected);
    }
}
