package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.tabulation.StoredTable;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.governance.comparable.TabulatedContexts.Shown;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** What {@link org.metapolicy.evidence.tabulation.Tabulations} promises, and what a resume does to it. */
public interface TabulationsContract extends PortsContract {
    @Test
    default void whereNothingWasTabulatedThereAreRowsWithoutATable() {
        family("f");
        registered("f", "v", "1.0.0");
        byHand().linkVersion("f", "w");
        assertThat(this.<StoredTable>ask(ports -> ports.tabulations().of("f")))
                .isEqualTo(new StoredTable(
                        null,
                        0,
                        List.of(),
                        null,
                        Set.of(),
                        Set.of(),
                        Map.of("v", new StoredTable.Row(null, null, null, null, Map.of(), null, 0, 0, ""))));
    }

    @Test
    default void aTableIsReadAsItWasSaved() {
        Tabulation tabulation = tabulated();
        StoredTable table = ask(ports -> ports.tabulations().of("f"));
        assertThat(table.at()).isEqualTo(1_234_567L);
        assertThat(table.asOfEvent()).isEqualTo(3);
        assertThat(table.clusters()).containsExactly("c0", "c1", "c2");
        assertThat(table.places()).as("as a decision finds them").containsExactly("c0", "c1", "c2");
        assertThat(table.versions()).containsExactlyInAnyOrder("v", "w");
        assertThat(table.live()).containsExactly("v");
        assertThat(table.rows()).containsOnlyKeys("v", "w");
        for (String id : Set.of("v", "w")) {
            assertThat(table.rows().get(id).at()).isEqualTo(1_234_567L);
            assertThat(table.rows().get(id).named(table.clusters()))
                    .isEqualTo(StoredTable.named(tabulation, id))
                    .containsKeys("prospect value", "prospect n in 'c2'", "in_context trust in 'c2'");
            assertThat(table.rows().get(id).columns())
                    .as("each context by itself")
                    .isEqualTo(columns(tabulation, id))
                    .containsOnlyKeys("c0", "c1", "c2");
            assertThat(table.rows().get(id).column())
                    .as("whatever the context")
                    .isEqualTo(StoredTable.numbers(tabulation.prospects().overall(id)));
        }
        assertThat(table.rows().get("v").named(table.clusters())).containsEntry("prospect best", 1.0);
        assertThat(table.rows().get("w").named(table.clusters()))
                .as("one that is not live competes with nobody")
                .doesNotContainKey("prospect best");
    }

    @Test
    default void aResumeTabulatesAnewWhatItChanges() {
        tabulated();
        moved("v", GovernanceAction.PAUSED, VersionStatus.PAUSED);
        moved("v", GovernanceAction.RESUMED, VersionStatus.LIVE);
        act(ports -> ports.evidence().resumed("v"));
        StoredTable table = ask(ports -> ports.tabulations().of("f"));
        Tabulation expected = Tabulation.of(
                Map.of(
                        "v",
                        VersionEvidence.empty(),
                        "w",
                        CountedStates.counted(false).live()),
                Set.of("v"),
                Map.of("w", CountedStates.trust(CountedStates.counted(false))));
        assertThat(table.at()).isEqualTo(1_234_567L);
        assertThat(table.asOfEvent()).isEqualTo(3);
        assertThat(table.rows().get("v").named(table.clusters())).isEqualTo(StoredTable.named(expected, "v"));
        assertThat(table.rows().get("w").named(table.clusters())).isEqualTo(StoredTable.named(expected, "w"));
        for (String id : List.of("v", "w")) {
            assertThat(table.rows().get(id).column())
                    .isEqualTo(StoredTable.numbers(expected.prospects().overall(id)));
        }
        assertThat(table.rows().get("v").columns()).isEqualTo(columns(expected, "v"));
        assertThat(table.rows().get("w").columns()).isEqualTo(columns(expected, "w"));
    }

