package org.metapolicy.spark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.ArraySeq;

/**
 * The cells of a row as one array of bytes: what goes from step to step beside what rows are split and sorted by. Of forty columns
 * most are null, which Spark would store, sort and spill all the same; here each that is not has its number and its value.
 */
final class Packed {
    /** What rows of one episode share: rows are split and sorted by it, and told apart by the id itself. */
    static final String KEY = "key";

    /** The packed cells. */
    static final String CELLS = "cells";

    /** What is read: rows of any kind by their episode. */
    static final StructType LINES =
            new StructType().add(KEY, DataTypes.LongType).add(CELLS, DataTypes.BinaryType);

    private static final byte[] TYPES = types();
    private static final int START = 256;
    /** Java's own factor for texts, over 64 bits, and the finish of SplitMix64 (Steele, Lea &amp; Flood 2014). */
    private static final long FACTOR = 31;

    private static final long MIX_FIRST = 0xbf58476d1ce4e5b9L;
    private static final long MIX_SECOND = 0x94d049bb133111ebL;

    private static final byte OF_INTEGER = 0;
    private static final byte OF_LONG = 1;
    private static final byte OF_DOUBLE = 2;
    private static final byte OF_BOOLEAN = 3;
    private static final byte OF_TEXT = 4;
    private static final byte OF_NUMBERS = 5;
    private static final byte OF_TEXTS = 6;

    private ByteBuffer bytes = ByteBuffer.allocate(START);

    private static byte[] types() {
        byte[] types = new byte[Cells.SCHEMA.length()];
        for (int i = 0; i < types.length; i++) {
            types[i] = type(Cells.SCHEMA.fields()[i].dataType());
        }
        return types;
    }

    private static byte type(DataType type) {
        if (type instanceof ArrayType list) {
            return list.elementType().equals(DataTypes.StringType) ? OF_TEXTS : OF_NUMBERS;
        }
        List<DataType> plain = List.of(
                DataTypes.IntegerType,
                DataTypes.LongType,
                DataTypes.DoubleType,
                DataTypes.BooleanType,
                DataTypes.StringType);
        return (byte) plain.indexOf(type);
    }

    /** A row as it is split and sorted by its episode. */
    Row line(Row row) {
        return RowFactory.create(key(Cells.text(row, Cells.EPISODE)), pack(row));
    }

    private static long key(String episode) {
        long key = 0;
        for (int i = 0; i < episode.length(); i++) {
            key = FACTOR * key + episode.charAt(i);
        }
        key = (key ^ key >>> 30) * MIX_FIRST;
        key = (key ^ key >>> 27) * MIX_SECOND;
        return key ^ key >>> 31;
    }

    /** The cells of a row. */
    byte[] pack(Row row) {
        bytes.clear();
        for (int i = 0; i < TYPES.length; i++) {
            if (!row.isNullAt(i)) {
                room(1 + Long.BYTES);
                bytes.put((byte) i);
                put(row, i);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void put(Row row, int i) {
        switch (TYPES[i]) {
            case OF_INTEGER -> bytes.putInt(row.getInt(i));
            case OF_LONG -> bytes.putLong(row.getLong(i));
            case OF_DOUBLE -> bytes.putDouble(row.getDouble(i));
            case OF_BOOLEAN -> bytes.put((byte) (row.getBoolean(i) ? 1 : 0));
            case OF_TEXT -> put(row.getString(i));
            default -> {
                Object[] list = Cells.list(row, i);
                bytes.putInt(list.length);
                for (Object one : list) {
                    room(Long.BYTES);
                    if (TYPES[i] == OF_TEXTS) {
                        put((String) one);
                    } else {
                        bytes.putDouble((Double) one);
                    }
                }
            }
        }
    }

    private void put(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + utf8.length);
        bytes.putInt(utf8.length).put(utf8);
    }

    private void room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(2 * (bytes.capacity() + more));
            larger.put(bytes.flip());
            bytes = larger;
        }
    }

    /** The same cells as another kind of row. */
    static byte[] as(Cells.Kind kind, byte[] cells) {
        byte[] copy = cells.clone();
        // The kind stands first, and every row has one.
        ByteBuffer.wrap(copy).putInt(1, kind.ordinal());
        return copy;
    }

    /** The row that was packed. */
    static Row unpack(byte[] cells) {
        Object[] row = new Object[TYPES.length];
        ByteBuffer in = ByteBuffer.wrap(cells);
        while (in.hasRemaining()) {
            int i = in.get();
            row[i] = read(in, TYPES[i]);
        }
        return RowFactory.create(row);
    }

    private static Object read(ByteBuffer in, byte type) {
        return switch (type) {
            case OF_INTEGER -> in.getInt();
            case OF_LONG -> in.getLong();
            case OF_DOUBLE -> in.getDouble();
            case OF_BOOLEAN -> in.get() == 1;
            case OF_TEXT -> text(in);
            default -> {
                Object[] list = new Object[in.getInt()];
                for (int i = 0; i < list.length; i++) {
                    list[i] = type == OF_TEXTS ? text(in) : (Object) in.getDouble();
                }
                yield ArraySeq.unsafeWrapArray(list);
            }
        };
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }
}
