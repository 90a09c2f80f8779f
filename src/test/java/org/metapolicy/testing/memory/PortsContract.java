package org.metapolicy.testing.memory;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.NewFamily;
import org.metapolicy.governance.VersionState;
import org.metapolicy.policy.FreeForm;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Chain;
import org.metapolicy.trail.ChainSummary;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.GovernanceAction;
import org.metapolicy.trail.GovernanceEvent;
import org.metapolicy.trail.NewVersion;

/** What the contracts of the ports start from: a store that is empty before each of them. */
public interface PortsContract {
    Instant NOW = Instant.parse("2026-01-31T12:00:00.123456789Z");
    /** printf '{"theta":[0.5]}' | sha256sum */
    String PARAMETERS_HASH = "93eb12302d78bda691e7b34aff9d57c010e2f05cb739f28653e257c19f9c46d7";

    /** Asks in one transaction. */
    <T> T ask(Function<GovernancePorts, T> question);

    HandEdits byHand();

    /** Acts in one transaction. */
    default void act(Consumer<GovernancePorts> action) {
        ask(ports -> {
            action.accept(ports);
            return null;
        });
    }

    /** A family with nothing in it and no event. */
    default void family(String id) {
        act(ports -> ports.registry().addFamily(id, properties(id), NOW));
    }

    static FamilyProperties properties(String id) {
        return FamilyProperties.ofNew(
                id, "ada", NewFamily.of(Input.of("spec", Map.of("id", id))).properties());
    }

    /** A version of a family, and the event that registers it. */
    default void registered(String familyId, String versionId, String tag) {
        NewVersion version = version(familyId, versionId, tag);
        act(ports -> {
            ports.registry().addVersion(version);
            Map<String, Object> contents =
                    CanonicalJson.parse(version.recorded(FreeForm.of("hyperparams", Map.of("rate", 1L)))
                            .json());
            append(
                    ports,
                    Chain.of(familyId),
                    GovernanceAction.REGISTERED,
                    Change.none(null).ofVersion(versionId, null, VersionStatus.CANDIDATE, version.parametersHash()),
                    contents);
        });
    }

    static NewVersion version(String familyId, String versionId, String tag) {
        return new NewVersion(
                versionId,
                familyId,
                "p",
                tag,
                null,
                "{\"rate\":1}",
                "{\"theta\":[0.5]}",
                PARAMETERS_HASH,
                1L,
                "an idea",
                "ada",
                NOW);
    }

    /** Sets a version's status and appends the event that says so. */
    default void moved(String versionId, GovernanceAction action, VersionStatus to) {
        act(ports -> {
            VersionState version = ports.registry().version(versionId);
            ports.registry().setStatus(version, to);
            append(
                    ports,
                    Chain.of(version.familyId()),
                    action,
                    Change.none(null).ofVersion(versionId, version.status(), to, version.parametersHash()),
                    Map.of());
        });
    }

    static GovernanceEvent append(
            GovernancePorts ports, Chain chain, GovernanceAction action, Change change, Map<String, Object> evidence) {
        return append(ports, chain, action, change, evidence, NOW);
    }

    /** The same at a time of its own. */
    static GovernanceEvent append(
            GovernancePorts ports,
            Chain chain,
            GovernanceAction action,
            Change change,
            Map<String, Object> evidence,
            Instant at) {
        GovernanceEvent event = GovernanceEvent.next(
                chain.familyId(),
                ports.trail().head(chain),
                action,
                change,
                new Actor("ada", ActorKind.HUMAN),
                "because",
                CanonicalJson.of("evidence", evidence),
                at,
                0,
                ChainSummary.UNKNOWN,
                chain.familyId() == null ? null : ports.trail().head(Chain.SETTINGS));
        ports.trail().append(event);
        return event;
    }
}
