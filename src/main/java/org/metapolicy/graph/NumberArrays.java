package org.metapolicy.graph;

import java.lang.reflect.Array;
import java.util.List;

/** Lists of numbers in any form that the database keeps: arrays of either width of float or of any integer, or lists. */
public final class NumberArrays {
    private NumberArrays() {}

    /** The numbers of a property's value; empty for anything else, and where one element is no number. */
    public static double[] read(Object value) {
        if (value instanceof double[] doubles) {
            return doubles;
        }
        Object array = value instanceof List<?> list ? list.toArray() : value;
        if (array == null || !array.getClass().isArray()) {
            return new double[0];
        }
        double[] numbers = new double[Array.getLength(array)];
        for (int i = 0; i < numbers.length; i++) {
            if (!(Array.get(array, i) instanceof Number number)) {
                return new double[0];
            }
            numbers[i] = number.doubleValue();
        }
        return numbers;
    }
}
