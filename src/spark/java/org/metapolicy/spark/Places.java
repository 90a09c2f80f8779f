package org.metapolicy.spark;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.metapolicy.evidence.exchange.FamilyPlace;

/** Places of pieces as columns that Spark sorts as Java compares them: seconds, which tell most apart, and bytes. */
final class Places {
    static final String SECONDS = "place_s";
    static final String REST = "place";

    /** By both; null of what is kept. */
    static final List<String> PLACE = List.of(SECONDS, REST);

    /** More than there are seconds on either side of 1970. */
    private static final long PHASE = 1L << 60;

    /** Behind a unit of zeros, so that such a unit is no end. */
    private static final short GOES_ON = 1;

    private static final short END = 0;

    private Places() {}

    /** These columns, before others. */
    static StructType schema() {
        return new StructType().add(SECONDS, DataTypes.LongType).add(REST, DataTypes.BinaryType);
    }

    static long seconds(FamilyPlace place) {
        return place.at().getEpochSecond() + place.phase() * PHASE;
    }

    static byte[] rest(FamilyPlace place) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES
                + 2 * Byte.BYTES
                + length(place.first())
                + length(place.second())
                + length(place.versionId())
                + Long.BYTES);
        bytes.putInt(place.at().getNano()).put((byte) (place.afterAll() ? 1 : 0));
        units(place.first(), bytes);
        units(place.second(), bytes);
        bytes.put((byte) (place.status() ? 1 : 0));
        units(place.versionId(), bytes);
        return bytes.putLong(place.seq()).array();
    }

    private static int length(String text) {
        return Short.BYTES
                * (text.length()
                        + 1
                        + (int) text.chars().filter(unit -> unit == 0).count()
                        + 1);
    }

    /** Java compares texts by their UTF-16 units, and Spark by the bytes of UTF-8; a text comes before those that it begins. */
    private static void units(String text, ByteBuffer into) {
        for (int i = 0; i < text.length(); i++) {
            into.putChar(text.charAt(i));
            if (text.charAt(i) == 0) {
                into.putShort(GOES_ON);
            }
        }
        into.putShort(END).putShort(END);
    }
}
