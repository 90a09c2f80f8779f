package org.metapolicy.policy;

/**
 * What the product refuses, and why: the message names the thing, what was wrong and what would be right.
 *
 * <p>The subclasses tell callers apart what they can do about it; the outermost layer translates them into its own
 * protocol's codes.
 */
public abstract sealed class MetapolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private MetapolicyException(String message) {
        super(message);
    }

    /** The same refusal of a part, such as "rows[3]", which the message then names first. */
    public abstract MetapolicyException in(String part);

    /** An argument that can never be right: an unknown key, a wrong type, a number out of its range. */
    public static final class InvalidInput extends MetapolicyException {
        private static final long serialVersionUID = 1L;

        public InvalidInput(String message) {
            super(message);
        }

        @Override
        public InvalidInput in(String part) {
            return new InvalidInput(part + ": " + getMessage());
        }
    }

    /** A thing that was named and does not exist. */
    public static final class NotFound extends MetapolicyException {
        private static final long serialVersionUID = 1L;

        public NotFound(String message) {
            super(message);
        }

        @Override
        public NotFound in(String part) {
            return new NotFound(part + ": " + getMessage());
        }

        /**
         * A thing that was named by its id, which a caller may have made of any length.
         *
         * @param what such as "version"
         */
        public static NotFound of(String what, String id) {
            return new NotFound("there is no " + what + " " + Shown.value(id));
        }

        /** A meta-policy that was named and does not exist. */
        public static NotFound metaPolicy(String id) {
            return new NotFound("there is no meta-policy " + Shown.value(id) + ": metapolicy.create makes one");
        }

        /** A snapshot that was named, and that no version of the meta-policy has. */
        public static NotFound snapshot(String familyId, String snapshotId) {
            return new NotFound("no version of meta-policy '" + familyId + "' has a snapshot " + Shown.value(snapshotId)
                    + " that metapolicy took");
        }
    }

    /** An action that needs an approver, and whoever called is not one for it. */
    public static final class NotPermitted extends MetapolicyException {
        private static final long serialVersionUID = 1L;

        public NotPermitted(String message) {
            super(message);
        }

        @Override
        public NotPermitted in(String part) {
            return new NotPermitted(part + ": " + getMessage());
        }
    }

    /** An action that the present state does not allow, though another state would. */
    public static final class Conflict extends MetapolicyException {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }

        @Override
        public Conflict in(String part) {
            return new Conflict(part + ": " + getMessage());
        }
    }
}
