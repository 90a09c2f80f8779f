package org.metapolicy.evidence.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.CountingChange;
import org.metapolicy.evidence.Recount;
import org.metapolicy.evidence.StoredEvidence;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.ObservationReading;
import org.metapolicy.trust.OutcomeFigures;
import org.metapolicy.trust.Variable;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.ContextSums;
import org.metapolicy.trust.context.Contrast;
import org.metapolicy.trust.local.Pooled;

/** What is counted of people, and what follows from it. */
class PeopleEvidenceTest {
    @Test
    void aPersonsHistoryIsBoundedAndIsTheirLastEpisodes() {
        PersonHistory history = PersonHistory.EMPTY;
        for (int i = 0; i < 1000; i++) {
            history = history.plusStatus(i >= 900).plusOutcome(false, i < 900 ? -1.0 : 0.5, null);
            assertThat(history.sums().statuses()).isBetween(Math.min(i, 99L), 200L);
            assertThat(history.sums().outcomes()).isBetween(Math.min(i, 99L), 200L);
        }
        assertThat(history.sums().overrides())
                .as("the last hundred and a few before")
                .isBetween(99L, 100L);
        assertThat(history.before().outcomes() + history.recent().outcomes())
                .isEqualTo(history.sums().outcomes());
    }

    /** Counted as it comes and counted again are the same, resumes at their places. */
    @Test
    void aRecountFindsWhatWasCounted() {
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Map<String, PersonHistory> stored = new HashMap<>();
            List<StoredEvidence> evidence = new ArrayList<>();
            List<CountingChange> changes = new ArrayList<>();
            for (long number = 1; number <= 900; number++) {
                PeopleCounter counter =
                        new PeopleCounter((version, person) -> stored.getOrDefault(person, PersonHistory.EMPTY));
                String person = random.nextInt(5) == 0 ? null : "p" + random.nextInt(3);
                EpisodeFacts episode =
                        new EpisodeFacts(random.nextInt(4) == 0, "c", null, null, Instant.ofEpochSecond(number));
                boolean status = random.nextBoolean();
                Map<String, Object> properties =
                        Map.of("reward", random.nextDouble(), "delta_coherence", 0.1, "safety_flag", number % 7 == 0);
                OutcomeFigures figures = status ? null : OutcomeFigures.of(properties::get);
                if (status) {
                    counter.status("v", person, episode.overridden());
                } else if (ObservationReading.of(episode, figures, Settings.defaults())
                        instanceof ObservationReading.Valid valid) {
                    counter.outcome("v", person, valid.observation());
                }
                stored.putAll(counter.counted().getOrDefault("v", Map.of()));
                evidence.add(new StoredEvidence(
                        number, "v", null, episode, figures, true, random.nextBoolean(), false, person));
                if (number == 500) {
                    changes.add(new CountingChange.Resumed(500, "v"));
                    stored.clear();
                }
            }
            Recount.People recount = new Recount.People(changes);
            evidence.forEach(recount::count);
            recount.finish();
            assertThat(recount.ofVersion("v"))
                    .as("seed %d", seed)
                    .isEqualTo(stored)
                    .hasSize(3);
            assertThat(PeopleCheck.problem(stored, recount.ofVersion("v"))).isEmpty();
            stored.put("p1", stored.get("p1").plusStatus(true));
            assertThat(PeopleCheck.problem(stored, recount.ofVersion("v"))).isPresent();
        }
    }

    /** By hand: of 10 episodes 6 overridden, of all .05; a group of 40 with 8: (6 + 20 (8 + 20 .05) / 60) / 30. */
    @Test
    void eachLevelIsDrawnToTheOneAbove() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 200; i++) {
            Map<Variable, Double> measures = new EnumMap<>(Variable.class);
            measures.put(Variable.REWARD, i % 2 == 0 ? 0.2 : 0.4);
            evidence.count(
                    new Observation(
                            new EpisodeFacts(i % 20 == 0, null, null, null, Instant.ofEpochSecond(i)),
                            true,
                            measures,
                            false),
                    Settings.defaults(),
                    1);
        }
        Pooled all = Pooled.all(evidence.estimate(Settings.defaults(), 1), 0.3);
        ContextSums group = ContextSums.EMPTY;
        for (int i = 0; i < 40; i++) {
            group = group.plusStatus(i < 8).plusOutcome(false, 0.5, null);
        }
        ContextSums person = ContextSums.EMPTY;
        for (int i = 0; i < 10; i++) {
            person = person.plusStatus(i < 6).plusOutcome(false, -0.1, null);
        }
        Pooled pooled = all.of(group).of(person);
        assertThat(all.overrides()).isCloseTo(0.05, within(1e-12));
        assertThat(pooled.overrides()).isCloseTo((6 + 20 * (8 + 20 * 0.05) / 60) / 30, within(1e-12));
        assertThat(pooled.reward()).isCloseTo((-1 + 20 * (20 + 20 * 0.3) / 60) / 30, within(1e-12));
        assertThat(pooled.n()).isEqualTo(10);
        Contrast contrast = pooled.against(all);
        assertThat(contrast.safety()).isCloseTo(0.05 - 0.3, within(1e-12));
        assertThat(contrast.spread()).isLessThan(1);
        assertThat(all.against(all).safety()).isZero();
        assertThat(all.against(all).spread()).isEqualTo(1);
    }
}
