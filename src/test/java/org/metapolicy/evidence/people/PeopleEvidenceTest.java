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
import org.metapolicy.evidence.PeopleRecount;
import org.metapolicy.evidence.StoredEvidence;
import org.metapolicy.evidence.differences.DecisionRecord;
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
            long[] met = {0};
            List<StoredEvidence> evidence = new ArrayList<>();
            List<CountingChange> changes = new ArrayList<>();
            for (long number = 1; number <= 900; number++) {
                PeopleCounter counter = counter(stored, met);
                String person = random.nextInt(5) == 0 ? null : "p" + random.nextInt(3);
                EpisodeFacts episode =
                        new EpisodeFacts(random.nextInt(4) == 0, "c", null, null, Instant.ofEpochSecond(number));
                boolean status = random.nextBoolean();
                Map<String, Object> properties =
                        Map.of("reward", random.nextDouble(), "delta_coherence", 0.1, "safety_flag", number % 7 == 0);
                OutcomeFigures figures = status ? null : OutcomeFigures.of(properties::get);
                if (status) {
                    counter.status("v", person, episode.overridden(), Settings.defaults());
                } else if (ObservationReading.of(episode, figures, Settings.defaults())
                        instanceof ObservationReading.Valid valid) {
                    counter.outcome("v", person, valid.observation(), Settings.defaults());
                }
                stored.putAll(counter.counted().getOrDefault("v", Map.of()));
                met[0] = counter.met("v");
                evidence.add(new StoredEvidence(
                        number,
                        "v",
                        null,
                        episode,
                        figures,
                        true,
                        random.nextBoolean(),
                        false,
                        false,
                        person,
                        DecisionRecord.NONE));
                if (number == 500) {
                    changes.add(new CountingChange.Resumed(500, "v"));
                    stored.clear();
                    met[0] = 0;
                }
            }
            PeopleRecount recount = new PeopleRecount(changes, version -> VersionPeople.NOBODY);
            evidence.forEach(recount::count);
            recount.finish();
            VersionPeople standing = new VersionPeople(stored, Map.of(), met[0]);
            assertThat(recount.ofVersion("v").histories())
                    .as("seed %d", seed)
                    .isEqualTo(stored)
                    .hasSize(3);
            assertThat(PeopleCheck.problem(standing, recount.ofVersion("v"))).isEmpty();
            stored.put("p1", stored.get("p1").plusStatus(true));
            assertThat(PeopleCheck.problem(standing, recount.ofVersion("v"))).isPresent();
        }
    }

    /**
     * Suspended, lifted and counted on; then the first to appear is erased with their episodes. Whoever is left keeps their
     * place and evidence in a recount, and the next to appear does not get the place of another.
     */
    @Test
    void aRecountFindsSuspensionsAndThePlacesOfThoseWhoAreLeft() {
        Map<String, PersonHistory> stored = new HashMap<>();
        long[] met = {0};
        List<StoredEvidence> evidence = new ArrayList<>();
        List<CountingChange> changes = new ArrayList<>();
        for (long number = 1; number <= 90; number++) {
            PeopleCounter counter = counter(stored, met);
            String person = "p" + number % 3;
            EpisodeFacts episode = new EpisodeFacts(true, "c", null, null, Instant.ofEpochSecond(number));
            counter.status("v", person, true, Settings.defaults());
            if (number == 40) {
                counter.suspend("v", "p2");
                changes.add(new CountingChange.SuspendedFor(40, "v", "name of p2"));
            } else if (number == 70) {
                counter.resume("v", "p2");
                changes.add(new CountingChange.ResumedFor(70, "v", "name of p2"));
            }
            stored.putAll(counter.counted().get("v"));
            met[0] = counter.met("v");
            evidence.add(new StoredEvidence(number, "v", null, episode, null, true, false, false, false, person));
        }
        assertThat(stored.get("p1").watch().places()).containsExactly(1L);
        assertThat(stored.get("p2").watch().places()).containsExactly(2L, 4L);
        VersionPeople standing = new VersionPeople(stored, Map.of("name of p2", "p2"), met[0]);
        assertThat(PeopleCheck.problem(standing, recounted(evidence, changes, standing)))
                .isEmpty();
        assertThat(PeopleCheck.problem(standing, recounted(evidence, changes.subList(0, 1), standing)))
                .as("without the lifting")
                .isPresent();
        stored.remove("p1");
        evidence.removeIf(piece -> piece.participant().equals("p1"));
        changes.add(new CountingChange.Based(90, 9, "digest"));
        PeopleCounter later = counter(stored, met);
        later.status("v", "p9", false, Settings.defaults());
        stored.putAll(later.counted().get("v"));
        assertThat(stored.get("p9").watch().places()).containsExactly(5L);
        evidence.add(new StoredEvidence(
                91,
                "v",
                null,
                new EpisodeFacts(false, "c", null, null, Instant.ofEpochSecond(91)),
                null,
                true,
                false,
                false,
                false,
                "p9"));
        VersionPeople left = new VersionPeople(stored, Map.of("name of p2", "p2"), later.met("v"));
        assertThat(PeopleCheck.problem(left, recounted(evidence, changes, left)))
                .isEmpty();
    }

    private static PeopleCounter counter(Map<String, PersonHistory> stored, long[] met) {
        return new PeopleCounter(
                (version, person) -> stored.getOrDefault(person, PersonHistory.EMPTY),
                PeoplePlaces.after(version -> met[0]));
    }

    private static VersionPeople recounted(
            List<StoredEvidence> evidence, List<CountingChange> changes, VersionPeople standing) {
        PeopleRecount recount = new PeopleRecount(changes, version -> standing);
        evidence.forEach(recount::count);
        recount.finish();
        return recount.ofVersion("v");
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
