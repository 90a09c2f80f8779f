package org.metapolicy.benchmark;

import java.util.Locale;

/** The table of a run: a row as soon as it is known, ratios beside what they are to be. */
final class Report {
    /** A part of the table. */
    void part(String name) {
        System.out.printf(Locale.ROOT, "%n%s%n", name);
    }

    void row(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-60s %12.2f %s%n", what, value, unit);
    }

    void row(String what, double value, String unit, double other, String otherUnit) {
        System.out.printf(Locale.ROOT, "%-60s %12.2f %-10s %12.2f %s%n", what, value, unit, other, otherUnit);
    }

    void ratio(String what, double value, String aim) {
        System.out.printf(Locale.ROOT, "%-60s %12.3f %s%n", what, value, aim);
    }
}
