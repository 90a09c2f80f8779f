package org.metapolicy.evidence.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Gives those who appear with a version their places, from 1 in the order of counting. */
public final class PeoplePlaces {
    private final Map<String, Long> met = new HashMap<>();
    private final ToLongFunction<String> before;
    private final Function<String, VersionPeople> gaps;

    private PeoplePlaces(ToLongFunction<String> before, Function<String, VersionPeople> gaps) {
        this.before = before;
        this.gaps = gaps;
    }

    /** @param met how many places a version gave before */
    public static PeoplePlaces after(ToLongFunction<String> met) {
        return new PeoplePlaces(met, version -> VersionPeople.NOBODY);
    }

    /** The places of a whole history counted again. */
    public static PeoplePlaces again() {
        return after(version -> 0);
    }

    /**
     * The same where some of the history was erased: those who are left keep the places that they had behind others.
     *
     * @param standing what stands of a version's people
     */
    public static PeoplePlaces againWithGaps(Function<String, VersionPeople> standing) {
        return new PeoplePlaces(version -> 0, standing);
    }

    /** The place of somebody who appears for another time, having done so so many times before. */
    long next(String versionId, String participantId, int times) {
        long last = met.computeIfAbsent(versionId, before::applyAsLong);
        List<Long> had = gaps.apply(versionId).of(participantId).watch().places();
        long place = Math.max(last + 1, times < had.size() ? had.get(times) : 0);
        met.put(versionId, place);
        return place;
    }

    /** The version began anew, and so does the order. */
    void restart(String versionId) {
        met.put(versionId, 0L);
    }

    /** How many places a version has given. */
    public long met(String versionId) {
        return Math.max(
                met.computeIfAbsent(versionId, before::applyAsLong),
                gaps.apply(versionId).met());
    }
}
