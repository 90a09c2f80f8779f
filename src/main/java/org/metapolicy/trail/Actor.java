package org.metapolicy.trail;

/** Who an event is attributed to. */
public record Actor(String name, ActorKind kind) {}
