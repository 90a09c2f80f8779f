package org.metapolicy.governance.limited;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metapolicy.counterfactual.running.Compared;
import org.metapolicy.counterfactual.running.ComparedIn;
import org.metapolicy.governance.comparable.Comparisons;
import org.metapolicy.governance.comparable.ContextVerdict;
import org.metapolicy.governance.comparable.TabulatedContexts;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Settings;
import org.metapolicy.trail.ContextLimit;
import org.metapolicy.trust.context.InContext;
import org.metapolicy.trust.context.Prospect;

/** What a table says of promoting versions in some contexts, and that it is read once for all of them. */
class ContextReadinessTest {
    private static final Settings SETTINGS = Settings.defaults();
    private static final Comparisons NOTHING_COMPARED = new Comparisons() {
        @Override
        public Compared compare(String versionId, String defaultId, double coverageMin) {
            throw new AssertionError("nobody asks on the whole");
        }

        @Override
        public Optional<ComparedIn> compareIn(String versionId, String defaultId, String context) {
            return Optional.empty();
        }
    };

    /** What was read, in order. */
    private final List<String> readings = new ArrayList<>();

    @Test
    void evidenceThatCarriesIsMissingNothing() {
        assertThat(table(List.of("morning"), shown(0.6, 60, 0.3), shown(0.6, 60, 0.34))
                        .missing("v", List.of("morning")))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsSaidOfEachContext() {
        assertThat(table(List.of("morning"), shown(0.2, 49, 0.1), shown(0.6, 60, 0.3))
                        .missing("v", List.of("morning", "night")))
                .containsExactly(
                        "in context 'morning' it has 49 resolved episodes, 50 are needed",
                        "in context 'morning' its trust is 0.200, pci_promote is 0.450",
                        "in context 'morning' its expected reward 0.100 is more than 0.05 below the default's 0.300",
                        "in context 'night' it has 0 resolved episodes, 50 are needed",
                        "in context 'night' its trust is unknown, pci_promote is 0.450");
    }

    @Test
    void aRewardThatIsUnknownIsMissingWhereTheDefaultsIsKnown() {
        TabulatedContexts.Shown unknown =
                new TabulatedContexts.Shown(shown(0.6, 60, 0).trust(), Optional.empty());
        assertThat(table(List.of("morning"), unknown, shown(0.6, 60, 0.3)).missing("v", List.of("morning")))
                .containsExactly("in context 'morning' its expected reward is unknown, the default's is 0.300");
        assertThat(table(List.of("morning"), unknown, TabulatedContexts.Shown.NOTHING)
                        .missing("v", List.of("morning")))
                .isEmpty();
    }

    @Test
    void whereThereIsNoDefaultNothingIsReadOfIt() {
        assertThat(new ContextReadiness(
                                recorded(List.of("morning"), Map.of("v", Map.of("morning", shown(0.6, 60, 0.3)))),
                                "f",
                                null,
                                SETTINGS)
                        .missing("v", List.of("morning")))
                .isEmpty();
        assertThat(readings).containsExactly("row of v");
    }

    @Test
    void theContextsTheDefaultAndEachVersionAreReadOnce() {
        ContextReadiness readiness =
                table(List.of("evening", "morning", "night"), shown(0.6, 60, 0.3), shown(0.6, 60, 0.3));
        for (String version : List.of("v", "w", "x")) {
            assertThat(readiness
                            .verdicts(version, ContextLimit.NONE, Set.of("night"), NOTHING_COMPARED)
                            .contexts())
                    .extracting(ContextVerdict::context)
                    .containsExactly("evening", "morning", "night");
        }
        readiness.requireKnown(List.of("evening", "night"));
        assertThat(readings).containsExactly("contexts of f", "row of v", "row of default", "row of w", "row of x");
    }

    @Test
    void withoutContextsNoVersionIsRead() {
        ContextReadiness readiness = table(List.of(), shown(0.6, 60, 0.3), shown(0.6, 60, 0.3));
        assertThat(readiness
                        .verdicts("v", ContextLimit.NONE, Set.of(), NOTHING_COMPARED)
                        .contexts())
                .isEmpty();
        assertThat(readings).containsExactly("contexts of f");
        assertThatThrownBy(() -> readiness.requireKnown(List.of("morning")))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("context_clusters names 'morning', a context that meta-policy 'f' has not met: it knows"
                        + " none yet");
    }

    /** Versions that show all the same in the context that comes first, and a default. */
    private ContextReadiness table(
            List<String> contexts, TabulatedContexts.Shown ofVersions, TabulatedContexts.Shown ofDefault) {
        Map<String, TabulatedContexts.Shown> rows = Map.of("morning", ofVersions);
        return new ContextReadiness(
                recorded(contexts, Map.of("v", rows, "w", rows, "x", rows, "default", Map.of("morning", ofDefault))),
                "f",
                "default",
                SETTINGS);
    }

    private static TabulatedContexts.Shown shown(double trust, long n, double reward) {
        return new TabulatedContexts.Shown(
                Optional.of(new InContext(trust, trust, trust, 1, 1, 1, n)),
                Optional.of(new Prospect(null, reward, 0.1, 0.9, 0.1, n)));
    }

    private TabulatedContexts recorded(List<String> contexts, Map<String, Map<String, TabulatedContexts.Shown>> rows) {
        return new TabulatedContexts() {
            @Override
            public List<String> contexts(String familyId) {
                readings.add("contexts of " + familyId);
                return contexts;
            }

            @Override
            public Map<String, Shown> shown(String versionId) {
                readings.add("row of " + versionId);
                return rows.get(versionId);
            }
        };
    }
}
