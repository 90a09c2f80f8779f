package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.Registry;
import org.metapolicy.governance.Succession;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.NewVersion;
import org.metapolicy.trail.VersionContents;

/** What {@link Registry} promises. */
public interface RegistryContract extends PortsContract {
    @Test
    default void nobodyIsAnApproverUntilSomebodyIsWritten() {
        assertThat(this.<Optional<List<String>>>ask(ports -> ports.registry().graphApprovers()))
                .isEmpty();
        act(ports -> ports.registry().writeGraphApprovers(List.of("ada", "bob")));
        act(ports -> ports.registry().writeGraphApprovers(List.of("bob", "cem")));
        assertThat(this.<Optional<List<String>>>ask(ports -> ports.registry().graphApprovers()))
                .contains(List.of("bob", "cem"));
        assertThat(this.<Optional<List<String>>>ask(ports -> ports.registry().lockGraphApprovers()))
                .contains(List.of("bob", "cem"));
    }

    @Test
    default void aFamilyStartsWithItsPropertiesAndNothingElse() {
        assertThat(this.<Boolean>ask(ports -> ports.registry().hasFamilies())).isFalse();
        family("f");
        assertThat(this.<Boolean>ask(ports -> ports.registry().hasFamilies()))
                .as("one without a trail governs nothing")
                .isFalse();
        assertThat(this.<Boolean>ask(ports -> ports.registry().hasEvents())).isFalse();
        assertThat(this.<Boolean>ask(ports -> ports.registry().familyExists("f")))
                .isTrue();
        assertThat(this.<Boolean>ask(ports -> ports.registry().familyExists("g")))
                .isFalse();
        FamilyState empty = new FamilyState("f", PortsContract.properties("f"), null, null, new TreeSet<>(), 0);
        assertThat(this.<FamilyState>ask(ports -> ports.registry().read("f"))).isEqualTo(empty);
        assertThat(this.<FamilyState>ask(ports -> ports.registry().lock("f", List.of())))
                .isEqualTo(empty);
        registered("f", "v", "1.0.0");
        assertThat(this.<Boolean>ask(ports -> ports.registry().hasFamilies())).isTrue();
        assertThat(this.<Boolean>ask(ports -> ports.registry().hasEvents())).isTrue();
    }

    @Test
    default void whatDoesNotExistIsNamed() {
        family("f");
        for (Consumer<Registry> missing : List.<Consumer<Registry>>of(
                registry -> registry.read("g"),
                registry -> registry.lock("g", List.of()),
                registry -> registry.versionTags("g"),
                registry -> registry.writeFamily("g", PortsContract.properties("g")),
                registry -> registry.addVersion(PortsContract.version("g", "v", "1.0.0")),
                registry -> registry.setDefault("g", null))) {
            refused(missing)
                    .isInstanceOf(NotFound.class)
                    .hasMessage("there is no meta-policy 'g': metapolicy.create makes one");
        }
        for (Consumer<Registry> missing : List.<Consumer<Registry>>of(
                registry -> registry.familyOf("w"),
                registry -> registry.lock("f", List.of("w")),
                registry -> registry.version("w"),
                registry -> registry.contents("w"),
                registry -> registry.contentsChange("w"),
                registry -> registry.setDefault("f", "w"),
                registry -> registry.setFallback("f", "w"),
                registry -> registry.addVersion(
                        new NewVersion("v", "f", "p", "1.0.0", "w", "{}", "{}", "x", null, "r", "ada", NOW)))) {
            refused(missing).isInstanceOf(NotFound.class).hasMessage("there is no version 'w'");
        }
    }

    @Test
    default void governedPropertiesAreReplacedAndOthersStay() {
        family("f");
        byHand().setFamily("f", "colour", "blue");
        FamilyProperties before = PortsContract.properties("f");
        act(ports -> ports.registry().writeFamily("f", before.with("pci_promote", 0.5)));
        assertThat(this.<FamilyProperties>ask(
                        ports -> ports.registry().read("f").governed()))
                .isEqualTo(before.with("pci_promote", 0.5));
        act(ports -> ports.registry().writeFamily("f", before.with(FamilyProperties.APPROVERS, List.of("ada"))));
        assertThat(this.<FamilyProperties>ask(
                        ports -> ports.registry().read("f").governed()))
                .isEqualTo(before.with(FamilyProperties.APPROVERS, List.of("ada")));
    }

