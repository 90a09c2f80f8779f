package org.metapolicy.graph.selection;

import java.util.HashMap;
import java.util.Map;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.Links;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.policy.VersionStatus;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;

/**
 * What a family's links lead to, found in one walk along those that a decision asks for.
 *
 * @param versions those that can be chosen, the default and the fallback, each once
 * @param defaultVersion null where there is none, or several contradict each other; likewise the others
 */
record Linked(Map<Node, How> versions, Node defaultVersion, Node fallback, Node evidence) {
    /** By which links a family says that a version is in service. */
    enum How {
        NEITHER,
        LIVE,
        CANDIDATE,
        BOTH;

        How and(How other) {
            return this == other || other == NEITHER ? this : this == NEITHER ? other : BOTH;
        }

        /** Whether a link says the same as the version. */
        boolean agreesWith(VersionStatus status) {
            return status == VersionStatus.LIVE && (this == LIVE || this == BOTH)
                    || status == VersionStatus.CANDIDATE && (this == CANDIDATE || this == BOTH);
        }
    }

    private static final Links LINKS = Links.of(
            Direction.OUTGOING,
            Types.HAS_LIVE_VERSION,
            Types.HAS_CANDIDATE_VERSION,
            Types.DEFAULT_POLICY,
            Types.FALLBACK_POLICY,
            Types.HAS_EVIDENCE);

    /** @param family a reader at the family */
    static Linked of(NodeReader family) {
        Map<Node, How> versions = new HashMap<>();
        One defaultVersion = new One();
        One fallback = new One();
        One evidence = new One();
        family.links(LINKS, (type, start, end) -> {
            if (type == Types.HAS_LIVE_VERSION) {
                versions.merge(end, How.LIVE, How::and);
            } else if (type == Types.HAS_CANDIDATE_VERSION) {
                versions.merge(end, How.CANDIDATE, How::and);
            } else if (type == Types.DEFAULT_POLICY) {
                defaultVersion.add(end);
            } else if (type == Types.FALLBACK_POLICY) {
                fallback.add(end);
            } else {
                evidence.add(end);
            }
        });
        addIfAny(versions, defaultVersion.get());
        addIfAny(versions, fallback.get());
        return new Linked(versions, defaultVersion.get(), fallback.get(), evidence.get());
    }

    private static void addIfAny(Map<Node, How> versions, Node node) {
        if (node != null) {
            versions.putIfAbsent(node, How.NEITHER);
        }
    }
}
