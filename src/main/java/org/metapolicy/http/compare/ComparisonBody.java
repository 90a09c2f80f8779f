package org.metapolicy.http.compare;

import java.util.List;
import org.metapolicy.app.report.ComparedFigure;

/** Two versions side by side. */
record ComparisonBody(String metaPolicyId, String versionId, String againstId, List<Figure> figures) {
    /** A figure of both: as numbers, or as texts; null where there is none of a thing. */
    record Figure(
            String figure,
            Number version,
            Number against,
            String versionText,
            String againstText,
            Double difference,
            Double lower,
            Double upper,
            String note) {
        static Figure of(ComparedFigure row) {
            return new Figure(
                    row.figure(),
                    number(row.version()),
                    number(row.against()),
                    text(row.version()),
                    text(row.against()),
                    row.difference(),
                    row.lower(),
                    row.upper(),
                    row.note());
        }

        private static Number number(Object value) {
            return value instanceof Number number ? number : null;
        }

        private static String text(Object value) {
            return value == null || value instanceof Number ? null : value.toString();
        }
    }

    static ComparisonBody of(String id, String versionId, String againstId, List<ComparedFigure> rows) {
        return new ComparisonBody(
                id, versionId, againstId, rows.stream().map(Figure::of).toList());
    }
}
