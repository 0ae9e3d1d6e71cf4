/**
 * What a sensor on another machine needs beside the sensor itself: a durable buffer of its rows,
 * and their delivery to the server, each exactly once.
 */
@org.jspecify.annotations.NullMarked
package io.vedette.connectors.rdp.remote;
