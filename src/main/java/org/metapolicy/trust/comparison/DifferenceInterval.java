package org.metapolicy.trust.comparison;

/**
 * The difference of a figure between two versions with its 95 % interval, put together from those of each.
 *
 * <p>Source: Zou &amp; Donner 2008, "Construction of confidence limits about effect measures: a general approach", Statistics in
 * Medicine 27; with Wilson's intervals it is method 10 of Newcombe 1998, "Interval estimation for the difference between
 * independent proportions", Statistics in Medicine 17.
 *
 * @param difference NaN where one of the figures is not known
 * @param lower NaN where one of the figures has no interval
 * @param upper NaN where one of the figures has no interval
 */
public record DifferenceInterval(double difference, double lower, double upper) {
    /** The first minus the second, of episodes that are not the same. */
    public static DifferenceInterval of(Bounded first, Bounded second) {
        double difference = first.value() - second.value();
        double below = Math.hypot(first.value() - first.lower(), second.upper() - second.value());
        double above = Math.hypot(first.upper() - first.value(), second.value() - second.lower());
        return new DifferenceInterval(difference, difference - below, difference + above);
    }
}
