package org.metapolicy.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a figure reads within a reason; evidence keeps it whole. */
public final class Figure {
    private static final int DIGITS = 4;

    private Figure() {}

    /**
     * Cut after four digits, never rounded up, so that a figure below a limit of as many digits reads as below it, and one
     * at or above it as at or above it. NaN and infinities as Java names them.
     */
    public static String text(double figure) {
        if (!Double.isFinite(figure)) {
            return String.valueOf(figure);
        }
        BigDecimal cut = BigDecimal.valueOf(figure).setScale(DIGITS, RoundingMode.FLOOR);
        return cut.signum() == 0 ? "0" : cut.stripTrailingZeros().toPlainString();
    }
}
