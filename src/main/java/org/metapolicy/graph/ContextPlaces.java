package org.metapolicy.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The clusters of a family's table in their order, in one property of its FamilyEvidence beside {@code tabulated_clusters}, which say
 * the same: a decision looks for its own among bytes, where the database makes a text of each of a list.
 *
 * <p>What the table is called, in eight bytes; then of each cluster the length of its name in UTF-8, in four bytes, and the name.
 * Numbers have the highest byte first. Bytes of another table, as where an earlier version of the plugin tabulated since, and what is no
 * such list are not gone by.
 */
public final class ContextPlaces {
    /** That the bytes are not gone by: then the cluster is looked for among {@code tabulated_clusters}. */
    public static final int UNTOLD = -2;

    /** A name's place, where it begins and how long it is. */
    private interface Names {
        void name(int place, int from, int length);
    }

    private ContextPlaces() {}

    /** As they are stored. */
    public static byte[] of(long table, List<String> clusters) {
        List<byte[]> names = clusters.stream()
                .map(cluster -> cluster.getBytes(StandardCharsets.UTF_8))
                .toList();
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES
                + names.stream().mapToInt(name -> Integer.BYTES + name.length).sum());
        bytes.putLong(table);
        names.forEach(name -> bytes.putInt(name.length).put(name));
        return bytes.array();
    }

    /**
     * The place of a cluster in the table.
     *
     * @param stored what the family's evidence has under {@link ProspectKeys.OfFamily#CLUSTERS_TABLE}; null where it has nothing
     * @param table what the family's table is called; null where it has none
     * @return -1 where the table does not have it; {@link #UNTOLD} where what is stored does not tell
     */
    public static int place(Object stored, Long table, String cluster) {
        if (!(stored instanceof byte[] bytes) || !isOf(bytes, table)) {
            return UNTOLD;
        }
        byte[] name = cluster.getBytes(StandardCharsets.UTF_8);
        int[] found = {-1};
        // To the end, so that what is no list tells nothing at all.
        boolean whole = walk(bytes, (place, from, length) -> {
            if (found[0] < 0 && Arrays.equals(bytes, from, from + length, name, 0, name.length)) {
                found[0] = place;
            }
        });
        return whole ? found[0] : UNTOLD;
    }

    /**
     * All of them, in their order.
     *
     * @return empty where what is stored does not tell
     */
    public static Optional<List<String>> clusters(Object stored, Long table) {
        return stored instanceof byte[] bytes && isOf(bytes, table) ? names(bytes) : Optional.empty();
    }

    /** With other names, for the same table; without a name where they are no list. */
    public static byte[] renamed(byte[] stored, UnaryOperator<String> renaming) {
        return names(stored)
                .map(names -> of(
                        ByteBuffer.wrap(stored).getLong(),
                        names.stream().map(renaming).toList()))
                .orElseGet(() -> new byte[0]);
    }

    private static Optional<List<String>> names(byte[] bytes) {
        List<String> names = new ArrayList<>();
        return walk(bytes, (place, from, length) -> names.add(new String(bytes, from, length, StandardCharsets.UTF_8)))
                ? Optional.of(names)
                : Optional.empty();
    }

    private static boolean isOf(byte[] bytes, Long table) {
        return table != null
                && bytes.length >= Long.BYTES
                && ByteBuffer.wrap(bytes).getLong() == table;
    }

    /** Whether it is a list to its end. */
    private static boolean walk(byte[] stored, Names names) {
        if (stored.length < Long.BYTES) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored).position(Long.BYTES);
        for (int place = 0; bytes.remaining() >= Integer.BYTES; place++) {
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return false;
            }
            names.name(place, bytes.position(), length);
            bytes.position(bytes.position() + length);
        }
        return !bytes.hasRemaining();
    }
}
