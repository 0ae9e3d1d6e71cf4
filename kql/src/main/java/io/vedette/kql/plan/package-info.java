/** Queries as a sealed relational tree, and its way to SQL text. */
@NullMarked
package io.vedette.kql.plan;

import org.jspecify.annotations.NullMarked;
