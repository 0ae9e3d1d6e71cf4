/** The query and management interface of Kusto. */
@NullMarked
package io.vedette.api.kusto;

import org.jspecify.annotations.NullMarked;
