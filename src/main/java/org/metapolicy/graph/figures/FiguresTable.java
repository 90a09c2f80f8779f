package org.metapolicy.graph.figures;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.metapolicy.graph.GovernedNodes;
import org.metapolicy.graph.ProspectNodes;
import org.metapolicy.graph.Schema.Types;
import org.metapolicy.graph.read.NodeReader;
import org.metapolicy.selection.Evidence;
import org.metapolicy.trust.Factor;
import org.metapolicy.trust.KnownTrust;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The {@link Figures} of a family's versions in service together, on its FamilyEvidence, so that a decision reads one node instead
 * of one for each version. They say the same as the versions' own: a refresh writes both in one transaction.
 *
 * <p>They are gone by as long as the family's table of prospects and its trail are those that they were written with: whoever
 * else writes figures, a move or an earlier version of the plugin on another member of a cluster, makes another table or another
 * event. Where they are not, and for a version that is called otherwise or whose HAS_EVIDENCE leads elsewhere, the version's own
 * count.
 *
 * <p>Numbers of 8 bytes: the table's name and how many events the trail had, then {@value #OF_EACH} of each version in the order of
 * the versions' nodes; and in another property likewise weight and share of each factor.
 */
public final class FiguresTable {
    /** Of the family's evidence. */
    public static final String FIGURES = "figures_table";

    /** Of the family's evidence: what scores are made of. */
    public static final String PARTS = "parts_table";

    private static final Factor[] FACTORS = Factor.values();
    private static final int HEAD = 2;
    private static final int OF_EACH = 14;
    private static final int PARTS_OF_EACH = 2 * FACTORS.length;

    private static final long ALARM = 1;
    private static final long KNOWN = 2;
    private static final long TABULATED = 4;

    private static final FiguresTable NONE = new FiguresTable(LongBuffer.allocate(HEAD), null);

    private final LongBuffer figures;
    /** Null where they were not asked for. */
    private final LongBuffer parts;

    private final int count;

    private FiguresTable(LongBuffer figures, LongBuffer parts) {
        this.figures = figures;
        this.parts = parts;
        this.count = (figures.limit() - HEAD) / OF_EACH;
    }

    /** Without what scores are made of. */
    public static FiguresTable of(Object figures, Long table, long events) {
        LongBuffer read = read(figures, OF_EACH, table, events);
        return read == null ? NONE : new FiguresTable(read, null);
    }

    /**
     * With what scores are made of; without a version where one of the two cannot be gone by.
     *
     * @param figures what the family's evidence has under {@link #FIGURES}; null where it has nothing
     * @param parts the same of {@link #PARTS}
     * @param table what the family's table is called; null where it has none
     * @param events how many events the family's trail has
     */
    public static FiguresTable of(Object figures, Object parts, Long table, long events) {
        LongBuffer read = read(figures, OF_EACH, table, events);
        LongBuffer scored = read(parts, PARTS_OF_EACH, table, events);
        return read == null || scored == null || rows(read, OF_EACH) != rows(scored, PARTS_OF_EACH)
                ? NONE
                : new FiguresTable(read, scored);
    }

    private static int rows(LongBuffer numbers, int ofEach) {
        return (numbers.limit() - HEAD) / ofEach;
    }

    private static LongBuffer read(Object stored, int ofEach, Long table, long events) {
        if (table == null
                || !(stored instanceof byte[] bytes)
                || bytes.length < Long.BYTES * HEAD
                || (bytes.length - Long.BYTES * HEAD) % (Long.BYTES * ofEach) != 0) {
            return null;
        }
        LongBuffer numbers = ByteBuffer.wrap(bytes).asLongBuffer();
        return numbers.get(0) == table && numbers.get(1) == events ? numbers : null;
    }

    /**
     * A version's figures.
     *
     * @param version its node, by its number
     * @param id what it says that it is called
     * @param evidence the end of its HAS_EVIDENCE
     * @param number of that
     * @return null where its own count
     */
    public Figures find(long version, Object id, Node evidence, long number) {
        int row = version == NodeReader.UNNUMBERED ? -1 : row(version);
        if (row < 0 || !(id instanceof String named)) {
            return null;
        }
        int at = HEAD + row * OF_EACH + 1;
        if (figures.get(at++) != named.hashCode() || figures.get(at++) != number) {
            return null;
        }
        long flags = figures.get(at++);
        long table = figures.get(at++);
        return new Figures(evidence, (flags & TABULATED) == 0 ? null : (Long) table, evidence(flags, at, row));
    }

    private int row(long version) {
        int least = 0;
        int most = count - 1;
        while (least <= most) {
            int middle = (least + most) >>> 1;
            long found = figures.get(HEAD + middle * OF_EACH);
            if (found == version) {
                return middle;
            }
            if (found < version) {
                least = middle + 1;
            } else {
                most = middle - 1;
            }
        }
        return -1;
    }

