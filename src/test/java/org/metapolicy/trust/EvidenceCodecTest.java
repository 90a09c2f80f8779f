package org.metapolicy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.Settings;

class EvidenceCodecTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final Settings SESSIONS =
            SETTINGS.with(Map.of("guardrail_unit", "SESSION", "session_timeout", 60.0));

    @Test
    void aStateStoredAfterEveryCallGoesOnAsOneThatWasNeverStored() {
        for (long seed = 0; seed < 12; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Settings settings = seed % 2 == 0 ? SETTINGS : SESSIONS;
            VersionEvidence kept = VersionEvidence.empty();
            VersionEvidence stored = VersionEvidence.empty();
            for (int i = 0; i < 300; i++) {
                Observation observation = Observations.random(random, i);
                int act = random.nextInt(100);
                stored = EvidenceCodec.read(EvidenceCodec.write(stored));
                for (VersionEvidence evidence : new VersionEvidence[] {kept, stored}) {
                    if (act == 0) {
                        evidence.restart();
                    } else if (act == 1) {
                        evidence.promoted(evidence, settings);
                    } else if (act < 5) {
                        evidence.addLateFlag(act == 2, observation.episode(), settings);
                    } else {
                        evidence.count(observation, settings, 6);
                    }
                }
            }
            assertThat(EvidenceCodec.write(stored)).as("seed %d", seed).isEqualTo(EvidenceCodec.write(kept));
            assertThat(stored.judge(settings, 6)).as("seed %d", seed).isEqualTo(kept.judge(settings, 6));
        }
    }

    @Test
    void theTextStaysSmall() {
        VersionEvidence evidence = VersionEvidence.empty();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 5000; i++) {
            evidence.count(Observations.random(random, i), SETTINGS, 6);
            if (i % 400 == 399) {
                // Nine windows of a few people, or of many, of whom eight groups are kept in each.
                assertThat(EvidenceCodec.write(evidence).length())
                        .as("after %d", i)
                        .isLessThan(i / 400 % 2 == 0 ? 40_000 : 60_000);
            }
        }
    }

    @Test
    void withoutPeopleTheTextStaysSmaller() {
        VersionEvidence evidence = VersionEvidence.empty();
        for (int i = 0; i < 5000; i++) {
            evidence.count(Observations.reward(0.01 * (i % 70)), SETTINGS, 6);
        }
        assertThat(EvidenceCodec.write(evidence)).hasSizeLessThan(13_000).doesNotContain("units");
    }

    @Test
    void anUnknownFormatAndADamagedTextAreClearErrors() {
        String text = EvidenceCodec.write(VersionEvidence.empty());
        assertThatThrownBy(() -> EvidenceCodec.read(text.replace("\"format\":4", "\"format\":7")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("format 7")
                .hasMessageContaining("FULL");
        for (String damaged : new String[] {
            "", "null", "{", "{}", "[]", text.replace("\"nTotal\":0,", ""), text.replace("\"overrides\":0,", "")
        }) {
            assertThatThrownBy(() -> EvidenceCodec.read(damaged))
                    .as(damaged)
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("FULL");
        }
    }

    @Test
    void countsThatNoWindowCanHaveAreDamage() {
        VersionEvidence evidence = VersionEvidence.empty();
        evidence.count(
                new Observation(
                        new EpisodeFacts(false, "c", false, null, Instant.EPOCH),
                        true,
                        Map.of(Variable.REWARD, 0.5),
                        false),
                Settings.defaults(),
                1);
        String text = EvidenceCodec.write(evidence);
        assertThat(EvidenceCodec.write(EvidenceCodec.read(text))).isEqualTo(text);
        for (String damaged : new String[] {
            text.replace("\"clusters\":{\"c\":1}", "\"clusters\":{\"c\":4000000000000000000}"),
            text.replace("\"clusters\":{\"c\":1}", "\"clusters\":{\"c\":-1}"),
            text.replace("\"open\":{\"n\":1,", "\"open\":{\"n\":4000000000000000000,"),
            text.replace("\"open\":{\"n\":1,\"overrides\":0", "\"open\":{\"n\":1,\"overrides\":2")
        }) {
            assertThat(damaged).isNotEqualTo(text);
            assertThatThrownBy(() -> EvidenceCodec.read(damaged))
                    .as(damaged)
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("FULL");
        }
    }
}
