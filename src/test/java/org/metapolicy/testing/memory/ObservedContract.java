package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.ObservedState;
import org.metapolicy.trail.VersionContents;

/** What {@link org.metapolicy.trail.ObservedStates} promises. */
public interface ObservedContract extends PortsContract {
    @Test
    default void theSettingsAreObservedWithTheirCountOfEvents() {
        assertThat(observed(Chain.SETTINGS)).isEqualTo(ObservedState.ofSettings(0, null, List.of()));
        act(ports -> {
            ports.registry().writeGraphApprovers(List.of("ada"));
            PortsContract.append(ports, Chain.SETTINGS, GovernanceAction.APPROVER_GRANTED, Change.none(null), Map.of());
        });
        byHand().setApprovers(List.of("ada", "mallory"));
        assertThat(observed(Chain.SETTINGS))
                .isEqualTo(ObservedState.ofSettings(1, "{\"approvers\":[\"ada\",\"mallory\"]}", List.of()));
    }

    @Test
    default void aFamilyIsObservedAsItStands() {
        family("f");
        registered("f", "w", "1.1.0");
        registered("f", "v", "1.0.0");
        moved("v", GovernanceAction.PROMOTED, VersionStatus.LIVE);
        act(ports -> ports.registry().setDefault("f", "v"));
        act(ports -> ports.registry().setFallback("f", "v"));
        byHand().addDefault("f", "w");
        byHand().setVersion("w", "status", "LIVE");
        byHand().setSnapshot("v", 1, Map.of("trust_score", 0.5));
        act(ports -> ports.registry().noteSnapshot("f", "v:t1", "a holiday"));
        byHand().linkVersion("f", "x");
        byHand().setFamily("f", "override_rate_max", 0.99);
        VersionContents contents =
                new VersionContents("p", "1.0.0", "{\"rate\":1}", "{\"theta\":[0.5]}", PARAMETERS_HASH, 1L);
        // Memory has no links that could lead astray; those of the graph are AttackIT's.
        assertThat(observed(Chain.of("f")))
                .usingRecursiveComparison()
                .ignoringFields("strays")
                .isEqualTo(new ObservedState(
                        3,
                        PortsContract.properties("f")
                                .with("override_rate_max", 0.99)
                                .json(),
                        List.of("v", "w"),
                        List.of("v"),
                        List.of(
                                new ObservedState.Version(
                                        "v", "LIVE", true, false, 2, 3, contents, "ada", NOW, null, "an idea", null,
                                        List.of(), List.of(), null),
                                new ObservedState.Version(
                                        "w",
                                        "LIVE",
                                        false,
                                        true,
                                        1,
                                        1,
                                        new VersionContents(
                                                "p",
                                                "1.1.0",
                                                contents.hyperparams(),
                                                contents.parameters(),
                                                PARAMETERS_HASH,
                                                1L),
                                        "ada",
                                        NOW,
                                        null,
                                        "an idea",
                                        null,
                                        List.of(),
                                        List.of(),
                                        null),
                                new ObservedState.Version(
                                        "x",
                                        "CANDIDATE",
                                        false,
                                        false,
                                        0,
                                        0,
                                        new VersionContents(null, null, "{}", "{}", null, null),
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        List.of(),
                                        null)),
                        Map.of(
                                "v:t0", Map.of("t", 0.0, "n_episodes", 0.0),
                                "v:t1", Map.of("t", 1.0, "trust_score", 0.5),
                                "w:t0", Map.of("t", 0.0, "n_episodes", 0.0)),
                        Map.of("v:t1", "a holiday"),
                        List.of()));
    }

    @Test
    default void aFamilyThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> observed(Chain.of("g")))
                .isInstanceOf(NotFound.class)
                .hasMessage("there is no meta-policy 'g': metapolicy.create makes one");
    }

    private ObservedState observed(Chain chain) {
        return ask(ports -> ports.observed().observe(chain));
    }
}