    @Test
    default void aVersionIsACandidateOfItsFamilyAndUngovernedUntilAnEventSaysSo() {
        family("f");
        act(ports -> ports.registry().addVersion(PortsContract.version("f", "v", "1.0.0")));
        assertThat(this.<VersionState>ask(ports -> ports.registry().version("v")))
                .isEqualTo(new VersionState(
                        "v", "f", VersionStatus.CANDIDATE, null, null, Set.of("ada"), PARAMETERS_HASH, false, false));
        assertThat(this.<Boolean>ask(ports -> ports.registry().versionExists("v")))
                .isTrue();
        assertThat(this.<Boolean>ask(ports -> ports.registry().versionExists("w")))
                .isFalse();
        assertThat(this.<String>ask(ports -> ports.registry().familyOf("v"))).isEqualTo("f");
        assertThat(this.<List<String>>ask(ports -> ports.registry().versionTags("f")))
                .containsExactly("1.0.0");
        assertThat(this.<VersionContents>ask(ports -> ports.registry().contents("v")))
                .isEqualTo(new VersionContents("p", "1.0.0", "{\"rate\":1}", "{\"theta\":[0.5]}", PARAMETERS_HASH, 1L));
        assertThat(this.<Optional<String>>ask(ports -> ports.registry().contentsChange("v")))
                .contains("is ungoverned: it was linked by hand");
    }

    @Test
    default void whatTheTrailSaysOfAVersionIsReadWithIt() {
        family("f");
        registered("f", "v", "1.0.0");
        byHand().setVersion("v", "created_by", "eve");
        assertThat(this.<VersionState>ask(ports -> ports.registry().version("v")))
                .satisfies(version -> {
                    assertThat(version.recordedStatus()).isEqualTo(VersionStatus.CANDIDATE);
                    assertThat(version.makers()).containsExactlyInAnyOrder("ada", "eve");
                });
        moved("v", GovernanceAction.PROMOTED, VersionStatus.LIVE);
        moved("v", GovernanceAction.PAUSED, VersionStatus.PAUSED);
        assertThat(this.<VersionState>ask(ports -> ports.registry().version("v")))
                .satisfies(version -> {
                    assertThat(version.status()).isEqualTo(VersionStatus.PAUSED);
                    assertThat(version.recordedStatus()).isEqualTo(VersionStatus.PAUSED);
                    assertThat(version.statusBeforePause()).isEqualTo(VersionStatus.LIVE);
                });
        byHand().setVersion("v", "status", "LIVE");
        assertThat(this.<VersionState>ask(ports -> ports.registry().version("v")))
                .satisfies(version -> {
                    assertThat(version.status()).isEqualTo(VersionStatus.LIVE);
                    assertThat(version.recordedStatus()).isEqualTo(VersionStatus.PAUSED);
                });
        byHand().setVersion("v", "status", "Alive");
        refused(registry -> registry.version("v"))
                .isInstanceOf(Conflict.class)
                .hasMessage(
                        "version 'v' has status 'Alive', a text: it must be one of [CANDIDATE, LIVE, PAUSED, ROLLED_BACK,"
                                + " DEPRECATED]");
    }

    @Test
    default void theLinksOfAFamilyFollowStatusDefaultAndFallback() {
        family("f");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.1.0");
        moved("v", GovernanceAction.PROMOTED, VersionStatus.LIVE);
        moved("w", GovernanceAction.PROMOTED, VersionStatus.LIVE);
        act(ports -> ports.registry().setDefault("f", "v"));
        act(ports -> ports.registry().setDefault("f", "w"));
        act(ports -> ports.registry().setFallback("f", "v"));
        assertThat(this.<FamilyState>ask(ports -> ports.registry().lock("f", List.of("v"))))
                .satisfies(family -> {
                    assertThat(family.defaultId()).isEqualTo("w");
                    assertThat(family.fallbackId()).isEqualTo("v");
                    assertThat(family.liveIds()).containsExactly("v", "w");
                });
        assertThat(this.<VersionState>ask(ports -> ports.registry().version("w"))
                        .isDefault())
                .isTrue();
        assertThat(this.<VersionState>ask(ports -> ports.registry().version("v"))
                        .isFallback())
                .isTrue();
        moved("w", GovernanceAction.PAUSED, VersionStatus.PAUSED);
        act(ports -> ports.registry().setDefault("f", null));
        assertThat(this.<FamilyState>ask(ports -> ports.registry().read("f"))).satisfies(family -> {
            assertThat(family.defaultId()).isNull();
            assertThat(family.liveIds()).containsExactly("v");
        });
    }

