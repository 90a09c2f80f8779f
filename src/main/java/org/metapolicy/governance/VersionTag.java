package org.metapolicy.governance;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.metapolicy.policy.Identifier;

/**
 * A version tag by semantic versioning: {@code 1.2.3}, with a leading {@code v} if the family writes one (semver.org).
 *
 * @param prefix "v" or ""
 */
public record VersionTag(String prefix, int major, int minor, int patch) implements Comparable<VersionTag> {
    private static final Pattern FORM = Pattern.compile("(v?)(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");
    private static final VersionTag FIRST = new VersionTag("", 1, 0, 0);

    /** Any id may be a tag; only those of this form can be counted on from. */
    public static String require(String tag) {
        return Identifier.require("version_tag", tag);
    }

    /** The tag for a version without a parent: a minor step from the family's highest, or 1.0.0. */
    public static String nextOf(Collection<String> taken) {
        return taken.stream()
                .flatMap(tag -> parse(tag).stream())
                .max(Comparator.naturalOrder())
                .map(VersionTag::nextMinor)
                .orElse(FIRST)
                .firstFree(taken)
                .toString();
    }

    /**
     * The tag for a child: a major step where it may do other things than its parent, else a minor one.
     *
     * @param parent the parent's tag
     */
    public static String nextFrom(String parent, boolean major, Collection<String> taken) {
        VersionTag next = parse(parent)
                .map(tag -> major ? tag.nextMajor() : tag.nextMinor())
                .orElse(FIRST);
        return (major ? next.firstFreeMajor(taken) : next.firstFree(taken)).toString();
    }

    private static Optional<VersionTag> parse(String tag) {
        Matcher matcher = FORM.matcher(tag == null ? "" : tag);
        return matcher.matches()
                ? Optional.of(new VersionTag(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }

    private VersionTag nextMajor() {
        return new VersionTag(prefix, major + 1, 0, 0);
    }

    private VersionTag nextMinor() {
        return new VersionTag(prefix, major, minor + 1, 0);
    }

    private VersionTag firstFree(Collection<String> taken) {
        VersionTag tag = this;
        while (taken.contains(tag.toString())) {
            tag = tag.nextMinor();
        }
        return tag;
    }

    private VersionTag firstFreeMajor(Collection<String> taken) {
        VersionTag tag = this;
        while (taken.contains(tag.toString())) {
            tag = tag.nextMajor();
        }
        return tag;
    }

    @Override
    public int compareTo(VersionTag other) {
        return Comparator.comparingInt(VersionTag::major)
                .thenComparingInt(VersionTag::minor)
                .thenComparingInt(VersionTag::patch)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return prefix + major + "." + minor + "." + patch;
    }
}
