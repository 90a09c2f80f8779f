package org.metapolicy.http;

import java.util.List;
import org.metapolicy.app.report.FamilyMetrics;
import org.metapolicy.app.report.FamilyStatusReport;
import org.metapolicy.trust.GuardrailReading;

/** The families' figures as samples. */
final class FamilySamples {
    private static final String TRUST = "metapolicy_trust_score";
    private static final String LOWER = "metapolicy_trust_lower";
    private static final String UPPER = "metapolicy_trust_upper";
    private static final String EPISODES = "metapolicy_trust_episodes";
    private static final String STATUS = "metapolicy_version_status";
    private static final String LOG_E = "metapolicy_guardrail_log_e";
    private static final String THRESHOLD = "metapolicy_guardrail_log_threshold";
    private static final String DECISIONS = "metapolicy_decisions_last_hour";
    private static final String LAG = "metapolicy_refresh_lag_seconds";
    private static final String BACKLOG = "metapolicy_refresh_backlog_outcomes";
    private static final String AUTOMATIC = "metapolicy_automatic_events_total";

    private FamilySamples() {}

    static String of(List<FamilyMetrics> families) {
        MetricsText text = new MetricsText()
                .declare(TRUST, "gauge", "Policy Credibility Index of a version, 0 to 1.")
                .declare(LOWER, "gauge", "Lower end of its 95 % interval.")
                .declare(UPPER, "gauge", "Upper end of its 95 % interval.")
                .declare(EPISODES, "gauge", "Resolved episodes in its trust windows.")
                .declare(STATUS, "gauge", "1 for the status that the version has.")
                .declare(LOG_E, "gauge", "Evidence against a guardrail's limit, as a natural logarithm.")
                .declare(THRESHOLD, "gauge", "The evidence at which the guardrail alarms.")
                .declare(DECISIONS, "gauge", "Decisions of the last hour by regime.")
                .declare(LAG, "gauge", "Seconds since the last refresh ended.")
                .declare(BACKLOG, "gauge", "Outcomes that the next refresh has to look at, at the most.")
                .declare(AUTOMATIC, "counter", "What refreshes did by themselves, by action.");
        families.forEach(family -> add(text, family));
        return text.toString();
    }

    private static void add(MetricsText text, FamilyMetrics family) {
        FamilyStatusReport report = family.status();
        String id = report.family().id();
        report.trust()
                .forEach(trust -> add(
                        text,
                        id,
                        StatusBody.Version.of(trust, report.family()),
                        trust.judgement().guardrails()));
        family.decisionsByRegime()
                .forEach((regime, n) -> text.add(DECISIONS, n, "meta_policy_id", id, "regime", regime));
        report.lag().ifPresent(lag -> text.add(LAG, StatusBody.seconds(lag), "meta_policy_id", id));
        text.add(BACKLOG, report.health().backlog(), "meta_policy_id", id);
        family.automaticEvents().forEach((action, n) -> text.add(AUTOMATIC, n, "meta_policy_id", id, "action", action));
    }

    private static void add(
            MetricsText text, String id, StatusBody.Version version, List<GuardrailReading> guardrails) {
        String[] labels = {"meta_policy_id", id, "version_id", version.versionId()};
        text.add(TRUST, version.trustScore(), labels);
        text.add(LOWER, version.trustLower(), labels);
        text.add(UPPER, version.trustUpper(), labels);
        text.add(EPISODES, version.n(), labels);
        text.add(STATUS, 1, labels[0], id, labels[2], labels[3], "status", String.valueOf(version.status()));
        for (GuardrailReading guardrail : guardrails) {
            String[] one = {
                labels[0],
                id,
                labels[2],
                labels[3],
                "guardrail",
                guardrail.guardrail().key()
            };
            text.add(LOG_E, guardrail.logE(), one);
            text.add(THRESHOLD, guardrail.logThreshold(), one);
        }
    }
}
