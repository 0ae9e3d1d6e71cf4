/** Names and types: from the syntax tree to plans, one class per family of operators. */
@NullMarked
package io.vedette.kql.binder;

import org.jspecify.annotations.NullMarked;
