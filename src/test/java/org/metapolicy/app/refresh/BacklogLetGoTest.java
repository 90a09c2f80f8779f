package org.metapolicy.app.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.metapolicy.evidence.Arrival;
import org.metapolicy.evidence.Backlog;
import org.metapolicy.evidence.CountingTransaction;
import org.metapolicy.evidence.RefreshTransactions;
import org.metapolicy.evidence.StatusPlace;
import org.metapolicy.policy.Settings;

/** What a long backlog takes of the memory becomes less with each batch. */
class BacklogLetGoTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PIECES = 6;

    @Test
    void whatWasCountedIsHeldNoLonger() {
        Batches batches = new Batches();
        new RefreshTrust(batches, new Silent(), Clock.systemUTC())
                .run(Optional.of("m"), new RefreshOptions(false, 1, false));
        assertThat(batches.held).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
    }

    /** A backlog that nobody but the refresh holds, and how many of its pieces are held at the start of each batch. */
    private static final class Batches implements RefreshTransactions<FamilyGovernor> {
        private final List<WeakReference<Object>> pieces = new ArrayList<>();
        private final List<Long> held = new ArrayList<>();

        @Override
        public List<String> families() {
            return List.of("m");
        }

        @Override
        public Backlog backlog(Optional<String> familyId, boolean whole, Instant now) {
            Backlog.OfFamily found = Backlog.OfFamily.empty();
            for (int i = 0; i < PIECES / 2; i++) {
                Arrival arrival = new Arrival(AT.plusSeconds(i), "o" + i, "o" + i, "e" + i);
                StatusPlace place = new StatusPlace("v", AT.plusSeconds(i), true, "e" + i, "e" + i, false, false);
                found.outcomes().add(arrival);
                found.statuses().add(place);
                pieces.add(new WeakReference<>(arrival));
                pieces.add(new WeakReference<>(place));
            }
            return new Backlog(Map.of("m", found), Map.of(), Map.of(), 0, Optional.empty());
        }

        @Override
        public void setAside(Backlog backlog, int batchSize) {}

        @Override
        public void examine(Optional<String> familyId, boolean whole, int batchSize, Duration patience, Instant now) {}

        @Override
        public void sortEpisodes(int batchSize, Instant now) {}

        @Override
        public void snapshotContexts(String familyId, Optional<Duration> patience, Instant now) {}

        @Override
        public void failed(String familyId, Duration patience, Instant now) {}

        @Override
        public Settings settings(String familyId, Optional<Duration> patience) {
            return Settings.defaults();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T inTransaction(
                String familyId, Optional<Duration> patience, BiFunction<CountingTransaction, FamilyGovernor, T> work) {
            System.gc();
            held.add(pieces.stream().filter(piece -> piece.get() != null).count());
            return (T) new CountBatch.Counted(List.of(), Set.of());
        }
    }

    private static final class Silent implements RefreshProgress {
        @Override
        public void counted(String familyId, int done, int of) {}

        @Override
        public void failed(String familyId, RuntimeException failure) {}
    }
}
