package org.metapolicy.app.moves;

import java.util.List;
import org.metapolicy.governance.erasure.Holdings;

/**
 * What an erasure removed, and what of the application's is left.
 *
 * @param removed how many nodes of each kind
 * @param events events of the trails in whose texts a pseudonym stands since
 * @param texts other nodes in which one does
 * @param families ids of the families whose trail tells of it
 * @param left what the application owns of the participant
 * @param note what there is to know, in words
 */
public record Erased(
        Holdings.Kept removed,
        long events,
        long texts,
        List<String> families,
        Holdings.Application left,
        String note) {}
