/**
 * What every part stands on: settings, data directory, state database, certificates, live events,
 * audit.
 */
@NullMarked
package io.vedette.platform;

import org.jspecify.annotations.NullMarked;
