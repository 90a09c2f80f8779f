package org.metapolicy.graph;

import java.util.Optional;
import java.util.stream.Stream;
import org.metapolicy.policy.Shown;
import org.neo4j.graphdb.Node;

/** Where, and for whom, it stands that a version is not served everywhere, though it is in service. */
public final class SuspensionKeys {
    /** On a PolicyVersion: the contexts in which it is suspended, sorted; absent where it is in none. */
    public static final String CONTEXTS = "suspended_contexts";

    /** On what was counted of a participant: whether the version is suspended for them; absent where it is not. */
    public static final String SUSPENDED = "suspended";
    /** There too: id of the version, where it is suspended for them or they may be named together with others. */
    public static final String WATCHED_IN = "watched_in";
    /** On a PolicyVersion: the contexts that a promotion limited it to, sorted; absent where it may serve in all. */
    public static final String LIMITED = "limited_contexts";

    private SuspensionKeys() {}

    /** Which contexts of a version somebody wrote in a form that cannot be read, so that it is barred; empty where there are none. */
    public static Optional<String> unreadable(Node version) {
        return Stream.of(CONTEXTS, LIMITED)
                .flatMap(key -> unreadable(version, key).stream())
                .findFirst();
    }

    /** The same of one property. */
    public static Optional<String> unreadable(Node version, String key) {
        Object contexts = version.getProperty(key, null);
        return contexts == null || contexts instanceof String[]
                ? Optional.empty()
                : Optional.of("version '" + GovernedNodes.id(version) + "' has " + key + " " + Shown.withType(contexts)
                        + ": it must be a list of texts; it is barred until that is mended");
    }
}
