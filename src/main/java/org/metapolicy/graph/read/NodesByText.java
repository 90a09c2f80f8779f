package org.metapolicy.graph.read;

import java.util.ArrayList;
import java.util.List;
import org.neo4j.exceptions.KernelException;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.IndexQueryConstraints;
import org.neo4j.internal.kernel.api.InternalIndexState;
import org.neo4j.internal.kernel.api.NodeValueIndexCursor;
import org.neo4j.internal.kernel.api.PropertyIndexQuery;
import org.neo4j.internal.kernel.api.Read;
import org.neo4j.internal.kernel.api.SchemaRead;
import org.neo4j.internal.kernel.api.TokenRead;
import org.neo4j.internal.schema.IndexDescriptor;
import org.neo4j.internal.schema.IndexType;
import org.neo4j.internal.schema.SchemaDescriptors;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.token.api.TokenConstants;

/**
 * Finds nodes by a text: by the index that the database keeps of it, which the core API takes long to choose, else by that.
 * Only what is the same in Neo4j 5.26 and 2026.08 is used of the database.
 */
public final class NodesByText {
    private NodesByText() {}

    /** Nodes of this label with this text under the key, as the transaction sees them: two at most, to tell whether there is one. */
    public static List<Node> upToTwo(Transaction tx, Label label, String key, String text) {
        if (tx instanceof InternalTransaction within) {
            try {
                IndexDescriptor index = index(within.kernelTransaction(), label, key);
                if (index != IndexDescriptor.NO_INDEX) {
                    return seek(within, index, text);
                }
            } catch (KernelException | LinkageError goneOrOfAnotherVersion) {
                return byCoreApi(tx, label, key, text);
            }
        }
        return byCoreApi(tx, label, key, text);
    }

    private static IndexDescriptor index(KernelTransaction kernel, Label label, String key) throws KernelException {
        TokenRead tokens = kernel.tokenRead();
        int labelled = tokens.nodeLabel(label.name());
        int keyed = tokens.propertyKey(key);
        if (labelled == TokenConstants.NO_TOKEN || keyed == TokenConstants.NO_TOKEN) {
            return IndexDescriptor.NO_INDEX;
        }
        SchemaRead schema = kernel.schemaRead();
        IndexDescriptor index = schema.index(SchemaDescriptors.forLabel(labelled, keyed), IndexType.RANGE);
        return index != IndexDescriptor.NO_INDEX && schema.indexGetState(index) == InternalIndexState.ONLINE
                ? index
                : IndexDescriptor.NO_INDEX;
    }

    private static List<Node> seek(InternalTransaction tx, IndexDescriptor index, String text) throws KernelException {
        KernelTransaction kernel = tx.kernelTransaction();
        Read read = kernel.dataRead();
        List<Node> found = new ArrayList<>(1);
        try (NodeValueIndexCursor nodes =
                kernel.cursors().allocateNodeValueIndexCursor(kernel.cursorContext(), kernel.memoryTracker())) {
            read.nodeIndexSeek(
                    kernel.queryContext(),
                    read.indexReadSession(index),
                    nodes,
                    IndexQueryConstraints.unconstrained(),
                    PropertyIndexQuery.exact(index.schema().getPropertyId(), text));
            while (found.size() < 2 && nodes.next()) {
                found.add(tx.newNodeEntity(nodes.nodeReference()));
            }
        }
        return found;
    }

    private static List<Node> byCoreApi(Transaction tx, Label label, String key, String text) {
        List<Node> found = new ArrayList<>(1);
        try (ResourceIterator<Node> nodes = tx.findNodes(label, key, text)) {
            while (found.size() < 2 && nodes.hasNext()) {
                found.add(nodes.next());
            }
        }
        return found;
    }
}
