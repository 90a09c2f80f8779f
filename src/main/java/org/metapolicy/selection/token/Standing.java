package org.metapolicy.selection.token;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metapolicy.selection.Candidates;
import org.metapolicy.selection.VersionStanding;

/**
 * What a decision says of its family, held against what the graph says. Left out is what depends on whom it was for, of
 * whom it does not tell: being outside the family's scope, and suspensions for one person.
 */
public final class Standing {
    private final Candidates told;
    private final Candidates stands;

    public Standing(Candidates told, Candidates stands) {
        this.told = told;
        this.stands = stands;
    }

    /** The first thing that is otherwise, in words; empty where all is as told. */
    public Optional<String> difference() {
        return first("status", Candidates::status)
                .or(() -> first("mode", Candidates::mode))
                .or(() -> first("risk tier", Candidates::riskTier))
                .or(() -> first("settings", Candidates::settings))
                .or(() -> first("resolved episodes", Candidates::resolved))
                .or(() -> first("default", Candidates::defaultId))
                .or(() -> first("fallback", Candidates::fallbackId))
                .or(() -> first("versions", Standing::ids))
                .or(this::versions);
    }

    /** Whether it acted on an approval of acting under a high load that does not hold now. */
    public boolean approvalEnded() {
        return told.highAffectApproved() && !stands.highAffectApproved();
    }

    private Optional<String> first(String what, Function<Candidates, Object> of) {
        Object one = of.apply(told);
        Object other = of.apply(stands);
        return Objects.equals(one, other)
                ? Optional.empty()
                : Optional.of("its " + what + " are told as " + one + ", and stand as " + other);
    }

    private Optional<String> versions() {
        Map<String, VersionStanding> standing = byId(stands);
        return told.versions().stream()
                .sorted(Comparator.comparing(VersionStanding::id))
                .filter(one -> !same(one, standing.get(one.id())))
                .findFirst()
                .map(one ->
                        "version '" + one.id() + "' is told as " + one + ", and stands as " + standing.get(one.id()));
    }

    private static boolean same(VersionStanding told, VersionStanding stands) {
        return told.status() == stands.status()
                && told.governed() == stands.governed()
                && Objects.equals(told.evidence(), stands.evidence())
                && (stands.barred() == null || told.barred() != null)
                && (told.barred() == null
                        || stands.barred() != null
                        || told.barred().equals(VersionStanding.FOR_PARTICIPANT));
    }

    private static List<String> ids(Candidates family) {
        return List.copyOf(byId(family).keySet());
    }

    private static Map<String, VersionStanding> byId(Candidates family) {
        return family.versions().stream()
                .collect(Collectors.toMap(VersionStanding::id, Function.identity(), (one, other) -> one, TreeMap::new));
    }
}
