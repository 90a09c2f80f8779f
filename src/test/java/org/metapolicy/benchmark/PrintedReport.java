package org.metapolicy.benchmark;

import java.util.Locale;

/** A line for each figure, which {@link ComparedRuns} reads. */
final class PrintedReport implements Report {
    @Override
    public void part(String name) {
        System.out.printf(Locale.ROOT, "%n%s%n", name);
    }

    @Override
    public void row(String what, double value, String unit, Aim aim) {
        System.out.printf(Locale.ROOT, "%-60s %12.2f %s %s%n", what, value, unit, aim.words());
    }

    @Override
    public void row(String what, double value, String unit, double other, String otherUnit) {
        System.out.printf(Locale.ROOT, "%-60s %12.2f %-10s %12.2f %s%n", what, value, unit, other, otherUnit);
    }

    @Override
    public void ratio(String what, Compared compared, Aim aim) {
        System.out.printf(Locale.ROOT, "%-60s %12.3f %s%n", what, compared.ratio(), aim.words());
    }
}
