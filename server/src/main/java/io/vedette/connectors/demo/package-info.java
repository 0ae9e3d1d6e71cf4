/** The demo's story: made-up events of a small office and of an attack on it. */
@NullMarked
package io.vedette.connectors.demo;

import org.jspecify.annotations.NullMarked;
