package org.metapolicy.fuzz;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neo4j.values.storable.CoordinateReferenceSystem;
import org.neo4j.values.storable.DurationValue;
import org.neo4j.values.storable.Values;

/** Random values of every type that a property may have, the odd ones of each first. */
final class FuzzValues {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "true",
            "0.5",
            "NaN",
            "null",
            "f",
            "g",
            "f.base",
            "LIVE",
            "ACTIVE",
            "FULL",
            "100%",
            "%s",
            "{}",
            "[]",
            "{\"a\": 1}",
            "\u0000",
            "\ud83d\ude00\u202e",
            "2026-01-01",
            "2026-13-45T99:00",
            "x".repeat(5_000),
            "'; MATCH (n) DETACH DELETE n //");

    private static final List<Double> FLOATS = List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            -1.0,
            1.0 + 1e-12,
            1e308,
            0.5);

    private static final List<Long> INTEGERS =
            List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 1L, 1L << 53, (1L << 53) + 1, Long.MIN_VALUE + 1, 1000L);

    /** One maker of each type. */
    private static final List<Function<Random, Object>> KINDS = List.of(
            random -> random.nextBoolean(),
            random -> one(random, INTEGERS),
            random -> (long) random.nextInt(1000) - 500,
            random -> one(random, FLOATS),
            random -> random.nextGaussian(),
            random -> (float) random.nextGaussian(),
            random -> one(random, TEXTS),
            random -> one(random, TEXTS),
            random -> (char) random.nextInt(0xd800),
            random -> (byte) random.nextInt(),
            random -> LocalDate.ofEpochDay(random.nextInt(2_000_000) - 1_000_000),
            random -> LocalDate.MAX,
            random -> LocalDateTime.MIN,
            random -> LocalTime.MAX,
            random -> OffsetTime.of(1, 2, 3, 4, ZoneOffset.MAX),
            random -> ZonedDateTime.of(LocalDateTime.MAX.minusYears(1), ZoneOffset.MIN),
            random -> ZonedDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999, ZoneId.of("Europe/Berlin")),
            random -> ZonedDateTime.of(2026, 1, 1, random.nextInt(24), 0, 0, 0, ZoneOffset.UTC),
            random -> Duration.ofSeconds(random.nextLong() >> 20),
            random -> DurationValue.duration(12, -3, 5, 7),
            random -> Values.pointValue(CoordinateReferenceSystem.WGS_84, 12.5, 50.1),
            random -> Values.pointValue(CoordinateReferenceSystem.CARTESIAN_3D, 1, 2, 3));

    private static final List<Function<Random, Object>> LISTS = List.of(
            random -> new long[0],
            random -> new String[0],
            random -> IntStream.range(0, 1 + random.nextInt(4))
                    .mapToObj(i -> one(random, TEXTS))
                    .toArray(String[]::new),
            random -> IntStream.range(0, 1 + random.nextInt(4))
                    .mapToDouble(i -> one(random, FLOATS))
                    .toArray(),
            random -> IntStream.range(0, 1 + random.nextInt(4))
                    .mapToLong(i -> one(random, INTEGERS))
                    .toArray(),
            random -> new boolean[] {true, false},
            random -> new byte[] {1, 2, -3},
            random -> new int[] {1, 2},
            random -> new float[] {0.5f, Float.NaN},
            random -> new LocalDate[] {LocalDate.MIN, LocalDate.EPOCH},
            random -> new ZonedDateTime[] {ZonedDateTime.of(LocalDateTime.MIN.plusYears(1), ZoneOffset.MAX)});

    private FuzzValues() {}

    /** A value; null, which takes the property away, among them. */
    static Object next(Random random) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return null;
        }
        return one(random, kind < 5 ? LISTS : KINDS).apply(random);
    }

    static <T> T one(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
