package org.metapolicy.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.HandedOut;
import org.metapolicy.policy.Settings;

/** An episode that is told several times, in one run or in several, is one, whatever order its tellings come in. */
class ToldAgainTest {
    private static final String LATER = "2026-02-14T00:00:00Z";
    private static final Map<String, Object> TOLD =
            Map.of("id", "e1", "policy_version_id", "f.base", "timestamp", "2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void inALaterRunItCountsNoSecondTime() throws IOException {
        Lake lake = new Lake(LocalSpark.session(), "0", folder);
        String told = lake.write("episodes", "parquet", lake.episodes());
        Path first = lake.run("first", lake.evidence(), "--episodes", told, "--as-of", LATER);
        HandedOut from = Lake.imported(lake.evidence(), first);
        assertThat(Lake.manifest(first).statuses()).isPositive();
        String again = lake.write("again", "parquet", lake.episodes());
        for (String parts : Lake.PARTS) {
            Path second = lake.run(
                    "second" + parts,
                    from,
                    "--before",
                    first.toString(),
                    "--episodes",
                    again,
                    "--as-of",
                    LATER,
                    "--partitions",
                    parts);
            assertThat(Lake.manifest(second).statuses()).as(parts + " parts").isZero();
            CountedElsewhere.read(Lake.states(second)).versions().forEach(version -> assertThat(version.states())
                    .isEqualTo(from.states().get(version.versionId())));
        }
    }

    @Test
    void whatCountedStandsAsItCounted() {
        Row counted = set(telling(Map.of()), "status_counted", true);
        Row first = set(telling(Map.of()), "outcome_counted", true);
        Row other = telling(Map.of("policy_version_id", "f.other", "human_override", true));
        everyOrder(List.of(counted, first, other), matched -> {
            assertThat(Cells.text(matched, Cells.VERSION)).isEqualTo("f.base");
            assertThat(Cells.flag(matched, "status_counted")).isTrue();
            assertThat(Cells.flag(matched, "outcome_counted")).isTrue();
            assertThat(Decisions.override(matched)).isNull();
        });
    }

    @Test
    void whoTellsAnotherOverrideMakesItOneThatCannotBeRead() {
        Row overridden = telling(Map.of("human_override", true));
        everyOrder(List.of(telling(Map.of()), telling(Map.of("human_override", false))), matched -> assertThat(
                        Decisions.override(matched))
                .isNotEqualTo(true)
                .isNotInstanceOf(String.class));
        everyOrder(
                List.of(telling(Map.of()), overridden, overridden),
                matched -> assertThat(Decisions.override(matched)).isInstanceOf(String.class));
    }

    @Test
    void whoTellsAnotherVersionMakesItNobodys() {
        Row other = telling(Map.of("policy_version_id", "f.other"));
        for (List<Row> order : orders(List.of(telling(Map.of()), other, telling(Map.of())))) {
            List<Row> kept = match(order);
            assertThat(kept).extracting(Cells::kind).containsOnly(Cells.Kind.KEPT);
            assertThat(kept)
                    .extracting(row -> Cells.text(row, Cells.VERSION))
                    .containsExactlyInAnyOrder("f.base", "f.other");
            assertThat(choices(order)).isEmpty();
        }
    }

    @Test
    void whoNamesItsVersionIsHeardBeforeWhoDoesNot() {
        Map<String, Object> unnamed = new HashMap<>(TOLD);
        unnamed.remove("policy_version_id");
        everyOrder(
                List.of(ReadLines.episode(unnamed), telling(Map.of())),
                matched -> assertThat(Cells.text(matched, Cells.VERSION)).isEqualTo("f.base"));
    }

    @Test
    void ofTheRestTheEarliestTellingCountsAndThenTheSame() {
        Row opened = new Line(Cells.Kind.EPISODE, telling(Map.of("timestamp", "")))
                .instant("opened", Instant.parse("2026-01-02T00:00:00Z"))
                .row();
        everyOrder(
                List.of(telling(Map.of("timestamp", "")), opened),
                matched -> assertThat(Cells.instant(matched, "opened")).isEqualTo("2026-01-02T00:00:00Z"));
        everyOrder(
                List.of(opened, telling(Map.of("timestamp", "2026-01-03T00:00:00Z")), telling(Map.of())),
                matched -> assertThat(Cells.instant(matched, "timestamp")).isEqualTo("2026-01-01T00:00:00Z"));
        everyOrder(
                List.of(
                        telling(Map.of("context_cluster", "b")),
                        telling(Map.of("context_cluster", "a")),
                        telling(Map.of("context_cluster", "c"))),
                matched -> assertThat(Cells.text(matched, "cluster")).isEqualTo("a"));
    }

    @Test
    void ofAnOutcomeThatIsToldTwiceTheSameTellingCounts() {
        everyOrder(
                List.of(telling(Map.of()), outcome(0.5), outcome(-0.5)),
                matched -> assertThat((Double) Cells.value(matched, "reward")).isEqualTo(-0.5));
    }

    private interface Look {
        void at(Row matched);
    }

    /** Both jobs put tellings together in the same way. */
    private static void everyOrder(List<Row> tellings, Look look) {
        for (List<Row> order : orders(tellings)) {
            assertThat(match(order)).hasSize(1).allSatisfy(look::at);
            assertThat(choices(order)).hasSize(1).allSatisfy(look::at);
        }
    }

    private static List<List<Row>> orders(List<Row> rows) {
        if (rows.size() < 2) {
            return List.of(rows);
        }
        List<List<Row>> orders = new ArrayList<>();
        for (int first = 0; first < rows.size(); first++) {
            List<Row> rest = new ArrayList<>(rows);
            Row begins = rest.remove(first);
            orders(rest).forEach(order -> {
                List<Row> all = new ArrayList<>(List.of(begins));
                all.addAll(order);
                orders.add(all);
            });
        }
        return orders;
    }

    private static Row telling(Map<String, Object> otherwise) {
        Map<String, Object> properties = new HashMap<>(TOLD);
        properties.putAll(otherwise);
        return ReadLines.episode(properties);
    }

    private static Row outcome(double reward) {
        return new Line(Cells.Kind.OUTCOME)
                .set(Cells.EPISODE, "e1")
                .set("outcome", "o1")
                .set("reward", reward)
                .row();
    }

    private static Row set(Row row, String name, Object value) {
        return new Line(Cells.Kind.EPISODE, row).set(name, value).row();
    }

    private static List<Row> match(List<Row> order) {
        return cells(new MatchOutcomes(context()).call(lines(order)));
    }

    private static List<Row> choices(List<Row> order) {
        return cells(new MatchChoices(context()).call(lines(order)));
    }

    private static Iterator<Row> lines(List<Row> order) {
        Packed packed = new Packed();
        return order.stream().map(packed::line).toList().iterator();
    }

    private static List<Row> cells(Iterator<Row> rows) {
        List<Row> cells = new ArrayList<>();
        rows.forEachRemaining(row -> cells.add(Packed.unpack((byte[]) row.get(row.length() - 1))));
        return cells;
    }

    private static JobContext context() {
        TreeMap<String, SavedStates> states = new TreeMap<>();
        states.put("f.base", new SavedStates("", ""));
        states.put("f.other", new SavedStates("", ""));
        HandedOut from = new HandedOut(
                "f", Settings.among(Map.of("evidence_source", "EXTERNAL")), 0, List.of(), "", "", states, "");
        return new JobContext(from.text(), Instant.parse(LATER), Map.of());
    }
}
