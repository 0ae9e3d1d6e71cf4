/** Incidents: alerts that belong together, their entities, and the work on them. */
@NullMarked
package io.vedette.incidents;

import org.jspecify.annotations.NullMarked;
