package org.metapolicy.evidence;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.metapolicy.counterfactual.NearestCentroid;
import org.metapolicy.trust.EpisodeFacts;

/**
 * Which context cluster an episode falls into, and which clusters a family knows (specification, section 4.4).
 *
 * <p>A name is given by what its own version met before and by nothing else: however many names one version's writer makes
 * up, another version's episodes fall where they would have fallen without. Counting stores each answer.
 */
public final class ContextClusters {
    /** Where everything falls that has no room under a name of its own. */
    public static final String OTHER = EpisodeFacts.OTHER_CLUSTER;

    /** Characters of the longest name that is kept. */
    public static final int LONGEST = EpisodeFacts.LONGEST_CLUSTER;

    private final NearestCentroid centroids;
    private final Set<String> frozen;
    private final Set<String> known;
    private final int most;
    private final boolean hashesAreIdentities;

    /**
     * @param centroids the frozen centroids, all of one dimension; empty where none were fitted
     * @param known the clusters that the family knows so far
     * @param most so many names a version, and the family, keeps apart: {@code clusters_max}
     * @param hashesAreIdentities whether an earlier version of the plugin found hashes to stand for no clusters
     */
    public ContextClusters(List<double[]> centroids, Collection<String> known, int most, boolean hashesAreIdentities) {
        this.centroids = new NearestCentroid(centroids);
        this.frozen = namesOfCentroids(centroids.size());
        this.known = new LinkedHashSet<>(known);
        this.most = most;
        this.hashesAreIdentities = hashesAreIdentities;
    }

    /** The names under which so many centroids are known, in their order. */
    public static Set<String> namesOfCentroids(int count) {
        Set<String> names = new LinkedHashSet<>();
        IntStream.range(0, count).forEach(index -> names.add("centroid-" + index));
        return names;
    }

    /**
     * The episode's cluster, made known to the family; empty where nothing covers it.
     *
     * @param met what its version met before
     */
    public Optional<String> assign(WrittenEpisode episode, Set<String> met) {
        Optional<String> cluster = episode.givenCluster()
                .map(name -> isApart(name, met) ? name : OTHER)
                .or(() -> centroids.nearest(episode.context()))
                .or(() -> episode.contextHash().filter(hash -> !hashesAreIdentities && isApart(hash, met)));
        cluster.ifPresent(name -> know(known, frozen, name, most));
        return cluster;
    }

    /**
     * The name under which a version's episodes of a context are known.
     *
     * @param name the context's own
     * @param met what the version met
     * @param most so many names are kept apart
     */
    public static String nameFor(String name, Set<String> met, Set<String> frozen, int most) {
        boolean apart = met.contains(name) || frozen.contains(name) || hasRoom(met, frozen, most);
        return apart && name.length() <= LONGEST ? name : OTHER;
    }

    /** Whether it is met already, or has room beside what is. */
    private boolean isApart(String name, Set<String> met) {
        return name.length() <= LONGEST
                && (met.contains(name) || frozen.contains(name) || hasRoom(met, frozen, most) && !name.equals(OTHER));
    }

    /**
     * Adds a name to those that are known, or {@link #OTHER} in its place where there is no room.
     *
     * @param known in the order in which they became known; changed here
     * @param frozen the names of frozen centroids, which are known whether met or not
     */
    public static void know(Set<String> known, Set<String> frozen, String name, int most) {
        boolean apart = known.contains(name) || frozen.contains(name) || hasRoom(known, frozen, most);
        known.add(apart ? name : OTHER);
    }

    private static boolean hasRoom(Set<String> known, Set<String> frozen, int most) {
        return FamilyContexts.together(frozen, known) - (known.contains(OTHER) ? 1 : 0) < most;
    }

    /** The clusters that the family knows, in the order in which they became known. */
    public Set<String> known() {
        return known;
    }

    /** What coverage is measured against. */
    public FamilyContexts contexts() {
        return new FamilyContexts(frozen, known);
    }
}
