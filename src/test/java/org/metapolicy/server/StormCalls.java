package org.metapolicy.server;

import java.util.List;

/**
 * What clients of a storm do over and over, fourteen kinds of call: $mine is new in every turn, so that what a turn did is
 * known by its ids, and so is what it may do again.
 */
enum StormCalls {
    PAUSES(
            "CALL metapolicy.registerVersion('f', {id: $mine}, 'storm')",
            "CALL metapolicy.pause($mine, 'storm')",
            "CALL metapolicy.resume($mine, 'storm')"),
    PROMOTES(
            "CALL metapolicy.registerVersion('f', {id: $mine}, 'storm')",
            "CALL metapolicy.promote($mine, 'storm', {override: true})",
            "CALL metapolicy.rollback($mine, 'storm')",
            "CALL metapolicy.deprecate($mine, 'storm')"),
    SPAWNS(
            "CALL metapolicy.spawn('f.rules', {id: $mine, learning_rate: 0.2}, 'storm')",
            "CALL metapolicy.promote($mine, 'storm', {override: true})",
            "CALL metapolicy.setFallback($mine, 'storm')",
            "CALL metapolicy.pause($mine, 'storm')"),
    /** Sixty bad outcomes: the refresh after them, whoever's it is, stops the version. */
    ALARMS(
            "CALL metapolicy.registerVersion('f', {id: $mine}, 'storm')",
            "CALL metapolicy.recordAll([i IN range(1, 60) | {version_id: $mine, episode: {id: $mine + ':' + i},"
                    + " outcome: {reward: -0.9}}])",
            "CALL metapolicy.refreshTrust('f', {batch_size: 25})"),
    RECORDS_ALL("CALL metapolicy.recordAll([i IN range(1, 7) | {version_id: 'f.rules',"
            + " episode: {id: $mine + ':' + i, context_cluster: 'c'}, outcome: {reward: 0.2}}])"),
    RECORDS(
            "CALL metapolicy.recordEpisode('f.rules', {id: $mine})",
            "CALL metapolicy.recordOutcome($mine, {reward: 0.3})"),
    OVERRIDES(
            "CALL metapolicy.recordEpisode('f.bandit', {id: $mine, chosen_intervention_id: 'this'})",
            "CALL metapolicy.recordOverride($mine, {instead: 'that', reason: 'storm'})"),
    STEPS(
            "MERGE (t:Trial {id: $mine}) ON CREATE SET t.participant_id = 'p', t.timestamp = datetime()",
            "CALL metapolicy.step('f', $mine, {coherence: 0.6, entropy_change: 0.3, max_rv_potency: 0.0,"
                    + " affective_load: 0.1, awareness: 'FULL'})"),
    /** Somebody comes, and is forgotten. */
    ERASES(
            "MERGE (t:Trial {id: $mine}) ON CREATE SET t.participant_id = 'who-' + $mine, t.timestamp = datetime()",
            "CALL metapolicy.recordAll([i IN range(1, 7) | {version_id: 'f.rules',"
                    + " episode: {id: $mine + ':' + i, trial_id: $mine}, outcome: {reward: 0.2}}])",
            "CALL metapolicy.erase({participant_id: 'who-' + $mine}, 'storm')"),
    STATUSES("CALL metapolicy.setStatus('f', 'PAUSED', 'storm')", "CALL metapolicy.setStatus('f', 'ACTIVE', 'storm')"),
    CONFIGURES("CALL metapolicy.configure('f', {description: $mine}, 'storm')"),
    REFRESHES("CALL metapolicy.refreshTrust('f')"),
    READS(
            "CALL metapolicy.select('f', {})",
            "CALL metapolicy.status('f')",
            "CALL metapolicy.audit.verify('f', {recount: true})");

    private final List<String> calls;

    StormCalls(String... calls) {
        this.calls = List.of(calls);
    }

    List<String> calls() {
        return calls;
    }

    /** Whether what it asks for may be refused, because another client has done it already. */
    boolean contested() {
        return this == STATUSES;
    }

    /** Whether it writes evidence alone, which may be told again. */
    boolean repeatable() {
        return this == RECORDS_ALL || this == RECORDS || this == OVERRIDES || this == STEPS;
    }

    /** Whether an answered call of this kind left exactly one event of the family's trail at least. */
    static boolean moves(String call) {
        return !call.startsWith("MERGE") && call.endsWith("'storm')") || call.contains("'storm', {override: true}");
    }
}
