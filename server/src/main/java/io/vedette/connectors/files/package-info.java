/** Imports files of events and rows: event logs, JSON, CSV and archives of these. */
@NullMarked
package io.vedette.connectors.files;

import org.jspecify.annotations.NullMarked;
