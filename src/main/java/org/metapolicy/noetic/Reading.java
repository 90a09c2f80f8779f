package org.metapolicy.noetic;

/**
 * What another program wrote in one place: a value, nothing, or something that cannot be read. The last two are told apart,
 * because what is absent may be looked for elsewhere, and what cannot be read may not: it might be the dangerous value.
 *
 * @param value null where nothing stands there, or nothing that can be read
 * @param flaw what is wrong with what stands there, in words; null where nothing is
 */
public record Reading<T>(T value, String flaw) {
    public static <T> Reading<T> of(T value) {
        return new Reading<>(value, null);
    }

    public static <T> Reading<T> nothing() {
        return new Reading<>(null, null);
    }

    /** @param flaw in words, as "coherence of the trial is '0.2', a text: it must be a number from 0 to 1" */
    public static <T> Reading<T> unreadable(String flaw) {
        return new Reading<>(null, flaw);
    }

    /** Whether nothing stands there, so that another place may say it. */
    public boolean isNothing() {
        return value == null && flaw == null;
    }
}
