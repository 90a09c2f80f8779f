package org.metapolicy.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metapolicy.governance.DecidedEpisode;
import org.metapolicy.governance.LineageVersion;
import org.metapolicy.governance.RegimeCount;
import org.metapolicy.governance.Reports;
import org.metapolicy.governance.VersionOverview;
import org.metapolicy.testing.memory.CountingTrail;
import org.metapolicy.testing.memory.Pilot;
import org.metapolicy.trail.Actor;
import org.metapolicy.trail.ActorKind;
import org.metapolicy.trail.Change;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.GovernanceAction;

/** What a scrape tells of what refreshes did by themselves, and what that costs. */
class ReportMetricsTest {
    private final Pilot pilot = Pilot.start().family(Map.of());
    private final CountingTrail trail = new CountingTrail(pilot.ports().trail());

    @Test
    void oneEventIsReadHoweverManyThereAre() {
        assertThat(automatic()).isEqualTo(counts(0, 0));
        assertThat(trail.read()).isEqualTo(1);
        for (int i = 0; i < 40; i++) {
            record(GovernanceAction.PROPOSED, ActorKind.AUTOMATIC);
            record(GovernanceAction.LAPSED, i % 4 == 0 ? ActorKind.HUMAN : ActorKind.AUTOMATIC);
        }
        assertThat(automatic()).isEqualTo(counts(40, 30));
        assertThat(trail.read()).isEqualTo(1);
    }

    @Test
    void anOldTrailTellsTheSame() {
        for (int i = 0; i < 3; i++) {
            record(GovernanceAction.PROPOSED, ActorKind.AUTOMATIC);
        }
        pilot.age(1, 4);
        assertThat(automatic()).isEqualTo(counts(3, 0));
        assertThat(trail.read()).as("the newest, then all four").isEqualTo(5);
        record(GovernanceAction.MODE_SET, ActorKind.HUMAN);
        assertThat(automatic()).isEqualTo(counts(3, 0));
        assertThat(trail.read()).isEqualTo(1);
    }

    private void record(GovernanceAction action, ActorKind by) {
        pilot.as("eve")
                .session()
                .record(
                        pilot.family(),
                        action,
                        Change.none(null),
                        new Actor("eve", by),
                        "because",
                        EventEvidence.none());
    }

    private static Map<String, Long> counts(long proposed, long lapsed) {
        Map<String, Long> counts = new HashMap<>();
        ReportMetrics.AUTOMATIC.forEach(action -> counts.put(action.name(), 0L));
        counts.put("PROPOSED", proposed);
        counts.put("LAPSED", lapsed);
        return counts;
    }

    private Map<String, Long> automatic() {
        List<FamilyMetrics> told = new ReportMetrics(
                        new OnlyFamily(),
                        (id, place) -> Optional.empty(),
                        pilot.ports().counted(),
                        pilot.ports().proposals(),
                        trail,
                        failure -> false,
                        Clock.fixed(Pilot.START, ZoneOffset.UTC))
                .run(500);
        assertThat(told).hasSize(1);
        return told.get(0).automaticEvents();
    }

    /** The family "f", of which no version can be chosen and nothing was decided. */
    private static final class OnlyFamily implements Reports {
        @Override
        public List<Family> families() {
            return List.of(new Family("f", "f", null, Optional.of(Pilot.START), Optional.empty()));
        }

        @Override
        public List<Watchable> watchable(String familyId) {
            return List.of();
        }

        @Override
        public List<RegimeCount> regimes(String familyId, Instant from) {
            return List.of();
        }

        @Override
        public List<VersionOverview> versions(String familyId) {
            throw new UnsupportedOperationException("a scrape asks for no overview");
        }

        @Override
        public List<LineageVersion> lineage(String familyId) {
            throw new UnsupportedOperationException("a scrape asks for no lineage");
        }

        @Override
        public List<DecidedEpisode> episodes(String familyId, String after, long limit) {
            throw new UnsupportedOperationException("a scrape asks for no episodes");
        }
    }
}
