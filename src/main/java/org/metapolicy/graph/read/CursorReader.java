package org.metapolicy.graph.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.internal.kernel.api.CursorFactory;
import org.neo4j.internal.kernel.api.NodeCursor;
import org.neo4j.internal.kernel.api.PropertyCursor;
import org.neo4j.internal.kernel.api.Read;
import org.neo4j.internal.kernel.api.RelationshipTraversalCursor;
import org.neo4j.internal.kernel.api.TokenRead;
import org.neo4j.io.pagecache.context.CursorContext;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.core.NodeEntity;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.memory.MemoryTracker;
import org.neo4j.storageengine.api.PropertySelection;
import org.neo4j.storageengine.api.RelationshipSelection;
import org.neo4j.token.api.TokenConstants;

/**
 * Reads by the cursors that the core API itself reads by: names are looked up once in a transaction and not at each node, and
 * no object stands for a relationship. Only what is the same in Neo4j 5.26 and 2026.08 is used of them.
 */
final class CursorReader implements NodeReader, AutoCloseable {
    /** About as many as a decision asks for. */
    private static final int LABELS = 3;

    private static final int UNKNOWN = TokenConstants.NO_TOKEN;

    private final InternalTransaction transaction;
    private final Read read;
    private final TokenRead tokens;
    private final NodeCursor nodes;
    private final PropertyCursor properties;
    private final RelationshipTraversalCursor relationships;
    /** So few that going through them takes less than a map. */
    private final List<Selected> selected = new ArrayList<>();

    private final List<Types> types = new ArrayList<>();
    private final Map<Label, Integer> labels = new IdentityHashMap<>(LABELS);
    private Node node;
    /** The node that was gone to first, which many links lead back to. */
    private Node first;

    private long firstNumber;

    private CursorReader(InternalTransaction transaction, KernelTransaction kernel) {
        CursorFactory cursors = kernel.cursors();
        CursorContext context = kernel.cursorContext();
        MemoryTracker memory = kernel.memoryTracker();
        this.transaction = transaction;
        this.read = kernel.dataRead();
        this.tokens = kernel.tokenRead();
        this.nodes = cursors.allocateNodeCursor(context, memory);
        this.properties = cursors.allocatePropertyCursor(context, memory);
        this.relationships = cursors.allocateRelationshipTraversalCursor(context, memory);
    }

    static CursorReader of(InternalTransaction transaction) {
        return new CursorReader(transaction, transaction.kernelTransaction());
    }

    @Override
    public void to(Node next) {
        long number = number(next);
        read.singleNode(number, nodes);
        if (!nodes.next()) {
            String gone = "node " + next.getElementId() + " is no longer there";
            // With a cause, as the core API tells it.
            throw new NotFoundException(gone, new NoSuchElementException(gone));
        }
        node = next;
        if (first == null) {
            first = next;
            firstNumber = number;
        }
    }

    @Override
    public boolean has(Label label) {
        Integer token = labels.get(label);
        if (token == null) {
            token = tokens.nodeLabel(label.name());
            labels.put(label, token);
        }
        return token != UNKNOWN && nodes.hasLabel(token);
    }

    @Override
    public Values values(Keys which) {
        Selected known = selected(which);
        Object[] values = new Object[known.tokens().length];
        // Each key stands once: where all are found, the rest of the node's properties need not be gone through.
        int left = known.count();
        if (left > 0) {
            nodes.properties(properties, known.selection());
        }
        while (left > 0 && properties.next()) {
            int place = place(known.tokens(), properties.propertyKey());
            values[place] = which.isRead(place) ? properties.propertyValue() : Boolean.TRUE;
            left--;
        }
        return new Values(which, values);
    }

    private Selected selected(Keys which) {
        for (int i = 0; i < selected.size(); i++) {
            if (selected.get(i).keys() == which) {
                return selected.get(i);
            }
        }
        Selected other = Selected.of(which, tokens);
        selected.add(other);
        return other;
    }

    @Override
    public Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>();
        nodes.properties(properties, PropertySelection.ALL_PROPERTIES);
        while (properties.next()) {
            all.put(
                    tokens.propertyKeyGetName(properties.propertyKey()),
                    properties.propertyValue().asObjectCopy());
        }
        return all;
    }

    @Override
    public void links(Links which, Visitor visitor) {
        Types known = types(which);
        if (known.selection() == null) {
            return;
        }
        long here = nodes.nodeReference();
        nodes.relationships(relationships, known.selection());
        while (relationships.next()) {
            visitor.link(
                    known.of(relationships.type()),
                    entity(relationships.sourceNodeReference(), here),
                    entity(relationships.targetNodeReference(), here));
        }
    }

    @Override
    public boolean hasAny(Links which) {
        Types known = types(which);
        if (known.selection() == null) {
            return false;
        }
        nodes.relationships(relationships, known.selection());
        return relationships.next();
    }

    @Override
    public boolean isLinked(Links which, Node other) {
        Types known = types(which);
        if (known.selection() == null) {
            return false;
        }
        long sought = number(other);
        nodes.relationships(relationships, known.selection());
        while (relationships.next()) {
            if (relationships.otherNodeReference() == sought) {
                return true;
            }
        }
        return false;
    }

    private Types types(Links which) {
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).links() == which) {
                return types.get(i);
            }
        }
        Types other = Types.of(which, tokens);
        types.add(other);
        return other;
    }

    /** A query on several threads has nodes of another class. */
    @Override
    public long number(Node node) {
        return node instanceof NodeEntity entity
                ? entity.getId()
                : transaction.elementIdMapper().nodeId(node.getElementId());
    }

    private Node entity(long id, long here) {
        if (id == here) {
            return node;
        }
        return id == firstNumber ? first : transaction.newNodeEntity(id);
    }

    @Override
    public void close() {
        relationships.close();
        properties.close();
        nodes.close();
    }

    /** Keys by the database's numbers for them, in their order; those that it has none for are nobody's. */
    private record Selected(Keys keys, int[] tokens, int count, PropertySelection selection) {
        static Selected of(Keys keys, TokenRead names) {
            int[] tokens = new int[keys.names().length];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = names.propertyKey(keys.names()[i]);
            }
            int[] known = known(tokens);
            return new Selected(keys, tokens, known.length, PropertySelection.selection(known));
        }
    }

    /** Types by the database's numbers for them; without a selection where it has none for any. */
    private record Types(Links links, int[] tokens, RelationshipSelection selection) {
        static Types of(Links links, TokenRead names) {
            int[] tokens = new int[links.types().size()];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = names.relationshipType(links.types().get(i).name());
            }
            int[] known = known(tokens);
            return new Types(
                    links,
                    tokens,
                    known.length == 0 ? null : RelationshipSelection.selection(known, links.direction()));
        }

        RelationshipType of(int token) {
            return links.types().get(place(tokens, token));
        }
    }

    /** A copy, as who selects sorts it. */
    private static int[] known(int[] tokens) {
        int[] known = new int[tokens.length];
        int count = 0;
        for (int token : tokens) {
            if (token != UNKNOWN) {
                known[count++] = token;
            }
        }
        return Arrays.copyOf(known, count);
    }

    /** Of one that was selected, and so is among them. */
    private static int place(int[] tokens, int token) {
        int place = 0;
        while (tokens[place] != token) {
            place++;
        }
        return place;
    }
}
