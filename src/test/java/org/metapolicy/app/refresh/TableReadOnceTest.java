package org.metapolicy.app.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metapolicy.app.moves.GovernanceSession;
import org.metapolicy.evidence.RunningStates;
import org.metapolicy.evidence.tabulation.Tabulation;
import org.metapolicy.governance.JudgedVersion;
import org.metapolicy.governance.MoveEvidence;
import org.metapolicy.policy.Settings;
import org.metapolicy.testing.memory.CountedStates;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.context.InContext;

/** However many candidates and contexts there are, a plan reads each version's row of the table once. */
class TableReadOnceTest {
    private final List<String> readings = new ArrayList<>();

    @Test
    void aPlanReadsTheContextsAndEveryRowOnce() {
        Pilot pilot = Pilot.start().family(Map.of()).live("now").candidates("v", "w", "x");
        tabulate(pilot, "now", "v", "w", "x");
        AutomaticPlanner planner = new AutomaticPlanner(
                recorded(pilot.as("eve").session()), pilot.ports().proposals());
        FamilyGovernor.Findings findings = found(true);

        assertThat(planner.plan(pilot.family(), Settings.defaults(), findings)
                        .plan()
                        .blocks())
                .as("two are compared in vain, one is proposed")
                .containsOnlyKeys("w", "x");
        assertThat(readings).containsExactlyInAnyOrder("contexts f", "shown now", "shown v", "shown w", "shown x");

        readings.clear();
        planner.withoutComparing().plan(pilot.family(), Settings.defaults(), findings);
        planner.plan(pilot.family(), Settings.defaults(), found(false));
        assertThat(readings).as("where no context is asked for").isEmpty();
    }

    private static FamilyGovernor.Findings found(boolean last) {
        JudgedVersion.Evidence good = JudgedVersion.Evidence.GOOD;
        return Found.of(Map.of("now", good, "v", good, "w", good, "x", good), Map.of(), Set.of(), last);
    }

    /** 60 episodes of each version, in three contexts. */
    private static void tabulate(Pilot pilot, String... ids) {
        RunningStates states = CountedStates.counted(false);
        Map<String, VersionEvidence> evidence = new TreeMap<>();
        Map<String, Map<String, InContext>> trust = new TreeMap<>();
        for (String id : ids) {
            evidence.put(id, states.live());
            trust.put(id, CountedStates.trust(states));
        }
        pilot.byHand().saveTable("f", Tabulation.of(evidence, Set.of("now"), trust), 3, 1_234_567L);
    }

    private GovernanceSession recorded(GovernanceSession session) {
        MoveEvidence evidence = (MoveEvidence) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MoveEvidence.class}, (proxy, method, arguments) -> {
                    readings.add(method.getName() + " " + arguments[0]);
                    try {
                        return method.invoke(session.evidence(), arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return new GovernanceSession(
                session.registry(),
                session.rosters(),
                session.trail(),
                evidence,
                session.clock(),
                session.caller(),
                session.given());
    }
}
