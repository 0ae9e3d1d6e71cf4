/** Tests of ingestion over real databases. */
@NullMarked
package io.vedette.ingestion;

import org.jspecify.annotations.NullMarked;
