package io.vedette.ingestion;

/**
 * A batch in the order of its commit.
 *
 * @param firstSequence {@code _Sequence} of its first row; the others follow without a gap
 */
record Numbered(Batch batch, long firstSequence) {}
