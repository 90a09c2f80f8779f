package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metapolicy.evidence.CountingChange.Based;
import org.metapolicy.evidence.people.VersionPeople;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.OutcomeFigures;

/** Where evidence was erased, a recount ends in the very states and totals that it ends in where all of it stands. */
class RecountFromBaseTest {
    private static final int PIECES = 400;
    private static final List<String> VERSIONS = List.of("v", "w");

    private final List<StoredEvidence> evidence = new ArrayList<>();
    private final List<CountingChange> changes = new ArrayList<>();

    private void history(Random random) {
        changes.add(new CountingChange.SettingsChanged(0, settings(Map.of("guardrail_unit", "SESSION"))));
        changes.add(new CountingChange.Promoted(90, "v", false));
        changes.add(new CountingChange.Resumed(120, "w"));
        changes.add(new CountingChange.SettingsChanged(
                250, settings(Map.of("guardrail_unit", "SESSION", "window_size", 30L))));
        changes.add(new CountingChange.Promoted(260, "w", false));
        for (int number = 1; number <= PIECES; number++) {
            // Statuses and outcomes apart come after those that counted together.
            boolean alone = random.nextInt(number > PIECES / 2 ? 2 : 10) == 0;
            evidence.add(new StoredEvidence(
                    number,
                    VERSIONS.get(random.nextInt(2)),
                    random.nextInt(4) == 0 ? VERSIONS.get(random.nextInt(2)) : null,
                    new EpisodeFacts(
                            alone || random.nextInt(8) == 0,
                            "c" + random.nextInt(4),
                            random.nextBoolean(),
                            "s" + number / 7,
                            Instant.ofEpochSecond(60L * number)),
                    alone ? null : figures(random),
                    number > PIECES / 2,
                    !alone && random.nextInt(15) == 0,
                    number % 3 == 0,
                    false));
        }
    }

    private static Settings settings(Map<String, Object> own) {
        return Settings.among(own);
    }

    private static OutcomeFigures figures(Random random) {
        Map<String, Object> figures = new HashMap<>();
        figures.put("reward", random.nextDouble() * 2 - 1);
        figures.put("safety_flag", random.nextInt(30) == 0);
        return OutcomeFigures.of(figures::get);
    }

    private static Recount counted(List<StoredEvidence> pieces, List<CountingChange> changes, EvidenceBase base) {
        Recount recount = new Recount(changes, Optional.ofNullable(base), version -> VersionPeople.NOBODY);
        pieces.forEach(recount::count);
        recount.finish();
        return recount;
    }

    private static Map<String, SavedStates> states(Recount recount) {
        Map<String, SavedStates> states = new TreeMap<>();
        recount.tallies().forEach((id, tally) -> states.put(id, tally.states().saved()));
        return states;
    }

    private static EvidenceBase base(Recount recount, long counted, List<StoredEvidence> erased) {
        return new EvidenceBase(
                counted,
                erased.stream().filter(piece -> piece.figures() != null).count(),
                erased.stream()
                        .filter(piece -> piece.figures() == null || !piece.apart() && !piece.late())
                        .count(),
                List.copyOf(recount.clusters()),
                new TreeMap<>(states(recount)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itEndsWhereTheWholeDoes(long seed) {
        Random random = new Random(seed);
        history(random);
        Recount whole = counted(evidence, changes, null);
        List<CountingChange> told = new ArrayList<>(changes);
        List<StoredEvidence> left = new ArrayList<>(evidence);
        List<StoredEvidence> erased = new ArrayList<>();
        EvidenceBase base = null;
        for (long cut : List.of(100L, 200L, 250L, 390L)) {
            // What had been counted, and the turns that had come, when this erasure happened.
            List<CountingChange> until =
                    told.stream().filter(change -> change.counted() <= cut).toList();
            Recount then =
                    counted(left.stream().filter(piece -> piece.number() <= cut).toList(), until, base);
            left.removeIf(piece -> piece.number() <= cut && random.nextInt(3) == 0 && erased.add(piece));
            base = base(then, cut, erased);
            told.add(until.size(), new Based(cut, until.size() + 1L, base.digest()));
            Recount again = counted(left, told, base);
            assertThat(states(again)).as("seed %d, erased at %d", seed, cut).isEqualTo(states(whole));
            assertThat(again.totals()).as("seed %d, erased at %d", seed, cut).isEqualTo(whole.totals());
        }
        assertThat(states(counted(left, changes, null)))
                .as("what is left alone")
                .isNotEqualTo(states(whole));
        EvidenceBase last = base;
        assertThatThrownBy(() -> counted(left, told, null))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("the base of recounts is gone");
        assertThatThrownBy(() -> counted(left, changes, last))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("no event of the trail tells of it");
    }
}
