package org.metapolicy.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.OutcomeFigures;
import org.metapolicy.trust.TrustJudgement;

/**
 * Writers of one version that flood a family with contexts move no other version's trust, and a family's clusters are
 * bounded, whatever comes in whatever order (specification, sections 4.4 and 5.1).
 */
class CrowdedContextsTest {
    private static final long FIRST = Long.getLong("metapolicy.seed", System.nanoTime());
    private static final int MOST = 64;
    private static final Instant LATER = Instant.EPOCH.plusSeconds(1_000_000);

    /** How a writer names the contexts of its episodes. */
    private record Writer(String version, int contexts, boolean hashes, boolean ids, boolean suggests) {}

    @Test
    void aCandidateOfWhichEveryEpisodeIsAContextOfItsOwnMovesNothingOfTheDefault() {
        Writer server = new Writer("default", 4, false, false, false);
        List<Writer> quiet = turns(server, 300);
        List<Writer> flooded = new ArrayList<>(turns(new Writer("candidate", 1, false, true, false), 1_000));
        flooded.addAll(quiet);

        TrustJudgement alone = trust(run(quiet, 1), "default");
        Run crowd = run(flooded, 1);

        assertThat(alone.estimate().pci().value()).isGreaterThan(0.4);
        assertThat(trust(crowd, "default").estimate()).isEqualTo(alone.estimate());
        assertThat(crowd.clusters.known()).hasSize(MOST + 1).contains(ContextClusters.OTHER);
        assertThat(crowd.counter.tally("candidate").evidence().contextsMet()).hasSize(MOST + 1);
    }

    @Test
    void noVersionsEvidenceMovesAnothersTrustByMoreThanTwoHundredths() {
        for (long seed = FIRST; seed < FIRST + 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Writer judged = writer(random, "judged");
            List<Writer> own = turns(judged, 60 + random.nextInt(250));
            List<Writer> all = new ArrayList<>(own);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                Writer other = writer(random, "other-" + i);
                for (int k = random.nextInt(400); k > 0; k--) {
                    // Before, among or after the episodes of the version that is judged, which keep their order.
                    all.add(random.nextInt(3) == 0 ? 0 : random.nextInt(all.size() + 1), other);
                }
            }
            TrustJudgement alone = trust(run(own, seed), "judged");
            Run crowd = run(all, seed);
            TrustJudgement among = trust(crowd, "judged");

            assertThat(among.estimate().pci().value())
                    .as("seed %d, trust", seed)
                    .isCloseTo(alone.estimate().pci().value(), within(0.02));
            assertThat(among.estimate().pci().known())
                    .as("seed %d, what is known of it", seed)
                    .isCloseTo(alone.estimate().pci().known(), within(0.02));
            assertThat(among.critical()).as("seed %d", seed).isEqualTo(alone.critical());
            assertThat(crowd.clusters.known()).as("seed %d", seed).hasSizeLessThanOrEqualTo(MOST + 1);
            assertThat(crowd.clusters.known()).allMatch(name -> name.length() <= ContextClusters.LONGEST);
            assertRecountAgrees(crowd, seed);
        }
        System.out.println("families with the seeds " + FIRST + " to " + (FIRST + 11));
    }

    /** The same states and the same clusters in the same order. */
    private static void assertRecountAgrees(Run run, long seed) {
        Recount recount = new Recount(List.of());
        run.stored.forEach(recount::count);
        recount.finish();
        assertThat(List.copyOf(recount.clusters()))
                .as("seed %d, clusters", seed)
                .isEqualTo(List.copyOf(run.clusters.known()));
        run.counter.tallies().forEach((id, tally) -> assertThat(
                        recount.tally(id).states().saved())
                .as("seed %d, states of %s", seed, id)
                .isEqualTo(tally.states().saved()));
    }

    private static Writer writer(SplittableRandom random, String version) {
        return new Writer(
                version,
                random.nextInt(1, 90),
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                !version.equals("judged") && random.nextInt(4) == 0);
    }

    private static List<Writer> turns(Writer writer, int times) {
        return java.util.Collections.nCopies(times, writer);
    }

    private static TrustJudgement trust(Run run, String version) {
        RunningStates states = run.counter.tally(version).states();
        return states.live().judge(Settings.defaults(), run.clusters.contexts().of(states.live()));
    }

    private record Run(FamilyCounter counter, ContextClusters clusters, List<StoredEvidence> stored) {}

    /** Each version's figures depend on how many episodes of its own came before, never on whose come between. */
    private static Run run(List<Writer> turns, long seed) {
        ContextClusters clusters = new ContextClusters(List.of(), List.of(), MOST, false);
        FamilyCounter counter = new FamilyCounter(Settings.defaults(), clusters, 0, version -> RunningStates.empty());
        Map<String, SplittableRandom> dice = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        List<StoredEvidence> stored = new ArrayList<>();
        for (Writer turn : turns) {
            SplittableRandom random = dice.computeIfAbsent(
                    turn.version, version -> new SplittableRandom(seed + 31L * version.hashCode()));
            int i = counts.merge(turn.version, 1, Integer::sum);
            String name = turn.ids ? "trial-" + i : "c" + random.nextInt(turn.contexts);
            if (turn.ids && i % 50 == 0) {
                name = name.repeat(30);
            }
            WrittenEpisode episode = new WrittenEpisode(
                    turn.version + "-" + i,
                    turn.version,
                    turn.suggests ? Optional.of("judged") : Optional.empty(),
                    random.nextInt(10) == 0,
                    Optional.of(Instant.EPOCH.plusSeconds(i)),
                    turn.hashes ? Optional.empty() : Optional.of(name),
                    List.of(),
                    turn.hashes ? Optional.of(name) : Optional.empty(),
                    null,
                    Optional.empty(),
                    Optional.empty());
            Map<String, Object> values = Map.of(
                    "reward",
                    0.4 + random.nextInt(5) * 0.1,
                    "delta_coherence",
                    0.05 * random.nextInt(4),
                    "safety_flag",
                    false);
            WrittenOutcome outcome = new WrittenOutcome(
                    new Arrival(Instant.EPOCH, "", "", episode.id()),
                    episode,
                    OutcomeFigures.of(values::get),
                    false,
                    false,
                    Optional.empty());
            Counted counted = ((FamilyCounter.Result.Valid) counter.count(outcome)).counted();
            stored.add(stored(counted, episode, outcome.figures()));
            Counted status = counter.count(
                            new OpenStatus(
                                    episode.id(), episode, episode.timestamp().orElseThrow(), true),
                            LATER)
                    .orElseThrow();
            stored.add(stored(status, episode, null));
        }
        return new Run(counter, clusters, stored);
    }

    private static StoredEvidence stored(Counted counted, WrittenEpisode episode, OutcomeFigures figures) {
        return new StoredEvidence(
                counted.number(),
                episode.versionId(),
                episode.agreeingSuggestion().orElse(null),
                new EpisodeFacts(
                        (Boolean) episode.override(),
                        counted.cluster().orElse(null),
                        null,
                        null,
                        episode.timestamp().orElseThrow()),
                figures,
                true,
                false,
                counted.otherCounted(),
                false);
    }
}
