package org.metapolicy.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.exchange.CountedElsewhere;
import org.metapolicy.evidence.exchange.CountedVersion;
import org.metapolicy.testing.Counted;
import org.metapolicy.testing.Judged;
import org.metapolicy.testing.LakeHistory;
import org.metapolicy.testing.SharedNeo4j;

/** What a faulty job counted elsewhere stays outside, whatever its manifest says. */
class FaultyImportIT {
    @RegisterExtension
    static final SharedNeo4j NEO4J = SharedNeo4j.instance();

    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());
    private static final Instant NOW = LakeHistory.BEGIN.plusSeconds(40 * 86_400);
    private static final Judged LAKE = new Judged(NEO4J, "x");

    @BeforeEach
    void aFamily() {
        NEO4J.run("CALL metapolicy.grantApprover('owner', 'first of this graph')");
        Counted.family(NEO4J, "x");
        NEO4J.run("CALL metapolicy.promote('x.a', 'to begin with', {override: true})");
    }

    private static Counted counted(LakeHistory history) {
        return Counted.of(NEO4J, "x", NOW, history.episodes(), history.outcomes());
    }

    private static void refused(Counted counted, String why) {
        assertThatThrownBy(() -> counted.imported(NEO4J)).hasMessageContaining(why);
    }

    @Test
    void whatDoesNotGoOnFromWhatWasHandedOutIsRefusedAndNothingIsWritten() {
        counted(new LakeHistory(FIRST, 300, 3)).imported(NEO4J);
        Counted good = counted(new LakeHistory(FIRST + 1, 300, 3));
        Object before = LAKE.found();
        refused(good.with(counted -> forgettingShadows(counted)), "shadow state of version");
        refused(
                good.with(counted -> new CountedElsewhere(List.of(), counted.versions(), counted.differences())),
                "states.clusters do not begin with");
        refused(good.with(counted -> withOutcomes(counted, Long.MAX_VALUE)), "more outcomes than the one before");
        refused(good.with(counted -> withSnapshots(counted, "id", "x.a:t1")), "has 'id', which no snapshot has");
        refused(good.with(counted -> withSnapshots(counted, "trust_score", 0.99)), "has trust_score 0.99");
        refused(
                good.with(counted -> new CountedElsewhere(
                        List.copyOf(Stream.concat(counted.clusters().stream(), Stream.of("c".repeat(5_000)))
                                .toList()),
                        counted.versions(),
                        counted.differences())),
                "states.clusters name 'ccc");
        refused(
                good.with(counted -> withLive(counted, "{\"format\":1}")),
                "the states of version 'x.a' cannot be read: they must be those that the job wrote");
        assertThat(LAKE.found()).isEqualTo(before);
        assertThat(LAKE.problem()).isNull();
        good.imported(NEO4J);
        assertThat(LAKE.problem()).isNull();
    }

    @Test
    void whatWasCountedAsOfATimeToComeIsRefused() {
        LakeHistory history = new LakeHistory(FIRST, 60, 3);
        Object before = LAKE.found();
        Instant now = Instant.now();
        refused(
                Counted.of(NEO4J, "x", now.plusSeconds(3_600), history.episodes(), history.outcomes()),
                "it must have passed, or lie at most 60 s ahead");
        assertThat(LAKE.found()).isEqualTo(before);
        // A job's clock may be a little ahead of the server's.
        Counted.of(NEO4J, "x", Instant.now().plusSeconds(30), history.episodes(), history.outcomes())
                .imported(NEO4J);
        assertThat(LAKE.problem()).isNull();
    }

    private static CountedElsewhere forgettingShadows(CountedElsewhere counted) {
        return each(
                counted,
                one -> new CountedVersion(
                        one.versionId(),
                        new SavedStates(one.states().live(), ""),
                        one.statuses(),
                        one.outcomes(),
                        one.invalid(),
                        one.closings()));
    }

    private static CountedElsewhere withLive(CountedElsewhere counted, String live) {
        return each(
                counted,
                one -> new CountedVersion(
                        one.versionId(),
                        new SavedStates(live, one.states().shadow()),
                        one.statuses(),
                        one.outcomes(),
                        one.invalid(),
                        one.closings()));
    }

    private static CountedElsewhere withOutcomes(CountedElsewhere counted, long outcomes) {
        return each(
                counted,
                one -> new CountedVersion(
                        one.versionId(),
                        one.states(),
                        one.statuses(),
                        one.versionId().equals("x.a") ? outcomes : 0,
                        one.invalid(),
                        one.closings()));
    }

    private static CountedElsewhere withSnapshots(CountedElsewhere counted, String key, Object value) {
        return each(
                counted,
                one -> new CountedVersion(
                        one.versionId(),
                        one.states(),
                        one.statuses(),
                        one.outcomes(),
                        one.invalid(),
                        one.closings().stream()
                                .map(closing -> {
                                    Map<String, Object> properties = new HashMap<>(closing.properties());
                                    properties.put(key, value);
                                    return new CountedVersion.ClosedWindow(closing.t(), properties);
                                })
                                .toList()));
    }

    private static CountedElsewhere each(CountedElsewhere counted, UnaryOperator<CountedVersion> edit) {
        return new CountedElsewhere(
                counted.clusters(), counted.versions().stream().map(edit).toList(), counted.differences());
    }
}
