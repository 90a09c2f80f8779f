package org.metapolicy.trust.betting;

/**
 * The capital that a watch bets with: 1, of which the j-th start takes w_j = j^(-1/4) - (j + 1)^(-1/4), so that what is not
 * spent after J starts is (J + 1)^(-1/4) (specification, section 6.2).
 */
public final class Starts {
    private long opened;
    private double unspent;

    public Starts() {
        this(new State(0, 1));
    }

    public Starts(State state) {
        opened = state.opened();
        unspent = state.unspent();
    }

    /** Opens a start, and gives what it may bet with. */
    public double open() {
        double left = unspent * Math.sqrt(Math.sqrt((opened + 1.0) / (opened + 2.0)));
        double weight = unspent - left;
        unspent = left;
        opened++;
        return weight;
    }

    public boolean isFirst() {
        return opened == 0;
    }

    public double unspent() {
        return unspent;
    }

    public State state() {
        return new State(opened, unspent);
    }

    /** All of it, for storing. */
    public record State(long opened, double unspent) {}
}
