package org.metapolicy.app.report;

import java.util.Map;

/**
 * What a monitoring system is told of one family.
 *
 * @param decisionsByRegime decisions of the last hour
 * @param automaticEvents what refreshes did by themselves, ever, by action
 */
public record FamilyMetrics(
        FamilyStatusReport status, Map<String, Long> decisionsByRegime, Map<String, Long> automaticEvents) {}
