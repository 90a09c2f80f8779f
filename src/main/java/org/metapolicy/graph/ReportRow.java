package org.metapolicy.graph;

import java.util.Map;

/**
 * A row of a report over properties that anybody may have written: what is of another type than it should be is shown as
 * missing.
 */
public record ReportRow(Map<String, Object> columns) {
    public String text(String column) {
        return columns.get(column) instanceof String text ? text : null;
    }

    /** Any number, in the type that it should have. */
    public Double number(String column) {
        return columns.get(column) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    public Long integer(String column) {
        Object value = columns.get(column);
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte
                ? (Long) ((Number) value).longValue()
                : null;
    }

    public Boolean flag(String column) {
        return columns.get(column) instanceof Boolean flag ? flag : null;
    }
}
