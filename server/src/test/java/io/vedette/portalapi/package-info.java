/** Tests of the portal's HTTP interface on a running server. */
@NullMarked
package io.vedette.portalapi;

import org.jspecify.annotations.NullMarked;
