package org.metapolicy.evaluation;

/** A mean with the half of its interval, as a cell has it. */
record Figure(double mean, double half) {
    static Figure parse(String cell) {
        String[] parts = cell.split(" ± ");
        return new Figure(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }

    boolean above() {
        return mean - half > 0;
    }

    boolean below() {
        return mean + half < 0;
    }
}
