package org.metapolicy.evidence.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.evidence.exchange.CountedVersion.ClosedWindow;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.CountedApart;
import org.metapolicy.testing.LakeHistory;

/** What comes back from counting elsewhere must be what was handed out and what was counted since. */
class CountedOnTest {
    private static final Instant NOW = LakeHistory.BEGIN.plusSeconds(40 * 86_400);
    private static final Settings SETTINGS = Settings.among(Map.of("window_size", 20L));
    private static final String VERSION = "x.b";

    private static HandedOut first;
    private static CountedElsewhere second;

    @BeforeAll
    static void twoRuns() {
        SavedStates none = new SavedStates("", "");
        first = counted(
                new HandedOut("x", SETTINGS, 0, List.of(), "", "", new TreeMap<>(Map.of("x.a", none, VERSION, none))),
                new LakeHistory(8, 300, 10));
        second = elsewhere(first, new LakeHistory(9, 300, 10));
        assertThat(shadow(first)).isNotEmpty();
        assertThat(version().closings()).hasSizeGreaterThan(1);
    }

    private static CountedElsewhere elsewhere(HandedOut from, LakeHistory history) {
        return new CountedApart(from, "x.", NOW).of(history.episodes(), history.outcomes());
    }

    private static HandedOut counted(HandedOut from, LakeHistory history) {
        CountedElsewhere counted = elsewhere(from, history);
        TreeMap<String, SavedStates> states = new TreeMap<>();
        counted.versions().forEach(one -> states.put(one.versionId(), one.states()));
        return new HandedOut(
                "x",
                SETTINGS,
                counted.statuses() + counted.outcomes(),
                counted.clusters(),
                "",
                "",
                states,
                counted.differences());
    }

    private static CountedVersion version() {
        return second.versions().stream()
                .filter(one -> one.versionId().equals(VERSION))
                .findFirst()
                .orElseThrow();
    }

    private static String shadow(HandedOut from) {
        return from.states().get(VERSION).shadow();
    }

    private static void require(CountedVersion version) {
        new CountedOn(SETTINGS)
                .require(
                        version, RunningStates.read(first.states().get(VERSION)), RunningStates.read(version.states()));
    }

    private static void refused(CountedVersion version, String why) {
        assertThatThrownBy(() -> require(version))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(why);
    }

    private static CountedVersion with(String live, String shadow, long outcomes, List<ClosedWindow> closings) {
        CountedVersion good = version();
        return new CountedVersion(
                VERSION, new SavedStates(live, shadow), good.statuses(), outcomes, good.invalid(), closings);
    }

    private static CountedVersion withShadow(String shadow) {
        return with(
                version().states().live(),
                shadow,
                version().outcomes(),
                version().closings());
    }

    @Test
    void whatWasCountedOnPasses() {
        assertThatCode(() -> require(version())).doesNotThrowAnyException();
        assertThatCode(() -> require(withShadow(shadow(first)))).doesNotThrowAnyException();
        assertThat(CountedOn.clusters(second, first)).isEqualTo(second.clusters());
    }

    @Test
    void shadowEvidenceIsNotUncounted() {
        refused(withShadow(""), "the shadow state of version 'x.b' does not go on from the one handed out");
    }

    @ParameterizedTest
    @CsvSource({
        "nSinceResume,900",
        "outcomesSinceResume,900",
        "overridesTotal,0",
        "overridesTotal,9000",
        "outcomesTotal,1",
    })
    void noCountOfAStateGrowsBesideWhatWasCounted(String key, String value) {
        CountedVersion good = version();
        String edited = good.states().live().replaceFirst("\"" + key + "\":\\d+", "\"" + key + "\":" + value);
        assertThat(edited).isNotEqualTo(good.states().live());
        refused(
                with(edited, good.states().shadow(), good.outcomes(), good.closings()),
                "the live state of version 'x.b' does not go on from the one handed out");
    }

    @Test
    void outcomesAreAsManyAsTheStateHasMore() {
        CountedVersion good = version();
        refused(
                with(good.states().live(), good.states().shadow(), Long.MAX_VALUE, good.closings()),
                "more outcomes than the one before, and 9223372036854775807 were counted");
    }

    @ParameterizedTest
    @CsvSource({
        "id,x.a:t1,which no snapshot has of a window",
        "t,4,which no snapshot has of a window",
        "policy_version_id,x.a,which no snapshot has of a window",
        "trust_score,0.99,its factors amount to",
        "trust_known,-1,its factors amount to",
        "override_rate,0.001,its window has",
    })
    void aSnapshotSaysWhatItsWindowAmountsTo(String key, String value, String why) {
        CountedVersion good = version();
        List<ClosedWindow> closings = new ArrayList<>(good.closings());
        ClosedWindow last = closings.remove(closings.size() - 1);
        Map<String, Object> properties = new HashMap<>(last.properties());
        properties.put(key, value.matches("-?[0-9.]+") ? (Object) Double.valueOf(value) : value);
        closings.add(new ClosedWindow(last.t(), properties));
        refused(with(good.states().live(), good.states().shadow(), good.outcomes(), closings), why);
    }

    @Test
    void clustersThatAreKnownStayKnown() {
        assertThatThrownBy(() -> CountedOn.clusters(new CountedElsewhere(List.of(), second.versions()), first))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("states.clusters do not begin with the "
                        + first.clusters().size());
        List<String> twice = new ArrayList<>(second.clusters());
        twice.add(twice.get(0));
        assertThatThrownBy(() -> CountedOn.clusters(new CountedElsewhere(twice, second.versions()), first))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("name one twice");
    }

    @Test
    void clustersThatComeAreSuchAsCountingNames() {
        refused(List.of(""), "states.clusters name '', of 0 characters: counting gives a context a name of 1 to 128");
        refused(List.of("c".repeat(5_000)), "of 5000 characters");
        refused(List.of("c".repeat(129)), "of 129 characters");
        List<String> sixtyFour = new ArrayList<>();
        for (int i = first.clusters().size(); i < 64; i++) {
            sixtyFour.add("come-" + i);
        }
        assertThat(clusters(sixtyFour)).hasSize(64);
        sixtyFour.add("other");
        assertThat(clusters(sixtyFour)).as("beside what has no room").hasSize(65);
        sixtyFour.add("one-more");
        refused(
                sixtyFour,
                "states.clusters and the frozen centroids are 65 contexts: clusters_max of meta-policy 'x' keeps 64"
                        + " apart, and further ones count as 'other'");
    }

    private static void refused(List<String> come, String why) {
        assertThatThrownBy(() -> clusters(come))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(why);
    }

    private static List<String> clusters(List<String> come) {
        List<String> now = new ArrayList<>(first.clusters());
        now.addAll(come);
        return CountedOn.clusters(new CountedElsewhere(now, second.versions()), first);
    }
}
