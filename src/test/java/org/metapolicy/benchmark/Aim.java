package org.metapolicy.benchmark;

import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * What a figure is to be.
 *
 * @param words for people; empty where it is to be nothing
 */
record Aim(String words, DoublePredicate reached) {
    /** Of a figure that says something and is held against nothing. */
    static final Aim NONE = new Aim("", figure -> true);

    static Aim atMost(double limit) {
        return new Aim("at most " + number(limit), figure -> figure <= limit);
    }

    static Aim atLeast(double limit) {
        return new Aim("at least " + number(limit), figure -> figure >= limit);
    }

    /** Of what grows with nothing: what a measurement of two equal things may differ by is allowed for. */
    static Aim flat(double limit) {
        return new Aim("flat: at most " + number(limit), figure -> figure <= limit);
    }

    /** Empty where there is nothing to reach. */
    String judge(double figure) {
        return words.isEmpty() ? "" : reached.test(figure) ? "yes" : "no";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