    @Test
    default void ofTwoDefaultsTheOneThatTheTrailNamesCounts() {
        family("f");
        registered("f", "v", "1.0.0");
        registered("f", "w", "1.1.0");
        act(ports -> {
            ports.registry().setDefault("f", "w");
            PortsContract.append(
                    ports,
                    Chain.of("f"),
                    GovernanceAction.DEFAULT_MOVED,
                    Change.none(null).movingDefaultTo("w"),
                    Map.of());
        });
        byHand().addDefault("f", "v");
        assertThat(this.<String>ask(ports -> ports.registry().read("f").defaultId()))
                .isEqualTo("w");
        byHand().deleteEvent(Chain.of("f"), 3);
        assertThat(this.<String>ask(ports -> ports.registry().read("f").defaultId()))
                .isEqualTo("v");
    }

    @Test
    default void aVersionOfTwoFamiliesBelongsToNone() {
        family("f");
        family("g");
        registered("f", "v", "1.0.0");
        byHand().linkVersion("g", "v");
        refused(registry -> registry.familyOf("v"))
                .isInstanceOf(Conflict.class)
                .hasMessage("version 'v' belongs to 2 meta-policies: it must belong to one, by"
                        + " metapolicy.registerVersion");
    }

    @Test
    default void changedContentsAreTold() {
        family("f");
        registered("f", "v", "1.0.0");
        assertThat(this.<Optional<String>>ask(ports -> ports.registry().contentsChange("v")))
                .isEmpty();
        byHand().setVersion("v", "context_dim", null);
        assertThat(this.<Optional<String>>ask(ports -> ports.registry().contentsChange("v")))
                .contains("has another context_dim than it was registered with: null, the trail says 1");
    }

    @Test
    default void heirsAreReadForThoseThatExist() {
        family("f");
        for (String id : List.of("a", "b", "c")) {
            registered("f", id, id);
        }
        moved("b", GovernanceAction.PROMOTED, VersionStatus.LIVE);
        byHand().saveEvidence(
                        "b",
                        new SavedStates("", ""),
                        KnownFigures.of(0.5, 60, 0.2).alarmed().build());
        // Looked for in LIVE ones alone: b, and not c.
        byHand().setVersion("b", "policy_id", "q");
        byHand().setVersion("c", "policy_id", "q");
        registered("f", "d", "d");
        byHand().setVersion("d", "status", "Live");
        assertThat(this.<Map<String, Succession.Heir>>ask(
                        ports -> ports.registry().heirs(List.of("a", "b", "c", "d", "gone"))))
                .isEqualTo(Map.of(
                        "a", new Succession.Heir(VersionStatus.CANDIDATE, null, false, false),
                        "b", new Succession.Heir(VersionStatus.LIVE, 0.5, true, true),
                        "c", new Succession.Heir(VersionStatus.CANDIDATE, null, false, false),
                        "d", new Succession.Heir(null, null, false, false)));
    }

    @Test
    default void aSnapshotOfTheFamilyIsNoted() {
        family("f");
        family("g");
        registered("f", "v", "1.0.0");
        for (String of : List.of("g", "f")) {
            refused(registry -> registry.noteSnapshot(of, of.equals("f") ? "v:t1" : "v:t0", "a holiday"))
                    .isInstanceOf(NotFound.class)
                    .hasMessageStartingWith("no version of meta-policy '" + of + "' has a snapshot 'v:t");
        }
        act(ports -> ports.registry().noteSnapshot("f", "v:t0", "a holiday"));
        assertThat(this.<Map<String, String>>ask(
                        ports -> ports.observed().observe(Chain.of("f")).notes()))
                .isEqualTo(Map.of("v:t0", "a holiday"));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Consumer<Registry> call) {
        return assertThatThrownBy(() -> act(ports -> call.accept(ports.registry())));
    }
}