    @Test
    default void trustInAContextIsLookedUp() {
        Tabulation tabulation = tabulated();
        assertThat(this.<Optional<InContext>>ask(ports -> ports.tabulations().trust("v", "c1")))
                .contains(tabulation.trust().get("v").get("c1"));
        assertThat(this.<Optional<InContext>>ask(ports -> ports.tabulations().trust("v", "elsewhere")))
                .isEmpty();
        assertThat(this.<Optional<InContext>>ask(ports -> ports.tabulations().trust("v", null)))
                .isEmpty();
        assertThat(this.<Optional<Prospect>>ask(ports -> ports.tabulations().prospect("v", "c1")))
                .contains(tabulation.prospects().byCluster("v").get("c1"));
        assertThat(this.<Optional<Prospect>>ask(ports -> ports.tabulations().prospect("v", null)))
                .contains(tabulation.prospects().overall("v"));
        assertThat(this.<Optional<Prospect>>ask(ports -> ports.tabulations().prospect("v", "elsewhere")))
                .isEmpty();
        registered("f", "late", "1.0.2");
        assertThat(this.<Optional<InContext>>ask(ports -> ports.tabulations().trust("late", "c1")))
                .isEmpty();
        assertThatThrownBy(() -> ask(ports -> ports.tabulations().trust("nobody", "c1")))
                .hasMessageContaining("there is no version 'nobody'");
    }

    @Test
    default void allOfAVersionsContextsAreReadAtOnce() {
        family("empty");
        assertThat(this.<List<String>>ask(ports -> ports.evidence().contexts("empty")))
                .isEmpty();
        assertThatThrownBy(() -> ask(ports -> ports.evidence().contexts("nobody")))
                .hasMessageContaining("there is no meta-policy 'nobody'");
        Tabulation tabulation = tabulated();
        assertThat(this.<List<String>>ask(ports -> ports.evidence().contexts("f")))
                .containsExactly("c0", "c1", "c2");
        for (String id : List.of("v", "w")) {
            Map<String, Shown> shown = ask(ports -> ports.evidence().shown(id));
            assertThat(shown).containsOnlyKeys("c0", "c1", "c2").allSatisfy((context, one) -> {
                assertThat(one.trust())
                        .contains(tabulation.trust().get(id).get(context))
                        .isEqualTo(ask(ports -> ports.tabulations().trust(id, context)));
                assertThat(one.prospect())
                        .contains(tabulation.prospects().byCluster(id).get(context))
                        .isEqualTo(ask(ports -> ports.tabulations().prospect(id, context)));
            });
        }
        registered("f", "late", "1.0.2");
        assertThat(this.<Map<String, Shown>>ask(ports -> ports.evidence().shown("late")))
                .isEmpty();
        assertThatThrownBy(() -> ask(ports -> ports.evidence().shown("nobody")))
                .hasMessageContaining("there is no version 'nobody'");
    }

    private static Map<String, List<Double>> columns(Tabulation tabulation, String versionId) {
        return tabulation.prospects().clusters().stream()
                .collect(Collectors.toMap(
                        cluster -> cluster, cluster -> StoredTable.inCluster(tabulation, versionId, cluster)));
    }

    private Tabulation tabulated() {
        family("f");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.0.1");
        RunningStates states = CountedStates.counted(false);
        byHand().saveEvidence("v", states.saved(), CountedStates.figures(states));
        byHand().saveEvidence("w", states.saved(), CountedStates.figures(states));
        moved("v", GovernanceAction.PROMOTED, VersionStatus.LIVE);
        Tabulation tabulation = Tabulation.of(
                Map.of("v", states.live(), "w", states.live()),
                Set.of("v"),
                Map.of("v", CountedStates.trust(states), "w", CountedStates.trust(states)));
        byHand().saveTable("f", tabulation, 3, 1_234_567L);
        return tabulation;
    }
}
