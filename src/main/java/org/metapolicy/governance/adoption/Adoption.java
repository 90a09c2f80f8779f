package org.metapolicy.governance.adoption;

import com.google.gson.JsonParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.metapolicy.governance.FamilyChanges;
import org.metapolicy.governance.FamilyProperties;
import org.metapolicy.governance.VersionSpec;
import org.metapolicy.governance.VersionTag;
import org.metapolicy.policy.FamilyStatus;
import org.metapolicy.policy.FreeForm;
import org.metapolicy.policy.Input;
import org.metapolicy.policy.MetapolicyException.Conflict;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.RiskTier;
import org.metapolicy.policy.Shown;
import org.metapolicy.policy.Times;
import org.metapolicy.policy.ValueKind;
import org.metapolicy.policy.VersionStatus;
import org.metapolicy.trail.CanonicalJson;
import org.metapolicy.trail.Descent;
import org.metapolicy.trail.EventEvidence;
import org.metapolicy.trail.NewVersion;
import org.metapolicy.trail.TakenOver;

/**
 * What a family that stood in the graph becomes when it is taken over (specification, section 7.7). Whatever gives somebody
 * power or puts a version in service is not taken over: nobody in the trail gave it.
 */
public final class Adoption {
    /** What the family says of these approves, or serves, by nobody's decision that could be named. */
    private static final Set<String> NOT_TAKEN = Set.of(
            FamilyProperties.MODE,
            FamilyProperties.APPROVERS,
            FamilyProperties.FOUR_EYES,
            FamilyProperties.HIGH_AFFECT_APPROVED,
            FamilyProperties.HIGH_AFFECT_SEGMENTS,
            FamilyProperties.HIGH_AFFECT_UNTIL,
            FamilyProperties.CENTROIDS,
            FamilyProperties.RUNS_ON);

    private static final ValueKind<FamilyStatus> STATUS = ValueKind.choice(FamilyStatus.class);
    private static final ValueKind<String> ANY_TEXT =
            ValueKind.of("a text", value -> value instanceof String text ? text : null);

    private final StandingFamily family;
    private final String adopter;
    private final Instant now;

    private Adoption(StandingFamily family, String adopter, Instant now) {
        this.family = family;
        this.adopter = adopter;
        this.now = now;
    }

    /**
     * What becomes of it.
     *
     * @param adopter who takes it over, and answers for its versions as their maker
     * @throws Conflict naming the node and what about it keeps it from being taken over
     */
    public static AdoptedFamily of(StandingFamily family, String adopter, Instant now) {
        return new Adoption(family, adopter, now).family();
    }

    private AdoptedFamily family() {
        unhindered("", family.obstacles());
        FamilyProperties governed = reading("", this::governed);
        Set<String> tags = new HashSet<>();
        List<AdoptedVersion> versions = new ArrayList<>();
        List<StandingVersion> untagged = new ArrayList<>();
        for (StandingVersion version : family.versions()) {
            unhindered(named(version), version.obstacles());
            if (version.properties().get("version_tag") == null) {
                untagged.add(version);
            } else {
                versions.add(reading(named(version), () -> version(version, tag(version, tags))));
            }
        }
        for (StandingVersion version : untagged) {
            String tag = VersionTag.nextOf(tags);
            tags.add(tag);
            versions.add(reading(named(version), () -> version(version, tag)));
        }
        Map<String, String> parents = new HashMap<>();
        versions.forEach(
                adopted -> parents.put(adopted.version().id(), adopted.version().parentId()));
        new Descent(parents).problem().ifPresent(problem -> {
            throw refused(problem + "; set it, or take it away, before this");
        });
        versions.sort(Comparator.comparing(
                        (AdoptedVersion adopted) -> adopted.version().createdAt())
                .thenComparing(adopted -> adopted.version().id()));
        return new AdoptedFamily(family.id(), governed, versions, stood(governed));
    }

    private FamilyProperties governed() {
        Map<String, Object> told = new HashMap<>(family.properties());
        told.keySet()
                .removeIf(key -> !FamilyProperties.isGoverned(key)
                        || NOT_TAKEN.contains(key)
                        || key.equals(FamilyProperties.STATUS));
        FamilyProperties governed =
                FamilyProperties.ofNew(family.id(), adopter, FamilyChanges.ofNew(Input.of("", told)));
        Input standing = Input.of("", family.properties());
        return governed.with(
                        FamilyProperties.STATUS,
                        standing.read(FamilyProperties.STATUS, STATUS)
                                .orElse(FamilyStatus.ACTIVE)
                                .name())
                .with(
                        FamilyProperties.FOUR_EYES,
                        governed.riskTier() == RiskTier.RESTRICTED
                                || Boolean.TRUE.equals(standing.get(FamilyProperties.FOUR_EYES)));
    }

