package org.metapolicy.benchmark;

/** Who is told what a benchmark finds: each figure as soon as it is known, ratios beside what they are to be. */
interface Report {
    /** What follows is about this. */
    void part(String name);

    void row(String what, double value, String unit, Aim aim);

    /** Two figures of one thing. */
    void row(String what, double value, String unit, double other, String otherUnit);

    void ratio(String what, Compared compared, Aim aim);

    default void row(String what, double value, String unit) {
        row(what, value, unit, Aim.NONE);
    }
}
