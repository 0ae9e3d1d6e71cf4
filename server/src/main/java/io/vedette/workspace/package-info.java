/** What the workspace knows of its tables: definitions, custom tables, retention, watchlists. */
@NullMarked
package io.vedette.workspace;

import org.jspecify.annotations.NullMarked;
