/** What Java functions heed while the engine calls them: that a query may be stopped. */
@NullMarked
package io.vedette.kql.running;

import org.jspecify.annotations.NullMarked;
