package org.metapolicy.policy;

/** Tells faults of the moment from faults of what is stored. */
public interface PassingFaults {
    /**
     * Whether a failure says nothing about what was read, as a deadlock, a time-out or the end of memory: then it ends the
     * whole call, and the same call may succeed later.
     */
    boolean isPassing(RuntimeException failure);
}
