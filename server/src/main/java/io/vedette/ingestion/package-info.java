/** Takes rows in: validation, buffering, durable commit, ledger, retention. */
@NullMarked
package io.vedette.ingestion;

import org.jspecify.annotations.NullMarked;
