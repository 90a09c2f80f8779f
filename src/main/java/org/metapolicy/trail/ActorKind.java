package org.metapolicy.trail;

/** Whether a person moved something or the refresh did by itself, whoever started the refresh. */
public enum ActorKind {
    HUMAN,
    AUTOMATIC
}
