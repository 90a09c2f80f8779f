package org.metapolicy.benchmark;

/**
 * One thing beside another.
 *
 * @param one what it takes, in the unit
 * @param other what the other takes
 * @param ratio of the one to the other, of single rounds where these are known
 */
record Compared(double one, double other, String unit, double ratio) {
    Compared(double one, double other, String unit) {
        this(one, other, unit, one / other);
    }
}
