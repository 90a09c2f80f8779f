package org.metapolicy.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;

/**
 * In which order a refresh counts what it found (specification, section 4.3): outcomes as they arrived; statuses of a version
 * in order of (timestamp, id), each when it and all earlier ones are known. What comes first of the two within one refresh
 * decides no more than in which window an outcome falls: a status follows the outcome that tells it, and one that no outcome
 * tells those that had arrived when its time was up.
 */
public final class CountingOrder {
    private final List<Arrival> arrivals;
    private final Map<String, List<StatusPlace>> byVersion = new TreeMap<>();
    private final Map<String, Integer> told = new HashMap<>();
    private final Map<String, List<Integer>> toldAgain = new HashMap<>();
    private final Settings settings;
    private final Instant now;

    /**
     * A status where it counts.
     *
     * @param after how many outcomes come before it
     * @param known when it and all earlier ones of its version were known
     * @param inTime whether no outcome told the one that was known last, so that it comes after those that an outcome of that time told
     * @param place the status
     */
    private record Placed(int after, Instant known, boolean inTime, StatusPlace place) {
        /** Of those between two outcomes the one that was known first, so that it makes no difference how often somebody refreshes. */
        private static final Comparator<Placed> ORDER = Comparator.comparingInt(Placed::after)
                .thenComparing(Placed::known)
                .thenComparing(Placed::inTime);

        /** Not before an earlier one. */
        private Placed behind(Placed earlier) {
            return earlier == null || ORDER.compare(this, earlier) > 0
                    ? this
                    : new Placed(earlier.after, earlier.known, earlier.inTime, place);
        }
    }

    private CountingOrder(Backlog.OfFamily found, Settings settings, Instant now) {
        this.arrivals = found.outcomes().stream().sorted().toList();
        this.settings = settings;
        this.now = now;
        for (int i = 0; i < arrivals.size(); i++) {
            String episode = arrivals.get(i).episode();
            if (told.putIfAbsent(episode, i) != null) {
                toldAgain.computeIfAbsent(episode, any -> new ArrayList<>(1)).add(i);
            }
        }
        for (StatusPlace place : found.statuses()) {
            byVersion
                    .computeIfAbsent(place.versionId(), any -> new ArrayList<>())
                    .add(standing(place));
        }
        byVersion.values().forEach(places -> places.sort(null));
    }

    /**
     * Everything that may count now, in order; the statuses that are not known yet, and those behind them, are left out.
     *
     * @param found what is uncounted of one family
     * @param now what time it is: statuses time out by it
     */
    public static List<Piece> of(Backlog.OfFamily found, Settings settings, Instant now) {
        CountingOrder order = new CountingOrder(found, settings, now);
        return "DECISION".equals(settings.choice(Setting.OUTCOME_ORDER)) ? order.byDecision() : order.byArrival();
    }

    /** One without a time of its own stands where its outcome was recorded. */
    private StatusPlace standing(StatusPlace place) {
        Integer outcome = told.get(place.elementId());
        boolean undated = !place.dated() && outcome != null;
        return undated && !arrivals.get(outcome).at().equals(Instant.MIN)
                ? place.standingAt(arrivals.get(outcome).at())
                : place;
    }

    private List<Piece> byArrival() {
        List<Placed> placed = new ArrayList<>();
        byVersion.values().forEach(places -> place(places, placed));
        // Stable, and each version's own stand in their order already: a tie mixes versions alone.
        placed.sort(Placed.ORDER);
        List<Piece> pieces = new ArrayList<>(arrivals.size() + placed.size());
        int next = 0;
        for (int i = 0; i <= arrivals.size(); i++) {
            while (next < placed.size() && placed.get(next).after() <= i) {
                pieces.add(new Piece.OfStatus(placed.get(next++).place()));
            }
            if (i < arrivals.size()) {
                pieces.add(new Piece.OfOutcome(arrivals.get(i), null));
            }
        }
        return pieces;
    }

    private void place(List<StatusPlace> places, List<Placed> into) {
        Placed latest = null;
        for (StatusPlace place : places) {
            if (!isKnown(place)) {
                return;
            }
            latest = placed(place).behind(latest);
            into.add(latest);
        }
    }

    private boolean isKnown(StatusPlace place) {
        return place.told()
                || place.withOutcome()
                || told.containsKey(place.elementId())
                || OpenStatus.isDue(place.at(), now, settings);
    }

    /** Where a status counts for its own part. */
    private Placed placed(StatusPlace place) {
        Integer outcome = told.get(place.elementId());
        if (outcome != null) {
            return new Placed(outcome + 1, arrivals.get(outcome).at(), false, place);
        }
        if (place.withOutcome()) {
            return new Placed(0, Instant.MIN, false, place);
        }
        Instant time = place.told() ? place.at() : place.at().plus(OpenStatus.timeout(settings));
        return new Placed(arrivedBy(time), time, true, place);
    }

    private int arrivedBy(Instant time) {
        int low = 0;
        int high = arrivals.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (arrivals.get(middle).at().isAfter(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Each outcome right before its status; those whose status has counted, which are late, before all. */
    private List<Piece> byDecision() {
        List<StatusPlace> known = new ArrayList<>();
        boolean[] held = new boolean[arrivals.size()];
        byVersion.values().forEach(places -> {
            boolean open = true;
            for (StatusPlace place : places) {
                open = open && isKnown(place);
                if (open) {
                    known.add(place);
                }
                outcomesOf(place).forEach(outcome -> held[outcome] = true);
            }
        });
        List<Piece> pieces = new ArrayList<>(arrivals.size() + known.size());
        for (int i = 0; i < held.length; i++) {
            if (!held[i]) {
                pieces.add(new Piece.OfOutcome(arrivals.get(i), null));
            }
        }
        known.sort(null);
        for (StatusPlace place : known) {
            outcomesOf(place)
                    .forEach(outcome -> pieces.add(new Piece.OfOutcome(arrivals.get(outcome), place.versionId())));
            pieces.add(new Piece.OfStatus(place));
        }
        return pieces;
    }

    /** The places of all that tell of its episode, as they arrived: the first that can count does, whatever the order of counting. */
    private IntStream outcomesOf(StatusPlace place) {
        Integer first = told.get(place.elementId());
        return first == null
                ? IntStream.empty()
                : IntStream.concat(
                        IntStream.of(first),
                        toldAgain.getOrDefault(place.elementId(), List.of()).stream()
                                .mapToInt(Integer::intValue));
    }
}
