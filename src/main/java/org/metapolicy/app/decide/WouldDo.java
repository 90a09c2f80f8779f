package org.metapolicy.app.decide;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metapolicy.noetic.InterventionOption;
import org.metapolicy.noetic.LinUcb;
import org.metapolicy.noetic.RiskLevel;
import org.metapolicy.noetic.VersionPolicies;
import org.metapolicy.noetic.VersionPolicy;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.Setting;
import org.metapolicy.policy.Settings;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.selection.Considered;
import org.metapolicy.selection.Decision;
import org.metapolicy.selection.VersionStanding;

/**
 * Which intervention each version would choose here: the one that the caller's bandit suggests for it, else the best by its
 * LinUCB parameters where the context brings a vector; only gentle ones unless the load is known to be low.
 */
final class WouldDo {
    private final VersionPolicies policies;
    private final List<Double> vector;
    private final Map<String, String> suggestions;
    private final Double load;
    private final Settings settings;

    /**
     * @param vector the context vector; null where there is none
     * @param suggestions what the caller's bandit would do, by version
     * @param load the affective load; null where it is not known
     */
    WouldDo(
            VersionPolicies policies,
            List<Double> vector,
            Map<String, String> suggestions,
            Double load,
            Settings settings) {
        this.policies = policies;
        this.vector = vector;
        this.suggestions = suggestions;
        this.load = load;
        this.settings = settings;
    }

    /**
     * What a version that is to act recommends; empty where nothing says so, or nothing that it may do now.
     *
     * @throws Conflict if its parameters claim to be LinUCB's and are not
     * @throws InvalidInput if the vector does not fit them
     */
    Optional<String> of(VersionPolicy version) {
        RiskLevel most = load == null || load >= settings.number(Setting.AFFECTIVE_LOAD_HIGH)
                ? RiskLevel.LOW
                : RiskLevel.most(version.riskTier());
        String suggestion = suggestions.get(version.versionId());
        if (suggestion != null) {
            return version.options().stream()
                    .filter(option -> option.active() && option.risk().compareTo(most) <= 0)
                    .map(InterventionOption::id)
                    .filter(suggestion::equals)
                    .findFirst();
        }
        return vector == null
                ? Optional.empty()
                : LinUcb.of(version)
                        .flatMap(bandit -> bandit.rank(vector, version.options(), most).stream()
                                .findFirst())
                        .map(best -> best.intervention().id());
    }

    /** What is known of every LIVE and CANDIDATE version that was considered; one that cannot say holds up nobody. */
    SortedMap<String, String> all(Decision decision) {
        SortedMap<String, String> known = new TreeMap<>();
        if (vector != null || !suggestions.isEmpty()) {
            decision.considered().stream()
                    .map(Considered::version)
                    .filter(WouldDo::isLiveOrCandidate)
                    .forEach(version -> policies.find(version.id())
                            .flatMap(this::asFarAsKnown)
                            .ifPresent(intervention -> known.put(version.id(), intervention)));
        }
        return known;
    }

    private Optional<String> asFarAsKnown(VersionPolicy version) {
        try {
            return of(version);
        } catch (Conflict | InvalidInput unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isLiveOrCandidate(VersionStanding version) {
        return version != null
                && (version.status() == VersionStatus.LIVE || version.status() == VersionStatus.CANDIDATE);
    }
}
