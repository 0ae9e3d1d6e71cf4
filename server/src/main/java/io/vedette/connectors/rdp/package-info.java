/**
 * The RDP sensor: listens like a Windows machine that exposes Remote Desktop, and writes the
 * sign-in events that such a machine would write.
 */
@org.jspecify.annotations.NullMarked
package io.vedette.connectors.rdp;
