package org.metapolicy.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metapolicy.selection.Fixtures.CALM;
import static org.metapolicy.selection.Fixtures.family;
import static org.metapolicy.selection.Fixtures.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.selection.choice.VersionChoices;

/** What a step can have stored, and what only another program can have written. */
class AdjustmentTest {
    private static final Circumstances KNOWN =
            new Circumstances(family(live("a", 0.6, 0.1, 500), live("b", 0.5, 0.1, 500)), CALM, true, 7);
    private static final String FAMILY = KNOWN.family().id();

    private static Adjustment stored(
            String id, String family, String trial, String version, String episode, Circumstances known) {
        Decision decision = KNOWN.decide();
        return new Adjustment(
                id,
                family,
                trial,
                Instant.EPOCH,
                false,
                decision.kind().name(),
                version,
                null,
                decision.regime().regime().name(),
                decision.draw(),
                0.6,
                0.6,
                decision.propensity(),
                "",
                List.of(),
                Map.of(),
                List.of(),
                null,
                null,
                episode,
                known,
                VersionChoices.NONE);
    }

    private static Adjustment stored(String version, Circumstances known) {
        return stored(Adjustment.id(FAMILY, "t"), FAMILY, "t", version, Adjustment.episodeId(FAMILY, "t"), known);
    }

    @Test
    void whatFollowsFromItsCircumstancesHolds() {
        assertThat(stored(KNOWN.decide().served().id(), KNOWN).problem("t")).isEmpty();
    }

    @Test
    void anotherVersionThanFollowsDoesNot() {
        String other = "a".equals(KNOWN.decide().served().id()) ? "b" : "a";
        assertThat(stored(other, KNOWN).problem("t"))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("does not give its answer").contains("version '" + other + "'"));
    }

    @Test
    void idTrialEpisodeAndFamilyMustBeThoseOfTheStep() {
        String served = KNOWN.decide().served().id();
        String id = Adjustment.id(FAMILY, "t");
        String episode = Adjustment.episodeId(FAMILY, "t");
        assertThat(stored("planted", FAMILY, "t", served, episode, KNOWN).problem("t"))
                .hasValue("its id is not that of meta-policy '" + FAMILY + "' and this trial");
        assertThat(stored(id, FAMILY, "t2", served, episode, KNOWN).problem("t"))
                .hasValue("it names trial 't2'");
        assertThat(stored(id, FAMILY, "t", served, "e", KNOWN).problem("t"))
                .hasValue("its episode 'e' is not that of meta-policy '" + FAMILY + "' and this trial");
        assertThat(stored(Adjustment.id("x", "t"), "x", "t", served, Adjustment.episodeId("x", "t"), KNOWN)
                        .problem("t"))
                .hasValue("its circumstances are those of meta-policy '" + FAMILY + "'");
    }

    @Test
    void withoutCircumstancesOrWithSomeInWhichNothingCanBeDecidedItDoesNot() {
        assertThat(stored("a", (Circumstances) null).problem("t")).hasValue("it has no circumstances");
        Circumstances forged = CircumstancesCodec.read("{\"family\": {\"id\": \"" + FAMILY + "\"}, \"signals\": {}}");
        assertThat(stored("a", forged).problem("t"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("does not give its answer"));
    }
}
