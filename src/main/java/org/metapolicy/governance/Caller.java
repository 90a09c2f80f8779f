package org.metapolicy.governance;

import org.metapolicy.trail.Actor;
import org.metapolicy.trail.ActorKind;

/**
 * Who the session belongs to.
 *
 * @param executing the user whose rights the session has; empty where it has no name
 * @param authenticated the user who logged in: another than {@code executing} when the session impersonates
 * @param authenticationOff whether the server knows no users at all
 */
public record Caller(String executing, String authenticated, boolean authenticationOff) {
    /** What a session without a name is called; it approves only where {@code approvers} names it. */
    public static final String UNAUTHENTICATED = "unauthenticated";

    /** Who answers for what the session does: the one who logged in. */
    public String name() {
        return authenticated.isEmpty() ? UNAUTHENTICATED : authenticated;
    }

    public boolean isNamed() {
        return !authenticated.isEmpty();
    }

    public boolean isImpersonating() {
        return !executing.equals(authenticated);
    }

    public Actor person() {
        return new Actor(name(), ActorKind.HUMAN);
    }

    /** The actor of what the refresh does by itself in this session. */
    public Actor automatic() {
        return new Actor(name(), ActorKind.AUTOMATIC);
    }
}
