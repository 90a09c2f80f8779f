package org.metapolicy.app.decide;

import java.util.Optional;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Shown;
import org.metapolicy.selection.Adjustments.Recorded;
import org.metapolicy.selection.Circumstances;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.replay.ReplayOptions;

/**
 * A recorded decision made again.
 *
 * @param decision empty where no circumstances were kept, and where the record is damaged
 * @param damage what is wrong with the record, in words; empty where nothing is
 */
public record Remade(Optional<Decision> decision, Optional<String> damage) {
    /**
     * Makes it again under other settings.
     *
     * @throws InvalidInput if these do not go together with those then in force
     */
    public static Remade of(Recorded recorded, ReplayOptions options) {
        Optional<String> damage = recorded.damage();
        Circumstances known = recorded.adjustment().known();
        if (damage.isPresent() || known == null) {
            return new Remade(Optional.empty(), damage);
        }
        try {
            return new Remade(Optional.of(options.applied(known).decide()), Optional.empty());
        } catch (RuntimeException failed) {
            return new Remade(Optional.empty(), Optional.of(forgery(known).orElseThrow(() -> failed)));
        }
    }

    /** Why nothing can be decided in them at all: no step stores such circumstances, somebody else wrote them. */
    private static Optional<String> forgery(Circumstances known) {
        try {
            known.decide();
            return Optional.empty();
        } catch (RuntimeException forged) {
            return Optional.of("in its circumstances nothing can be decided: " + Shown.failure(forged));
        }
    }
}
