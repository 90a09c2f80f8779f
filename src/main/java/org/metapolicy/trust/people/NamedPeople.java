package org.metapolicy.trust.people;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.metapolicy.policy.Settings;

/**
 * Whom the evidence of one version names: the e-BH procedure (Wang &amp; Ramdas 2022) at level {@link #LEVEL} over all
 * participants, weighted by {@link PeopleWeights}. The k with the most evidence are named where each has at least 1 / (level k),
 * those who are named already being among them: of all who are ever named at most {@link #LEVEL} are expected to be wrong.
 *
 * <p>More than {@link #MOST} lower the bar no further, which only makes it more careful: whoever has less evidence than {@link
 * #leads} cannot be named with anybody, and of those who do so without being named there are always fewer than that.
 */
public final class NamedPeople {
    /** The false discovery rate. */
    public static final double LEVEL = 0.05;

    static final int MOST = 64;

    private NamedPeople() {}

    /** The weighted evidence that each of so many must have. */
    static double threshold(long named) {
        return 1 / (LEVEL * Math.min(MOST, named));
    }

    /** Whether they could be named together with others. */
    public static boolean leads(PersonWatch watch) {
        return !watch.suspended() && watch.weighted() >= threshold(MOST);
    }

    /**
     * Those who are named now, the most evidence first.
     *
     * @param watches of one version, by participant: all who lead and all for whom it is suspended, and any others
     */
    public static List<PersonAlarm> of(Map<String, PersonWatch> watches, Settings settings) {
        long standing = watches.values().stream().filter(PersonWatch::isNamed).count();
        List<Map.Entry<String, PersonWatch>> leading = new ArrayList<>(watches.entrySet());
        leading.removeIf(entry -> !leads(entry.getValue()));
        leading.sort(Comparator.comparingDouble((Map.Entry<String, PersonWatch> entry) ->
                        -entry.getValue().weighted())
                .thenComparing(Map.Entry.comparingByKey()));
        int named = leading.size();
        while (named > 0 && leading.get(named - 1).getValue().weighted() < threshold(standing + named)) {
            named--;
        }
        long together = standing + named;
        return leading.subList(0, named).stream()
                .map(entry -> entry.getValue().alarm(entry.getKey(), together, settings))
                .toList();
    }
}
