/** Tests of incidents, on a real operational database. */
@NullMarked
package io.vedette.incidents;

import org.jspecify.annotations.NullMarked;
