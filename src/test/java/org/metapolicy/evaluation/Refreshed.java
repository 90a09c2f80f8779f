package org.metapolicy.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.metapolicy.worlds.Chooser;
import org.metapolicy.worlds.Run;
import org.metapolicy.worlds.World.Outcome;

/** When a way is told what it has seen: sooner or later than the trials after which each table is made anew. */
final class Refreshed {
    private Refreshed() {}

    /** Refreshed after each outcome until the first of the usual refreshes as well. */
    static final class Early implements Chooser {
        private final Chooser own;
        private int seen;

        Early(Chooser own) {
            this.own = own;
        }

        @Override
        public int choose(int context) {
            return own.choose(context);
        }

        @Override
        public void see(int version, int context, Outcome outcome) {
            own.see(version, context, outcome);
            seen++;
            if (seen < Run.REFRESH) {
                own.refresh();
            }
        }

        @Override
        public void refresh() {
            own.refresh();
        }
    }

    /** Learns at refreshes alone. */
    static final class Late implements Chooser {
        private final Chooser own;
        private final boolean defaultFirst;
        private final List<Runnable> waiting = new ArrayList<>();
        private boolean knows;

        /** @param defaultFirst whether the first version serves until something is known */
        Late(Chooser own, boolean defaultFirst) {
            this.own = own;
            this.defaultFirst = defaultFirst;
        }

        @Override
        public int choose(int context) {
            int chosen = own.choose(context);
            return defaultFirst && !knows ? 0 : chosen;
        }

        @Override
        public void see(int version, int context, Outcome outcome) {
            waiting.add(() -> own.see(version, context, outcome));
        }

        @Override
        public void refresh() {
            knows |= !waiting.isEmpty();
            waiting.forEach(Runnable::run);
            waiting.clear();
            own.refresh();
        }
    }
}
