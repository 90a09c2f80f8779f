package org.metapolicy.evidence.exchange;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.metapolicy.evidence.ContextClusters;
import org.metapolicy.policy.Setting;

/** The context clusters that a family knows once its versions were counted apart: what it knew, then what each met. */
public final class KnownClusters {
    private final int most;
    private final Set<String> frozen;
    private final Set<String> known;

    /** Those that were handed out. */
    public KnownClusters(HandedOut from) {
        this.most = from.settings().integer(Setting.CLUSTERS_MAX);
        this.frozen = ContextClusters.namesOfCentroids(from.centroidVectors().size());
        this.known = new LinkedHashSet<>(from.clusters());
    }

    /** Adds what a version met, as far as there is room for it; versions come in order of their ids. */
    public void add(Collection<String> met) {
        met.stream().sorted().forEach(name -> ContextClusters.know(known, frozen, name, most));
    }

    /** In the order in which they became known. */
    public List<String> names() {
        return List.copyOf(known);
    }
}
