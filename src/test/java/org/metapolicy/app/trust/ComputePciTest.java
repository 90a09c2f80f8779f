package org.metapolicy.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.CountedEvidence;
import org.metapolicy.evidence.CountedEvidence.FamilyCounts;
import org.metapolicy.evidence.FamilyContexts;
import org.metapolicy.evidence.SavedStates;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.Settings;

/** Whose running states are read for whose trust: each is as long as a book. */
class ComputePciTest {
    private final List<String> read = new ArrayList<>();
    private final ComputePci computePci = new ComputePci((CountedEvidence) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CountedEvidence.class},
            (proxy, method, args) -> switch (method.getName()) {
                case "familyOf" ->
                    new FamilyCounts(
                            "f", Settings.defaults(), new FamilyContexts(Set.of(), Set.of()), Set.of("a", "b", "c"));
                case "states" -> {
                    read.add((String) args[0]);
                    yield new SavedStates("", "");
                }
                default -> throw new IllegalStateException(method + " is not asked for");
            }));

    @Test
    void aVersionsTrustRestsOnItsOwnState() {
        computePci.run("b", TrustConfig.NONE);
        computePci.run("a", TrustConfig.NONE);
        assertThat(read).containsExactly("b", "a");
    }

    @Test
    void whereItIsRelativeToTheOthersEachIsReadOnce() {
        TrustConfig relative = TrustConfig.of(Input.of("config", Map.of("normalization", "MINMAX")));
        for (String version : List.of("a", "b", "c")) {
            computePci.run(version, relative);
        }
        assertThat(read).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void oneThatIsWatchedNoLongerIsComparedToo() {
        computePci.run("retired", TrustConfig.of(Input.of("config", Map.of("normalization", "MINMAX"))));
        assertThat(read).containsExactlyInAnyOrder("a", "b", "c", "retired");
    }
}
