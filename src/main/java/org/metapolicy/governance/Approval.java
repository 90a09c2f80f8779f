package org.metapolicy.governance;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.metapolicy.policy.MetapolicyException.NotPermitted;

/**
 * The people rules of the specification's section 7.2: an approver, in person, and with four eyes not the one who made
 * the version.
 *
 * @param where whose approvers they are, for messages, such as "meta-policy 'a'"
 * @param approvers everyone who may approve there
 */
public record Approval(String where, Set<String> approvers) {
    public Approval {
        approvers = Set.copyOf(approvers);
    }

    /** The approvers of a family: the graph's and its own. */
    public static Approval ofFamily(String familyId, Collection<String> graph, Collection<String> own) {
        Set<String> all = new TreeSet<>(graph);
        all.addAll(own);
        return new Approval("meta-policy '" + familyId + "'", all);
    }

    public static Approval ofGraph(Collection<String> graph) {
        return new Approval("the graph", new TreeSet<>(graph));
    }

    /**
     * Lets an approver through.
     *
     * @param what what they would approve, such as "promote"
     * @throws NotPermitted if the session impersonates, or its person is no approver
     */
    public void require(String what, Caller caller) {
        if (caller.isImpersonating()) {
            throw new NotPermitted(what + " needs an approver in person: this session of '" + caller.name()
                    + "' impersonates '" + caller.executing() + "'");
        }
        if (!approvers.contains(caller.name())) {
            throw new NotPermitted(what + " needs an approver of " + where + ": "
                    + (caller.isNamed()
                            ? "'" + caller.name() + "'"
                            : "a session without a name ('" + caller.name() + "')")
                    + " is none; approvers are " + (approvers.isEmpty() ? "nobody" : new TreeSet<>(approvers)));
        }
    }

    /**
     * Lets an approver through who did not make the version.
     *
     * @param makers who made it
     * @throws NotPermitted as {@link #require}, and if they made it themselves
     */
    public void requireSecondPerson(String what, Caller caller, String versionId, Set<String> makers) {
        require(what, caller);
        if (makers.contains(caller.name())) {
            throw new NotPermitted(what + " of version '" + versionId + "' needs a second person: '" + caller.name()
                    + "' made it, and " + where + " has four_eyes");
        }
    }
}
