package org.metapolicy.http;

import java.util.List;
import org.metapolicy.app.report.FamilyMetrics;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trust.GuardrailReading;

/** The families' figures as samples. */
final class FamilySamples {
    private static final String PROBLEM = "metapolicy_family_problem";
    private static final String LEFT_OUT = "metapolicy_versions_left_out";
    private static final String TRUST = "metapolicy_trust_score";
    private static final String LOWER = "metapolicy_trust_lower";
    private static final String UPPER = "metapolicy_trust_upper";
    private static final String EPISODES = "metapolicy_trust_episodes";
    private static final String STATUS = "metapolicy_version_status";
    private static final String LOG_E = "metapolicy_guardrail_log_e";
    private static final String LOG_E_ALL = "metapolicy_version_log_e";
    private static final String THRESHOLD = "metapolicy_guardrail_log_threshold";
    private static final String DECISIONS = "metapolicy_decisions_last_hour";
    private static final String LAG = "metapolicy_refresh_lag_seconds";
    private static final String BACKLOG = "metapolicy_refresh_backlog_outcomes";
    private static final String SUSPENDED = "metapolicy_suspended_contexts";
    private static final String SUSPENDED_FOR = "metapolicy_suspended_participants";
    private static final String DEFAULT = "metapolicy_version_default";
    private static final String FALLBACK = "metapolicy_version_fallback";
    private static final String REWARD = "metapolicy_reward_mean";
    private static final String OVERRIDES = "metapolicy_override_rate";
    private static final String PROPOSALS = "metapolicy_open_proposals";
    private static final String INVALID = "metapolicy_invalid_outcomes";
    private static final String INVALID_EPISODES = "metapolicy_invalid_episodes";
    private static final String WAITING = "metapolicy_waiting_outcomes";
    private static final String AUTOMATIC = "metapolicy_automatic_events_total";

    private FamilySamples() {}

    static String of(List<FamilyMetrics> families) {
        MetricsText text = new MetricsText()
                .declare(PROBLEM, "gauge", "1 where a family cannot be read, or its counts disagree with the graph.")
                .declare(TRUST, "gauge", "Policy Credibility Index of a version, 0 to 1.")
                .declare(LOWER, "gauge", "Lower end of its 95 % interval.")
                .declare(UPPER, "gauge", "Upper end of its 95 % interval.")
                .declare(EPISODES, "gauge", "Resolved episodes in its trust windows.")
                .declare(STATUS, "gauge", "1 for the status that the version has, 0 for the others.")
                .declare(SUSPENDED, "gauge", "Contexts in which the version is suspended.")
                .declare(SUSPENDED_FOR, "gauge", "Participants for whom the version is suspended.")
                .declare(DEFAULT, "gauge", "1 for the version that serves by default, 0 for the others.")
                .declare(FALLBACK, "gauge", "1 for the version that serves for want of another, 0 for the others.")
                .declare(REWARD, "gauge", "Mean reward over the trust windows, of episodes that nobody overrode.")
                .declare(OVERRIDES, "gauge", "Overridden share of the resolved episodes in the trust windows.")
                .declare(LOG_E, "gauge", "A guardrail's part of the evidence against limits, as a natural logarithm.")
                .declare(
                        LOG_E_ALL,
                        "gauge",
                        "Evidence against all limits of a version together, as a natural logarithm.")
                .declare(THRESHOLD, "gauge", "The evidence at which a version alarms, all guardrails together.")
                .declare(LEFT_OUT, "gauge", "Versions beyond those that one scrape gives.")
                .declare(DECISIONS, "gauge", "Decisions of the last hour by regime.")
                .declare(LAG, "gauge", "Seconds since the last refresh ended, or since the family was made.")
                .declare(BACKLOG, "gauge", "Outcomes that the next refresh has to look at, at the most.")
                .declare(PROPOSALS, "gauge", "Proposals that wait for a person.")
                .declare(INVALID, "gauge", "Outcomes that are left out, as something of them cannot be read.")
                .declare(INVALID_EPISODES, "gauge", "Episodes of which something that is counted cannot be read.")
                .declare(WAITING, "gauge", "Outcomes of the whole graph that belong to no governed version yet.")
                .declare(AUTOMATIC, "counter", "What refreshes did by themselves, by action.");
        families.forEach(family -> add(text, family));
        families.stream()
                .flatMap(family -> family.health().stream())
                .findFirst()
                .ifPresent(any -> text.add(WAITING, any.waiting()));
        return text.toString();
    }

    private static void add(MetricsText text, FamilyMetrics family) {
        String[] labels = {"meta_policy_id", family.id()};
        text.add(PROBLEM, family.problem() ? 1 : 0, labels);
        family.versions().forEach(version -> add(text, family.id(), version));
        family.serving().ifPresent(serving -> family.versions().forEach(version -> {
            String[] own = {labels[0], labels[1], "version_id", version.id()};
            text.add(DEFAULT, version.id().equals(serving.defaultId()) ? 1 : 0, own);
            text.add(FALLBACK, version.id().equals(serving.fallbackId()) ? 1 : 0, own);
        }));
        text.add(LEFT_OUT, family.leftOut(), labels);
        family.decisionsByRegime()
                .forEach((regime, n) -> text.add(DECISIONS, n, labels[0], labels[1], "regime", regime));
        // Nobody knows when this one was looked at, if ever: an alert on a lag must see it.
        text.add(LAG, family.lag().map(StatusBody::seconds).orElse(Double.POSITIVE_INFINITY), labels);
        family.health().ifPresent(health -> {
            text.add(BACKLOG, health.backlog(), labels);
            text.add(INVALID, health.invalid(), labels);
            text.add(INVALID_EPISODES, health.invalidEpisodes(), labels);
        });
        family.openProposals().ifPresent(open -> text.add(PROPOSALS, open, labels));
        family.automaticEvents().forEach((action, n) -> text.add(AUTOMATIC, n, labels[0], labels[1], "action", action));
    }

    private static void add(MetricsText text, String family, FamilyMetrics.Version version) {
        String[] labels = {"meta_policy_id", family, "version_id", version.id()};
        for (VersionStatus status : VersionStatus.values()) {
            text.add(STATUS, status.name().equals(version.status()) ? 1 : 0, with(labels, "status", status.name()));
        }
        text.add(SUSPENDED, version.suspendedContexts(), labels);
        text.add(SUSPENDED_FOR, version.suspendedParticipants(), labels);
        version.trust().ifPresent(trust -> {
            text.add(TRUST, trust.estimate().pci().value(), labels);
            text.add(LOWER, trust.estimate().bounds().lower(), labels);
            text.add(UPPER, trust.estimate().bounds().upper(), labels);
            text.add(EPISODES, trust.estimate().windows().n(), labels);
            text.add(REWARD, trust.estimate().windows().reward().average().orElse(Double.NaN), labels);
            text.add(OVERRIDES, trust.estimate().windows().overrideRate().orElse(Double.NaN), labels);
            text.add(LOG_E_ALL, trust.judgement().guardrails().get(0).logAll(), labels);
            for (GuardrailReading guardrail : trust.judgement().guardrails()) {
                String[] one = with(labels, "guardrail", guardrail.guardrail().key());
                text.add(LOG_E, guardrail.logE(), one);
                text.add(THRESHOLD, guardrail.logThreshold(), one);
            }
        });
    }

    private static String[] with(String[] labels, String label, String value) {
        return new String[] {labels[0], labels[1], labels[2], labels[3], label, value};
    }
}
