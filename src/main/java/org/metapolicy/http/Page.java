package org.metapolicy.http;

import java.util.List;
import java.util.function.Function;
import org.metapolicy.policy.MetapolicyException.InvalidInput;
import org.metapolicy.policy.MetapolicyException.NotFound;

/**
 * Which part of a list a request asks for.
 *
 * @param limit rows at most, 1 to 1000
 * @param after id (of an event: seq) of the last row of the page before; null for the first page
 */
record Page(long limit, String after) {
    private static final long LIMIT_DEFAULT = 100;
    private static final long LIMIT_MAX = 1000;

    /** @throws InvalidInput if {@code limit} is given and no integer from 1 to 1000 */
    static Page of(String limit, String after) {
        return new Page(limit == null ? LIMIT_DEFAULT : limit(limit), after);
    }

    /**
     * This page's rows of the whole list.
     *
     * @throws NotFound if {@code after} is not in it
     */
    <T> List<T> of(List<T> all, Function<T, Object> id) {
        int start = 0;
        while (after != null && start < all.size() && !after.equals(id.apply(all.get(start)))) {
            start++;
        }
        if (after != null && start == all.size()) {
            throw new NotFound("after is '" + after + "': the list has no such entry to go on after");
        }
        int from = after == null ? 0 : start + 1;
        return all.subList(from, (int) Math.min(all.size(), from + limit));
    }

    /** The {@code after} of the next page; null where this one was not full. */
    <T> String next(List<T> rows, Function<T, String> id) {
        return rows.size() < limit ? null : id.apply(rows.get(rows.size() - 1));
    }

    private static long limit(String text) {
        try {
            long limit = Long.parseLong(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static InvalidInput wrong(String text) {
        return new InvalidInput("limit is '" + text + "': it must be an integer from 1 to " + LIMIT_MAX);
    }
}