    private EventEvidence stood(FamilyProperties governed) {
        Set<String> keys = new TreeSet<>(family.properties().keySet());
        keys.removeIf(key -> !FamilyProperties.isGoverned(key));
        return EventEvidence.of("stood", AdoptedProperties.replaced(family.properties(), governed.asMap(), keys))
                .with("links", family.links())
                .with("versions", family.versions().size());
    }

    private String tag(StandingVersion version, Set<String> tags) {
        String tag = VersionTag.require(
                ANY_TEXT.require("version_tag", version.properties().get("version_tag")));
        if (!tags.add(tag)) {
            throw new InvalidInput(
                    "version_tag is '" + tag + "', as that of another version: in a meta-policy it must be unique");
        }
        return tag;
    }

    private AdoptedVersion version(StandingVersion version, String tag) {
        Input standing = Input.of("", version.properties());
        String id = standing.require("id", VersionSpec.NEW_ID);
        FreeForm hyperparams =
                FreeForm.of("hyperparams", map(standing.get("hyperparams"))).keptWhole("hyperparams");
        String parameters = standing.read("parameters_blob", ANY_TEXT).orElse("{}");
        NewVersion contents = new NewVersion(
                id,
                family.id(),
                standing.read("policy_id", ValueKind.ID).orElse(family.id()),
                tag,
                parent(version, standing),
                CanonicalJson.of("hyperparams", hyperparams.asMap()),
                parameters,
                CanonicalJson.sha256(parameters),
                dimension(
                        parameters,
                        standing.read("context_dim", VersionSpec.DIMENSION).orElse(null)),
                standing.read("reasoning", ANY_TEXT).orElse(null),
                adopter,
                standing.read("created_at", ValueKind.TIME)
                        .map(time -> Times.requirePassed("created_at", time.toInstant(), now))
                        .orElse(now));
        VersionStatus status = VersionStatus.CANDIDATE.name().equals(standing.get("status"))
                ? VersionStatus.CANDIDATE
                : VersionStatus.PAUSED;
        Map<String, Object> replaced = AdoptedProperties.replaced(
                version.properties(), AdoptedProperties.of(contents, status), AdoptedVersion.OWN);
        return new AdoptedVersion(
                contents, status, TakenOver.evidence(contents, hyperparams, replaced, version.snapshots()));
    }

    /** Parameters of any form are kept as they are; those that say they are LinUCB's must be. */
    private static Long dimension(String parameters, Long told) {
        try {
            Map<String, Object> parsed = CanonicalJson.parse(parameters);
            return VersionSpec.dimension(parsed, told);
        } catch (JsonParseException opaque) {
            return told;
        }
    }

    private static Map<String, Object> map(Object stored) {
        try {
            Map<String, Object> map =
                    stored == null ? Map.of() : stored instanceof String json ? CanonicalJson.parse(json) : null;
            if (map != null) {
                return map;
            }
        } catch (JsonParseException otherText) {
            throw noMap(stored);
        }
        throw noMap(stored);
    }

    private static InvalidInput noMap(Object stored) {
        return new InvalidInput("hyperparams is " + Shown.withType(stored) + ": it must be a map as JSON text");
    }

    private static String parent(StandingVersion version, Input standing) {
        String named = standing.read("parent_version_id", ANY_TEXT).orElse(null);
        List<String> linked = version.parents();
        if (linked.size() > 1 || linked.size() == 1 && named != null && !linked.contains(named)) {
            throw new InvalidInput("parent_version_id is " + Shown.value(named) + " and PREVIOUS_VERSION leads to "
                    + linked + ": they must name one and the same version");
        }
        if (named != null && linked.isEmpty() && !version.isParentThere()) {
            throw new InvalidInput("parent_version_id is " + Shown.value(named)
                    + ", and there is no such version: take it away, or make that version");
        }
        return named == null && !linked.isEmpty() ? linked.get(0) : named;
    }

    private static String named(StandingVersion version) {
        return "version " + Shown.value(version.properties().get("id")) + " ";
    }

    private void unhindered(String who, List<String> obstacles) {
        if (!obstacles.isEmpty()) {
            throw refused(who.isEmpty() ? "it " + obstacles.get(0) : who + obstacles.get(0));
        }
    }

    private <T> T reading(String who, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidInput unreadable) {
            throw refused(who.isEmpty() ? unreadable.getMessage() : who.strip() + ": " + unreadable.getMessage());
        }
    }

    private Conflict refused(String why) {
        return new Conflict("cannot adopt meta-policy '" + family.id() + "': " + why);
    }
}
