package org.metapolicy.evaluation;

import java.util.Optional;
import java.util.function.IntFunction;
import org.metapolicy.policy.Settings;
import org.metapolicy.trust.TrustJudgement;
import org.metapolicy.trust.VersionEvidence;
import org.metapolicy.trust.WatchedContexts;
import org.metapolicy.trust.WindowClosing;
import org.metapolicy.trust.WindowStatistics;

/** Watches one version and stops it. */
interface Monitor {
    /** Whether it is stopped by this outcome. */
    boolean stops(Watched watched);

    /** Whether it is suspended in this context alone. */
    default boolean suspended(int context) {
        return false;
    }

    /** Who watches. */
    enum Kind {
        PRODUCT("product", contexts -> new Product(Settings.defaults(), contexts)),
        THRESHOLD("window threshold", contexts -> new Threshold(SlidingWindow.atTheLimits())),
        MARGIN("with a margin", contexts -> new Threshold(new SlidingWindow(0.55, 0.10, -0.20))),
        SEQUENCE("asymptotic sequences", contexts -> new Sequences(0.05)),
        HALF("sequences at half the error", contexts -> new Sequences(0.025)),
        LITERAL("literal rule", Literal::new);

        private final String title;
        private final IntFunction<Monitor> monitor;

        Kind(String title, IntFunction<Monitor> monitor) {
            this.title = title;
            this.monitor = monitor;
        }

        String title() {
            return title;
        }

        Monitor starting(int contexts) {
            return monitor.apply(contexts);
        }
    }

    /** The product's: the alarm after each outcome, the verdict after each closing. */
    final class Product implements Monitor {
        private final VersionEvidence evidence = VersionEvidence.empty();
        private final Settings settings;
        private final int contexts;

        Product(Settings settings, int contexts) {
            this.settings = settings;
            this.contexts = contexts;
        }

        @Override
        public boolean stops(Watched watched) {
            Optional<WindowClosing> closing = evidence.count(watched.observed(), settings, contexts);
            return evidence.alarmed()
                    || closing.isPresent()
                            && evidence.judge(settings, contexts).verdict() == TrustJudgement.Verdict.BREACHED;
        }

        @Override
        public boolean suspended(int context) {
            return WatchedContexts.of(evidence).alarms(settings).stream()
                    .anyMatch(alarm -> alarm.cluster().equals("c" + context));
        }
    }

    /** A window against thresholds. */
    record Threshold(SlidingWindow window) implements Monitor {
        @Override
        public boolean stops(Watched watched) {
            window.add(watched.outcome());
            return window.exceeded();
        }
    }

    /** Asymptotic confidence sequences for the three means, one-sided. */
    final class Sequences implements Monitor {
        private static final int LEAST = 20;

        private final AsymptoticSequence overrides;
        private final AsymptoticSequence flags;
        private final AsymptoticSequence rewards;

        /** @param error over all three, one-sided; each sequence is two-sided, one side of which is looked at */
        Sequences(double error) {
            double level = 2 * error / 3;
            overrides = new AsymptoticSequence(level);
            flags = new AsymptoticSequence(level);
            rewards = new AsymptoticSequence(level);
        }

        @Override
        public boolean stops(Watched watched) {
            overrides.add(watched.outcome().overridden() ? 1 : 0);
            flags.add(watched.outcome().flag() ? 1 : 0);
            if (!watched.outcome().overridden()) {
                rewards.add(watched.outcome().reward());
            }
            return overrides.n() >= LEAST
                    && (overrides.lower() > 0.40
                            || flags.lower() > 0.05
                            || rewards.n() >= LEAST && rewards.upper() < -0.05);
        }
    }

    /** The change request's, with numbers where it names none. */
    final class Literal implements Monitor {
        private final VersionEvidence evidence = VersionEvidence.empty();
        private final int contexts;
        private int low;

        Literal(int contexts) {
            this.contexts = contexts;
        }

        @Override
        public boolean stops(Watched watched) {
            Optional<WindowClosing> closing = evidence.count(watched.observed(), Settings.defaults(), contexts);
            if (closing.isEmpty()) {
                return false;
            }
            low = closing.get().estimate().pci().value() < 0.30 ? low + 1 : 0;
            WindowStatistics windows = evidence.trustWindows(Settings.defaults());
            return low >= 2 || windows.overrides() > 0.40 * windows.n() || windows.flags() > 0.05 * windows.outcomes();
        }
    }
}
