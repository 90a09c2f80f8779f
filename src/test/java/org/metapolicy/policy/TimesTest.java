package org.metapolicy.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.policy.MetapolicyException.InvalidInput;

class TimesTest {
    @Test
    void aStoredNumberCountsMillisecondsSince1970OrIsNoTime() {
        assertThat(Times.stored(1_767_225_600_000L)).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(Times.stored(1_767_225_600_000.5)).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(Times.stored("2026-01-01")).contains(Instant.parse("2026-01-01T00:00:00Z"));
        for (Object none : new Object[] {
            null,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Float.NaN,
            1e300,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            "1767225600000",
            true
        }) {
            assertThat(Times.stored(none)).as("%s", none).isEmpty();
        }
    }

    /**
     * Instants of the texts by another program: {@code python3 -c "from datetime import datetime as d;
     * print(d.fromisoformat('2026-07-01T14:00:00+02:00').timestamp())"} gives 1782907200.0, which is 2026-07-01T12:00:00Z.
     */
    @ParameterizedTest
    @CsvSource({
        "2026-07-01T12:00:00Z, 2026-07-01T12:00:00Z",
        "2026-07-01T12:00Z, 2026-07-01T12:00:00Z",
        "2026-07-01t12:00:00z, 2026-07-01T12:00:00Z",
        "2026-07-01T12:00:00.123456789Z, 2026-07-01T12:00:00.123456789Z",
        "'2026-07-01T12:00:00,5Z', 2026-07-01T12:00:00.500Z",
        "2026-07-01T12:00:00+00:00, 2026-07-01T12:00:00Z",
        "2026-07-01T12:00:00+0000, 2026-07-01T12:00:00Z",
        "2026-07-01T12:00:00-00:00, 2026-07-01T12:00:00Z",
        "2026-07-01T14:00:00+02:00, 2026-07-01T12:00:00Z",
        "2026-07-01T14:00:00+0200, 2026-07-01T12:00:00Z",
        "2026-07-01T14:00:00+02, 2026-07-01T12:00:00Z",
        "2026-07-01 12:00:00, 2026-07-01T12:00:00Z",
        "2026-07-01 12:00:00.25, 2026-07-01T12:00:00.250Z",
        "2026-07-01 12:00:00+00:00, 2026-07-01T12:00:00Z",
        "2026-07-01 14:00:00 +0200, 2026-07-01T12:00:00Z",
        "2026-07-01T12:00:00, 2026-07-01T12:00:00Z",
        "2026-07-01T12:00, 2026-07-01T12:00:00Z",
        "2026-07-01, 2026-07-01T00:00:00Z",
        "' 2026-07-01 ', 2026-07-01T00:00:00Z",
        "2026-07-01T14:00:00[Europe/Berlin], 2026-07-01T12:00:00Z",
        "2026-01-01T13:00:00[Europe/Berlin], 2026-01-01T12:00:00Z",
        "2026-07-01T14:00:00+02:00[Europe/Berlin], 2026-07-01T12:00:00Z",
        "2026-10-25T02:30:00+02:00[Europe/Berlin], 2026-10-25T00:30:00Z",
        "2026-10-25T02:30:00+01:00[Europe/Berlin], 2026-10-25T01:30:00Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00Z"
    })
    void everyTextThatProgramsPrintIsRead(String text, String instant) {
        assertThat(Times.instant(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "2026",
                "2026-07",
                "01.07.2026",
                "07/01/2026",
                "12:00:00",
                "2026-02-30",
                "2026-13-01T00:00:00Z",
                "2026-07-01T24:00:00Z",
                "2026-07-01T12:60:00Z",
                "2026-07-01T12:00:00+19:00",
                "2026-07-01T12:00:00[Mars/Olympus]",
                "2026-07-01T12:00:00Z and more",
                "1769860800",
                "1769860800000",
                "999999999999-01-01",
                "+300000000-01-01T00:00:00Z",
                "-100000-12-31",
                "+99999-12-31T23:59:59-01:00"
            })
    void whatMeansNoTimeIsNone(String text) {
        assertThat(Times.read(text)).isEmpty();
        assertThatThrownBy(() -> Times.require("when", text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("when is '" + text + "': it must be a date and time, or one as ISO 8601 text");
    }

    @Test
    void everyTemporalValueThatMeansAMomentIsRead() {
        Instant noon = Instant.parse("2026-07-01T12:00:00Z");

        assertThat(Times.instant(noon.atZone(ZoneId.of("Europe/Berlin")))).contains(noon);
        assertThat(Times.read(noon.atZone(ZoneId.of("Europe/Berlin"))))
                .contains(noon.atZone(ZoneId.of("Europe/Berlin")));
        assertThat(Times.instant(OffsetDateTime.ofInstant(noon, ZoneOffset.ofHours(5))))
                .contains(noon);
        assertThat(Times.instant(LocalDateTime.ofInstant(noon, ZoneOffset.UTC))).contains(noon);
        assertThat(Times.instant(LocalDate.of(2026, 7, 1))).contains(Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(Times.instant(LocalTime.NOON)).isEmpty();
    }

    @Test
    void numbersAreNoTimesAndNeitherIsNothing() {
        assertThat(Times.read(Instant.MAX)).isEmpty();
        assertThat(Times.read(ZonedDateTime.of(999_999_999, 12, 31, 23, 59, 59, 0, ZoneOffset.ofHours(-18))))
                .isEmpty();
        assertThat(Times.read(1769860800000L)).isEmpty();
        assertThat(Times.read(1.7e9)).isEmpty();
        assertThat(Times.read(null)).isEmpty();
        assertThatThrownBy(() -> Times.require("when", null))
                .hasMessage("when is missing: it must be a date and time, or one as ISO 8601 text, such as"
                        + " 2026-01-31T12:00:00Z");
        assertThatThrownBy(() -> Times.require("when", 1769860800000L))
                .hasMessageStartingWith("when is 1769860800000:");
    }

    @Test
    void whatJavaPrintsOfAnyTimeIsReadBack() {
        long seed = new Random().nextLong();
        System.out.println("TimesTest.whatJavaPrintsOfAnyTimeIsReadBack: seed " + seed);
        Random random = new Random(seed);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int i = 0; i < 5_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 250_000_000_000L), random.nextInt(1_000_000_000));
            ZonedDateTime zoned = instant.atZone(ZoneId.of(zones.get(random.nextInt(zones.size()))));
            assertThat(Times.read(zoned.toString())).as(zoned.toString()).contains(zoned);
            OffsetDateTime offset = zoned.toOffsetDateTime();
            assertThat(Times.instant(offset.toString())).as(offset.toString()).contains(instant);
            String spaced = offset.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSSxx"));
            if (offset.getOffset().getTotalSeconds() % 60 == 0 && offset.getYear() >= 0) {
                assertThat(Times.instant(spaced)).as(spaced).contains(instant);
            }
        }
    }

    @Test
    void whatMustHavePassedMayBeAheadByWhatClocksAreApart() {
        Instant now = Instant.parse("2026-07-01T12:00:00Z");
        assertThat(Times.requirePassed("as_of", now.plusSeconds(60), now)).isEqualTo(now.plusSeconds(60));
        assertThatThrownBy(() -> Times.requirePassed("as_of", now.plusSeconds(61), now))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "as_of is 2026-07-01T12:01:01Z, and it is 2026-07-01T12:00:00Z here: it must have passed, or lie at"
                                + " most 60 s ahead");
    }
}
