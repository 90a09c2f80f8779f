package org.metapolicy.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The shares that chance decides (specification, section 8.5): each share goes evenly to its versions, what no share
 * takes goes to the best answer. A share without versions takes nothing.
 */
final class Lottery {
    /** A version (null: do nothing), how it is reached, and the probability of reaching it that way. */
    record Ticket(VersionStanding version, Draw draw, double probability) {}

    private final List<Ticket> tickets = new ArrayList<>();
    private double taken;

    /** Gives {@code share} of the decisions to these versions, evenly, as far as the gate lets them. */
    Lottery share(Draw draw, double share, List<VersionStanding> versions, SafetyGate gate) {
        versions.forEach(version -> ticket(draw, version, share / versions.size(), gate));
        return this;
    }

    /** Gives a version this share of the decisions, as far as the gate lets it; the default gets what it refuses. */
    void ticket(Draw draw, VersionStanding version, double share, SafetyGate gate) {
        if (share > 0) {
            double own = gate.share(version);
            add(new Ticket(version, draw, share * own));
            add(new Ticket(gate.standard(), Draw.GUARDED, share * (1 - own)));
            taken += share;
        }
    }

    /** The share that nobody has yet, in [0, 1]. */
    double left() {
        return Math.max(0, 1 - taken);
    }

    private void add(Ticket ticket) {
        if (ticket.probability > 0) {
            tickets.add(ticket);
        }
    }

    /** Gives the rest to the best answer, null for doing nothing. */
    Lottery rest(VersionStanding best) {
        if (taken < 1) {
            tickets.add(new Ticket(best, Draw.BEST, 1 - taken));
        }
        return this;
    }

    /** One ticket, from one number of the generator. */
    Ticket draw(RandomGenerator random) {
        double left = random.nextDouble();
        for (Ticket ticket : tickets) {
            left -= ticket.probability;
            if (left < 0) {
                return ticket;
            }
        }
        // Rounding may leave a hair's breadth beyond the last one.
        return tickets.get(tickets.size() - 1);
    }

    /** The probability that the answer is this version (null: do nothing), whichever way it is reached. */
    double propensity(VersionStanding version) {
        double sum = 0;
        for (Ticket ticket : tickets) {
            if (areSame(ticket.version, version)) {
                sum += ticket.probability;
            }
        }
        return sum;
    }

    /** By their ids first: records compare what they have from the end on, and there stands the evidence. */
    private static boolean areSame(VersionStanding one, VersionStanding other) {
        return one == other
                || one != null && other != null && Objects.equals(one.id(), other.id()) && one.equals(other);
    }
}
