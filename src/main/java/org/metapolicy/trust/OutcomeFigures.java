package org.metapolicy.trust;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The properties of an outcome as they stand in the graph, where any program may have written anything.
 *
 * @param measures what stands for each of {@link Variable#measures}: must be a number in [-1, 1], and only the reward must
 *     be there
 * @param safetyFlag null, or must be a boolean
 * @param coherenceAfter null, or must be a finite number
 */
public record OutcomeFigures(Map<Variable, Object> measures, Object safetyFlag, Object coherenceAfter) {
    public OutcomeFigures {
        Map<Variable, Object> copy = new EnumMap<>(Variable.class);
        copy.putAll(measures);
        measures = Collections.unmodifiableMap(copy);
    }

    /** @param property gives an outcome's property by key, or null where it has none */
    public static OutcomeFigures of(Function<String, Object> property) {
        Map<Variable, Object> measures = new EnumMap<>(Variable.class);
        Variable.measures().forEach(measure -> measures.put(measure, property.apply(measure.key())));
        return new OutcomeFigures(measures, property.apply("safety_flag"), property.apply("coherence_after"));
    }
}
