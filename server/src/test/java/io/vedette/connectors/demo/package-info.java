/** Tests of the demo's story. */
@NullMarked
package io.vedette.connectors.demo;

import org.jspecify.annotations.NullMarked;
