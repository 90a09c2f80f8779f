package org.metapolicy.governance;

/** Who an event is attributed to. */
public record Actor(String name, ActorKind kind) {}
