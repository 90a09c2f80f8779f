package org.metapolicy.graph;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.Keys;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.graph.read.Values;
import org.metapolicy.policy.VersionStatus;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Which events of the trail gave the versions in service their status, as a refresh found them, on the family's evidence: so that
 * a decision need not read each version's event. Events do not change, and what a version rests on is told by its
 * STATUS_SET_BY: where that leads to another event than the one that is known, or version, status or family are called
 * otherwise, the decision reads the event itself. Versions with a limit are not among them.
 *
 * <p>Numbers of 8 bytes: the family's node and name, then of each version its node, the event's node, and what it is called with
 * its status, in the order of the versions' nodes.
 */
public final class KnownMoves {
    /** Of the family's evidence. */
    public static final String KEY = "known_moves";

    private static final int HEAD = 2;
    private static final int OF_EACH = 3;
    private static final Keys OF_FAMILY = Keys.of(Schema.ID);
    private static final Keys OF_VERSION = Keys.of(Schema.ID, Schema.STATUS, SuspensionKeys.LIMITED);

    private final LongBuffer numbers;
    private final int count;

    private KnownMoves(LongBuffer numbers) {
        this.numbers = numbers;
        this.count = (numbers.limit() - HEAD) / OF_EACH;
    }

    /**
     * Those of a family; none where it has none that can be read, or another one's.
     *
     * @param stored what its evidence has under {@link #KEY}; null where it has nothing
     * @param family the family's node, by its number
     * @param familyId what the family says that it is called
     */
    public static KnownMoves of(Object stored, long family, Object familyId) {
        if (stored instanceof byte[] bytes
                && bytes.length % Long.BYTES == 0
                && bytes.length >= Long.BYTES * HEAD
                && familyId instanceof String id) {
            LongBuffer numbers = ByteBuffer.wrap(bytes).asLongBuffer();
            if (family != NodeReader.UNNUMBERED && numbers.get(0) == family && numbers.get(1) == id.hashCode()) {
                return new KnownMoves(numbers);
            }
        }
        return new KnownMoves(LongBuffer.allocate(HEAD));
    }

    /**
     * Whether this event is known to have given a version of the family this status, without a limit.
     *
     * @param version its node, by its number
     * @param event the end of its one STATUS_SET_BY, by its number
     */
    public boolean gave(long version, String versionId, VersionStatus status, long event) {
        int least = 0;
        int most = count - 1;
        while (least <= most) {
            int middle = (least + most) >>> 1;
            int at = HEAD + middle * OF_EACH;
            if (numbers.get(at) == version) {
                return numbers.get(at + 1) == event && numbers.get(at + 2) == called(versionId, status.name());
            }
            if (numbers.get(at) < version) {
                least = middle + 1;
            } else {
                most = middle - 1;
            }
        }
        return false;
    }

    /** The status that a version of the family has, where its move is known to have given it; empty where a decision reads the event. */
    public static Optional<VersionStatus> standing(Transaction tx, Node version, Node family) {
        List<Node> counted = GovernedNodes.ends(family, Types.HAS_EVIDENCE);
        List<Node> setBy = GovernedNodes.ends(version, Types.STATUS_SET_BY);
        String id = GovernedNodes.id(version);
        VersionStatus status = Readings.constant(VersionStatus.class, version.getProperty(Schema.STATUS, null));
        if (counted.size() != 1
                || setBy.size() != 1
                || id == null
                || status == null
                || version.hasProperty(SuspensionKeys.LIMITED)) {
            return Optional.empty();
        }
        Object stored = counted.get(0).getProperty(KEY, null);
        return NodeReader.read(tx, reader -> of(stored, reader.number(family), GovernedNodes.id(family))
                        .gave(reader.number(version), id, status, reader.number(setBy.get(0))))
                ? Optional.of(status)
                : Optional.empty();
    }

    /** Name and status. */
    private static long called(String versionId, String status) {
        return (long) versionId.hashCode() << Integer.SIZE | status.hashCode() & 0xFFFF_FFFFL;
    }

