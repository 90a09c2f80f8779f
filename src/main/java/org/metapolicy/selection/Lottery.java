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

    /** Gives {@code share} of the decisions to these versions, evenly. */
    Lottery share(Draw draw, double share, List<VersionStanding> versions) {
        if (share > 0) {
            versions.forEach(version -> tickets.add(new Ticket(version, draw, share / versions.size())));
            taken += versions.isEmpty() ? 0 : share;
        }
        return this;
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
        return tickets.stream()
                .filter(ticket -> Objects.equals(ticket.version, version))
                .mapToDouble(Ticket::probability)
                .sum();
    }
}
