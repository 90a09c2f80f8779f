package org.metapolicy.testing.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.FamilyState;
import org.metapolicy.governance.VersionState;
import org.metapolicy.governance.adoption.AdoptedFamily;
import org.metapolicy.governance.adoption.Adoption;
import org.metapolicy.governance.adoption.StandingFamilies;
import org.metapolicy.governance.adoption.StandingFamily;
import org.metapolicy.policy.MetapolicyException.NotFound;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ObservedState;

/** What {@link StandingFamilies} promises. */
public interface StandingFamiliesContract extends PortsContract {
    @Test
    default void whatStandsIsRead() {
        standing();
        StandingFamily family = ask(ports -> ports.standing().lock("f"));
        assertThat(family.obstacles()).isEmpty();
        assertThat(family.properties()).containsEntry("id", "f").containsEntry("risk_tier", "SAFE");
        assertThat(family.links()).containsEntry("DEFAULT_POLICY", List.of("v"));
        assertThat(family.versions()).singleElement().satisfies(version -> {
            assertThat(version.properties()).containsEntry("id", "v").containsEntry("status", "LIVE");
            assertThat(version.isParentThere()).isFalse();
            assertThat(version.obstacles()).isEmpty();
            assertThat(version.snapshots()).singleElement().satisfies(snapshot -> assertThat(snapshot)
                    .containsEntry("trust_score", 0.5));
        });
        assertThatThrownBy(() -> act(ports -> ports.standing().lock("g"))).isInstanceOf(NotFound.class);
    }

    @Test
    default void whatIsTakenOverIsOutOfServiceAndKeepsItsSnapshots() {
        standing();
        act(ports -> {
            AdoptedFamily adopted = Adoption.of(ports.standing().lock("f"), "ada", NOW);
            ports.standing().takeOver(adopted, NOW);
        });
        FamilyState family = ask(ports -> ports.registry().read("f"));
        assertThat(family.defaultId()).isNull();
        assertThat(family.governed().asMap()).containsEntry("mode", "SHADOW").containsEntry("name", "f");
        VersionState version = ask(ports -> ports.registry().version("v"));
        assertThat(version.isDefault()).isFalse();
        assertThat(version.makers()).containsExactly("ada");
        ObservedState observed = ask(ports -> ports.observed().observe(Chain.of("f")));
        assertThat(observed.versions()).singleElement().satisfies(seen -> {
            assertThat(seen.status()).isEqualTo("PAUSED");
            assertThat(seen.takenOver()).hasSize(64);
            assertThat(seen.createdAt()).isEqualTo(NOW);
        });
        byHand().setAdoptedSnapshot("v", "trust_score", 0.6);
        ObservedState edited = ask(ports -> ports.observed().observe(Chain.of("f")));
        assertThat(edited.versions().get(0).takenOver())
                .isNotEqualTo(observed.versions().get(0).takenOver());
        assertThat(this.<Map<Long, ?>>ask(ports -> {
                    Map<Long, Object> own = new TreeMap<>();
                    ports.counted().forEachTrust("f", trust -> own.putAll(trust.snapshots()));
                    return own;
                }))
                .as("its own snapshots alone")
                .containsOnlyKeys(0L);
    }

    private void standing() {
        byHand().makeFamily("f", Map.of("risk_tier", "SAFE", "status", "ACTIVE"));
        byHand().linkVersion("f", "v");
        byHand().setVersion("v", "status", "LIVE");
        byHand().addDefault("f", "v");
        byHand().setSnapshot("v", 3, Map.of("trust_score", 0.5));
    }
}
