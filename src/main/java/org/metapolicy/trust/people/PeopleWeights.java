package org.metapolicy.trust.people;

/**
 * The weights of participants, fixed before anything is known of them by the order in which they appear: half of all is split
 * equally over the first 1,024, a quarter over the next 1,024, an eighth over the 2,048 after these, a sixteenth over 4,096
 * and so on. They sum to 1 over however many there are.
 */
public final class PeopleWeights {
    private static final int FIRST = 1024;

    private PeopleWeights() {}

    /** @param place from 1 */
    public static double of(long place) {
        if (place < 1) {
            throw new IllegalArgumentException("the place of a participant is " + place + ": places begin with 1");
        }
        double part = 0.5;
        long members = FIRST;
        for (long end = FIRST; place > end; end += members) {
            members = end;
            part /= 2;
        }
        return part / members;
    }
}