    private Evidence evidence(long flags, int from, int row) {
        int at = from;
        long n = figures.get(at++);
        long nSinceResume = figures.get(at++);
        long nTotal = figures.get(at++);
        Double trustScore = figure(figures.get(at++));
        Double trustLower = figure(figures.get(at++));
        Double safetyNorm = figure(figures.get(at++));
        Double rewardMean = figure(figures.get(at++));
        Double known = figure(figures.get(at++));
        Double knownLower = figure(figures.get(at));
        return new Evidence(
                trustScore,
                trustLower,
                safetyNorm,
                n,
                nSinceResume,
                nTotal,
                rewardMean,
                (flags & ALARM) != 0,
                (flags & KNOWN) == 0 ? null : new KnownTrust(known, knownLower, parts(row)),
                null);
    }

    private Map<String, KnownTrust.Part> parts(int row) {
        if (parts == null) {
            return Map.of();
        }
        Map<String, KnownTrust.Part> known = new TreeMap<>();
        int at = HEAD + row * PARTS_OF_EACH;
        for (Factor factor : FACTORS) {
            double weight = Double.longBitsToDouble(parts.get(at++));
            double share = Double.longBitsToDouble(parts.get(at++));
            if (!Double.isNaN(weight)) {
                known.put(factor.key(), new KnownTrust.Part(weight, share));
            }
        }
        return known;
    }

    private static Double figure(long bits) {
        double number = Double.longBitsToDouble(bits);
        return Double.isNaN(number) ? null : (Double) number;
    }

    /**
     * Writes those of a family anew, after its versions' own were written.
     *
     * @param counted the family's evidence
     */
    public static void save(Transaction tx, Node family, Node counted) {
        Long table = ProspectNodes.table(counted);
        Map<Long, Row> rows = table == null ? Map.of() : NodeReader.read(tx, reader -> rows(reader, family));
        if (rows.isEmpty()) {
            counted.removeProperty(FIGURES);
            counted.removeProperty(PARTS);
            return;
        }
        long events = GovernedNodes.events(family);
        ByteBuffer figures = ByteBuffer.allocate(Long.BYTES * (HEAD + OF_EACH * rows.size()));
        ByteBuffer parts = ByteBuffer.allocate(Long.BYTES * (HEAD + PARTS_OF_EACH * rows.size()));
        figures.putLong(table).putLong(events);
        parts.putLong(table).putLong(events);
        rows.forEach((version, row) -> {
            row.putFigures(figures.putLong(version));
            row.putParts(parts);
        });
        counted.setProperty(FIGURES, figures.array());
        counted.setProperty(PARTS, parts.array());
    }

    /** By the versions' numbers; none where nodes have none. */
    private static Map<Long, Row> rows(NodeReader reader, Node family) {
        Map<Long, Row> rows = new TreeMap<>();
        for (Types type : new Types[] {Types.HAS_LIVE_VERSION, Types.HAS_CANDIDATE_VERSION}) {
            for (Node version : GovernedNodes.ends(family, type)) {
                String id = GovernedNodes.id(version);
                Node evidence = only(version);
                Figures own = id == null ? null : Figures.of(reader, evidence, true);
                if (own != null && reader.number(version) != NodeReader.UNNUMBERED) {
                    rows.put(reader.number(version), new Row(id.hashCode(), reader.number(evidence), own));
                }
            }
        }
        return rows;
    }

    /** Null where there is none, or where there are several. */
    private static Node only(Node version) {
        var ends = GovernedNodes.ends(version, Types.HAS_EVIDENCE);
        return ends.size() == 1 ? ends.get(0) : null;
    }

    private record Row(long called, long evidence, Figures own) {
        void putFigures(ByteBuffer to) {
            Evidence said = own.evidence();
            KnownTrust known = said.known();
            to.putLong(called)
                    .putLong(evidence)
                    .putLong((said.alarm() ? ALARM : 0)
                            | (known == null ? 0 : KNOWN)
                            | (own.table() == null ? 0 : TABULATED))
                    .putLong(own.table() == null ? 0 : own.table())
                    .putLong(said.n())
                    .putLong(said.nSinceResume())
                    .putLong(said.nTotal());
            put(to, said.trustScore());
            put(to, said.trustLower());
            put(to, said.safetyNorm());
            put(to, said.rewardMean());
            put(to, known == null ? null : known.score());
            put(to, known == null ? null : known.lower());
        }

        void putParts(ByteBuffer to) {
            KnownTrust known = own.evidence().known();
            for (Factor factor : FACTORS) {
                KnownTrust.Part part = known == null ? null : known.factors().get(factor.key());
                put(to, part == null ? null : (Double) part.weight());
                put(to, part == null ? null : (Double) part.share());
            }
        }

        private static void put(ByteBuffer to, Double number) {
            to.putDouble(number == null ? Double.NaN : number);
        }
    }
}
