/** Tests of settings, certificates, the data directory and live events. */
@NullMarked
package io.vedette.platform;

import org.jspecify.annotations.NullMarked;
