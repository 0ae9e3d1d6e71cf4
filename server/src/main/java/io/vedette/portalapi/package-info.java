/** The HTTP interface that only the portal and our own command line use. */
@NullMarked
package io.vedette.portalapi;

import org.jspecify.annotations.NullMarked;
