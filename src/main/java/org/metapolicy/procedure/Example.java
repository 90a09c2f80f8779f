package org.metapolicy.procedure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A call of the procedure or function as docs/procedures.md shows it, in Cypher. It runs by itself on the example of the
 * demonstration; each statement but the last ends with a semicolon at a line's end, and the last one gives a row.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Example {
    String value();
}
