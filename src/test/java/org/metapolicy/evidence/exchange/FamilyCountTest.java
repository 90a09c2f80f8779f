package org.metapolicy.evidence.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.differences.DecisionRecord;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.EpisodeFacts;
import org.metapolicy.trust.EvidenceCodec;
import org.metapolicy.trust.Observation;
import org.metapolicy.trust.ObservationReading;
import org.metapolicy.trust.OutcomeFigures;
import org.metapolicy.trust.VersionEvidence;

/** What versions have in common is counted from what was handed out, beside what each counted by itself. */
class FamilyCountTest {
    private static final Settings SETTINGS =
            Settings.defaults().with(Map.of("clusters_max", 2L, "evidence_source", "EXTERNAL"));
    private static final HandedOut FROM = new HandedOut(
            "lake",
            SETTINGS,
            0,
            List.of("calm"),
            "",
            "",
            new TreeMap<>(Map.of(
                    "a", new SavedStates("", ""),
                    "b", new SavedStates(EvidenceCodec.write(VersionEvidence.empty()), ""))));

    private final FamilyCount family = new FamilyCount(FROM);

    @Test
    void whatAVersionWasSuggestedForIsItsShadowEvidenceAndNothingElse() {
        VersionEvidence expected = VersionEvidence.empty();
        for (int i = 0; i < 60; i++) {
            Optional<String> suggested = Optional.of(i % 3 == 0 ? "b" : "nowhere");
            EpisodeFacts episode = episode(i, "calm");
            family.outcome("a", outcome(episode, 0.01 * i), suggested, DecisionRecord.NONE, false);
            family.status("a", episode, suggested, DecisionRecord.NONE, true);
            if (i % 3 == 0) {
                expected.countOutcome(outcome(episode, 0.01 * i), SETTINGS);
                expected.countStatus(episode, SETTINGS, 1);
            }
        }
        CountedVersion own = new CountedVersion("a", new SavedStates("{}", ""), 60, 60, 1, List.of());
        CountedElsewhere all = family.result().with(List.of(own));
        assertThat(all.versions())
                .containsExactly(
                        own,
                        new CountedVersion(
                                "b",
                                new SavedStates(FROM.states().get("b").live(), EvidenceCodec.write(expected)),
                                0,
                                0,
                                0,
                                List.of()));
        assertThat(all.differences()).isNotEmpty();
    }

    @Test
    void whatAVersionCountedByItselfStaysBesideItsShadowEvidence() {
        family.status("b", episode(0, "calm"), Optional.of("a"), DecisionRecord.NONE, false);
        CountedVersion own = new CountedVersion("a", new SavedStates("{}", ""), 3, 2, 1, List.of());
        assertThat(family.result().with(List.of(own)).versions())
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.states().live()).isEqualTo("{}");
                    assertThat(EvidenceCodec.read(version.states().shadow()).nTotal())
                            .isEqualTo(1);
                    assertThat(List.of(version.statuses(), version.outcomes(), version.invalid()))
                            .containsExactly(3L, 2L, 1L);
                });
    }

    @Test
    void contextsBecomeKnownInTheOrderOfTheFamilyAsFarAsThereIsRoom() {
        for (String cluster : List.of("tense", "calm", "tired", "torn")) {
            family.status("a", episode(0, cluster), Optional.empty(), DecisionRecord.NONE, false);
        }
        family.status("a", episode(0, null), Optional.empty(), DecisionRecord.NONE, false);
        assertThat(family.result().clusters()).containsExactly("calm", "tense", "other");
        assertThat(family.result().versions()).isEmpty();
    }

    private static EpisodeFacts episode(int second, String cluster) {
        return new EpisodeFacts(second % 5 == 0, cluster, null, null, Instant.ofEpochSecond(second));
    }

    private static Observation outcome(EpisodeFacts episode, double reward) {
        return ((ObservationReading.Valid)
                        ObservationReading.of(episode, OutcomeFigures.of(Map.of("reward", reward)::get), SETTINGS))
                .observation();
    }
}
