/** Tests of what others defined. */
@NullMarked
package io.vedette.api.kusto;

import org.jspecify.annotations.NullMarked;
