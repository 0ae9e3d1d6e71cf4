/**
 * The server side of RDP's connection sequence, as far as a sign-in goes: negotiation, TLS, network
 * level authentication, and the exchange up to a blank desktop. It knows nothing of the rest.
 */
@org.jspecify.annotations.NullMarked
package io.vedette.connectors.rdp.protocol;
