/** SQL as a typed tree, and its rendering with binding strengths in an engine's dialect. */
@NullMarked
package io.vedette.kql.sql;

import org.jspecify.annotations.NullMarked;
