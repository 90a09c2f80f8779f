package org.metapolicy.graph.evidence;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.metapolicy.graph.CountingCheckKeys;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.Instants;
import org.metapolicy.graph.Schema.Labels;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * What the last check of counting's marks found, so that what was found once is not searched for at every refresh. Kept in
 * one node, which stands only where there is something to remember.
 *
 * @param at when marks were last compared; {@link Instant#EPOCH} before the first time
 * @param apart what was found
 * @param waitingLinks how many HAS_OUTCOME led to waiting outcomes when these were last looked at
 * @param versions how many versions had running evidence then
 * @param next how many waiting outcomes the next look passes over
 * @param nextInvalid how many invalid episodes the next look passes over
 * @param openVersions how many versions had running evidence when every open episode was last looked at
 * @param openNext how many open episodes that are no family's the next look passes over
 */
record CountingCheck(
        Instant at,
        Apart apart,
        long waitingLinks,
        long versions,
        long next,
        long nextInvalid,
        long openVersions,
        long openNext) {
    private static final Duration COMPARED_FOR = Duration.ofMinutes(1);
    static final CountingCheck NONE = new CountingCheck(Instant.EPOCH, Apart.NOTHING, 0, 0, 0, 0, 0, 0);

    static CountingCheck read(Transaction tx) {
        try (ResourceIterator<Node> nodes = tx.findNodes(Labels.CountingCheck)) {
            return nodes.stream().findFirst().map(CountingCheck::of).orElse(NONE);
        }
    }

    private static CountingCheck of(Node node) {
        return new CountingCheck(
                Instants.of(node.getProperty(CountingCheckKeys.AT, null)).orElse(Instant.EPOCH),
                node.getProperty(CountingCheckKeys.APART, null) instanceof long[] found && found.length == 6
                        ? new Apart(found[0], found[1], found[2], found[3], found[4], found[5])
                        : Apart.NOTHING,
                GovernedNodes.integer(node, CountingCheckKeys.WAITING_LINKS),
                GovernedNodes.integer(node, CountingCheckKeys.VERSIONS),
                GovernedNodes.integer(node, CountingCheckKeys.NEXT),
                GovernedNodes.integer(node, CountingCheckKeys.NEXT_INVALID),
                GovernedNodes.integer(node, CountingCheckKeys.OPEN_VERSIONS),
                GovernedNodes.integer(node, CountingCheckKeys.OPEN_NEXT));
    }

    /** Keeps this one; of two at once either will do, since a wrong memory costs a search and hides nothing. */
    void save(Transaction tx) {
        Node node;
        try (ResourceIterator<Node> nodes = tx.findNodes(Labels.CountingCheck)) {
            node = nodes.stream().findFirst().orElseGet(() -> tx.createNode(Labels.CountingCheck));
        }
        node.setProperty(CountingCheckKeys.AT, at.atZone(ZoneOffset.UTC));
        node.setProperty(CountingCheckKeys.APART, new long[] {
            apart.counted(), apart.invalid(), apart.resolved(), apart.outcomes(), apart.episodes(), apart.links()
        });
        node.setProperty(CountingCheckKeys.WAITING_LINKS, waitingLinks);
        node.setProperty(CountingCheckKeys.VERSIONS, versions);
        node.setProperty(CountingCheckKeys.NEXT, next);
        node.setProperty(CountingCheckKeys.NEXT_INVALID, nextInvalid);
        node.setProperty(CountingCheckKeys.OPEN_VERSIONS, openVersions);
        node.setProperty(CountingCheckKeys.OPEN_NEXT, openNext);
    }

    /** Whether so much time has passed that marks are compared again, however many there are. */
    boolean isOld(Instant now) {
        return at.plus(COMPARED_FOR).isBefore(now);
    }

    CountingCheck withApart(Apart found, Instant now) {
        return new CountingCheck(now, found, waitingLinks, versions, next, nextInvalid, openVersions, openNext);
    }

    CountingCheck withWaiting(long links, long versionsNow, long from) {
        return new CountingCheck(at, apart, links, versionsNow, from, nextInvalid, openVersions, openNext);
    }

    CountingCheck withInvalid(long from) {
        return new CountingCheck(at, apart, waitingLinks, versions, next, from, openVersions, openNext);
    }

    CountingCheck withOpen(long versionsNow, long from) {
        return new CountingCheck(at, apart, waitingLinks, versions, next, nextInvalid, versionsNow, from);
    }
}
