/**
 * How answers leave the web server: compressed where that pays, and quietly dropped when the reader
 * has gone.
 */
@NullMarked
package io.vedette.http;

import org.jspecify.annotations.NullMarked;