    /**
     * Writes them anew where they are others than those that stand.
     *
     * @param counted the family's evidence
     */
    public static void save(Transaction tx, Node family, Node counted) {
        byte[] known = found(tx, family);
        Object stored = counted.getProperty(KEY, null);
        if (known.length == 0) {
            counted.removeProperty(KEY);
        } else if (!(stored instanceof byte[] bytes && Arrays.equals(bytes, known))) {
            counted.setProperty(KEY, known);
        }
    }

    /** Nothing where nodes have no numbers. */
    private static byte[] found(Transaction tx, Node family) {
        Map<Long, long[]> moves = new TreeMap<>();
        long[] head = NodeReader.read(tx, reader -> {
            moves.clear();
            reader.to(family);
            Values ofFamily = reader.values(OF_FAMILY);
            for (Types type : List.of(Types.HAS_LIVE_VERSION, Types.HAS_CANDIDATE_VERSION)) {
                for (Node version : GovernedNodes.ends(family, type)) {
                    List<Node> setBy = GovernedNodes.ends(version, Types.STATUS_SET_BY);
                    if (setBy.size() == 1 && Moves.isVersionOf(version, family)) {
                        move(reader, version, setBy.get(0), family, ofFamily)
                                .ifPresent(move -> moves.put(move[0], move));
                    }
                }
            }
            return ofFamily.get(Schema.ID) instanceof String id
                    ? new long[] {reader.number(family), id.hashCode()}
                    : new long[] {NodeReader.UNNUMBERED, 0};
        });
        if (head[0] == NodeReader.UNNUMBERED) {
            return new byte[0];
        }
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (HEAD + OF_EACH * moves.size()));
        LongBuffer numbers = bytes.asLongBuffer().put(head);
        moves.values().forEach(numbers::put);
        return bytes.array();
    }

    private static Optional<long[]> move(NodeReader reader, Node version, Node event, Node family, Values ofFamily) {
        reader.to(version);
        Values read = reader.values(OF_VERSION);
        Moves.Given given = Moves.givenBy(reader, event, read, family, ofFamily);
        return given != null
                        && given.status()
                        && given.limitedTo() == null
                        && !read.has(SuspensionKeys.LIMITED)
                        && read.get(Schema.ID) instanceof String id
                        && read.get(Schema.STATUS) instanceof String status
                ? Optional.of(new long[] {reader.number(version), reader.number(event), called(id, status)})
                : Optional.empty();
    }

    /**
     * What about those that stand no refresh wrote, as a sentence: an event that gave its version no such status. One that gave
     * another one since is no difference, nor are those that are missing: decisions read the events then.
     *
     * @param counted the family's evidence
     */
    public static Optional<String> problem(Transaction tx, Node family, Node counted) {
        Object stored = counted.getProperty(KEY, null);
        return NodeReader.read(tx, reader -> {
            reader.to(family);
            Values ofFamily = reader.values(OF_FAMILY);
            KnownMoves known = of(stored, reader.number(family), ofFamily.get(Schema.ID));
            Map<Long, Node> versions = new HashMap<>();
            GovernedNodes.ends(family, Types.HAS_VERSION)
                    .forEach(version -> versions.put(reader.number(version), version));
            for (int i = 0; i < known.count; i++) {
                Node version = versions.get(known.numbers.get(HEAD + i * OF_EACH));
                if (version != null && !known.holds(reader, i, version, family, ofFamily)) {
                    return Optional.of(KEY + " says that an event gave version '" + GovernedNodes.id(version)
                            + "' its status, which that did not");
                }
            }
            return Optional.empty();
        });
    }

    /** Whether a decision would not go by it, or is right to. */
    private boolean holds(NodeReader reader, int i, Node version, Node family, Values ofFamily) {
        List<Node> setBy = GovernedNodes.ends(version, Types.STATUS_SET_BY);
        int at = HEAD + i * OF_EACH;
        return setBy.size() != 1
                || reader.number(setBy.get(0)) != numbers.get(at + 1)
                || move(reader, version, setBy.get(0), family, ofFamily)
                        .filter(move -> move[2] == numbers.get(at + 2))
                        .isPresent();
    }
}
