/** The public door of the KQL compiler: query text and a schema in, SQL or diagnostics out. */
@NullMarked
package io.vedette.kql;

import org.jspecify.annotations.NullMarked;
