package org.metapolicy.policy;

/** The form of every id that a caller may choose: {@code [A-Za-z0-9._:-]{1,128}} (specification, section 3). */
public final class Identifier {
    private static final int LENGTH_MAX = 128;
    private static final String FORM = "[A-Za-z0-9._:-]{1,128}";

    private Identifier() {}

    /**
     * Returns {@code id} if it has the form of an id.
     *
     * @param what what the id is of, for the message, such as "version id"
     * @throws MetapolicyException.InvalidInput if it is null or has another form
     */
    public static String require(String what, String id) {
        if (id == null) {
            throw new MetapolicyException.InvalidInput(what + " is missing: a text of the form " + FORM + " is needed");
        }
        if (!isOne(id)) {
            throw new MetapolicyException.InvalidInput(
                    what + " '" + abbreviate(id) + "' is not an id: it must match " + FORM);
        }
        return id;
    }

    /** Whether the text has the form of an id. */
    public static boolean isOne(String text) {
        if (text == null || text.isEmpty() || text.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char one) {
        return one >= 'a' && one <= 'z'
                || one >= '0' && one <= '9'
                || one >= 'A' && one <= 'Z'
                || one == '-'
                || one == '_'
                || one == '.'
                || one == ':';
    }

    private static String abbreviate(String text) {
        return text.length() <= 140 ? text : text.substring(0, 140) + "…";
    }
}
