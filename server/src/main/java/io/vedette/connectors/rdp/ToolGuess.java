package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.ClientData;
import io.vedette.connectors.rdp.protocol.ClientHello;
import io.vedette.connectors.rdp.protocol.ClientInfo;
import io.vedette.connectors.rdp.protocol.ConnectionRequest;
import io.vedette.connectors.rdp.protocol.SignIn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guesses from a connection which program it came from. Whoever writes a tool can make it say what
 * another one says: it is a hint. Source: what the programs of Debian 12 were seen to send (hydra
 * 9.4, ncrack 0.7, nmap 7.93, FreeRDP 2.11, rdesktop 1.9, impacket 0.10); for Microsoft's client
 * its documents alone.
 */
final class ToolGuess {
  private static final int TLS_1_3 = 0x0304;

  /** FreeRDP says in NTLM that it is Windows 7, which knows no TLS 1.3. */
  private static final String FREERDP_NTLM = "6.1.7601";

  private static final int FREERDP_BUILD = 18363;
  private static final String FREERDP_FOLDER = "C:\\Windows\\System32\\mstscax.dll";

  /** rdesktop, and the tools that took over its code, say that they are Windows XP. */
  private static final int RDESKTOP_BUILD = 2600;

  private static final String RDESKTOP_FOLDER = "C:\\WINNT\\System32\\mstscax.dll";

  /** nmap's scripts ask for this version of CredSSP, and give this name for the client's. */
  private static final int NMAP_CREDSSP = 96;

  private static final String NMAP_CLIENT = "EMP-LAP-0014";

  /** For clients that leave after TLS. */
  private static final Map<String, Tool> BY_JA3 =
      Map.of(
          "a3afc2c46ba4a7d7fbe1cfb7a3031c2f", Tool.FREERDP,
          "e945f3fa877f3038e6ae8988e29a85be", Tool.RDESKTOP,
          "29ac2b569a4b1d4d5e5782c1b50dd9d0", Tool.IMPACKET,
          "b3e88a126e6e0179ae465227a52f60ad", Tool.NMAP);

  /** Nobody types so many passwords in a minute. */
  private static final int GUESSES_OF_A_MACHINE = 5;

  private ToolGuess() {}

  /**
   * The program that a connection came from.
   *
   * @param ofLate attempts from the same address within the last minute, this connection's included
   */
  static Tool of(Capture capture, int ofLate) {
    ConnectionRequest request = capture.request();
    if (request == null) {
      return Tool.PORT_SCANNER;
    }
    Tool named = byName(request.cookie(), capture.client(), capture.credSspVersion());
    if (named != null) {
      return named;
    }
    Tool behaves = capture.credSspVersion() > 0 ? byNtlm(capture, request) : null;
    if (behaves == null) {
      behaves = bySession(capture.client(), capture.info());
    }
    if (behaves == Tool.FREERDP) {
      return ofLate >= GUESSES_OF_A_MACHINE || isBare(capture.client()) ? Tool.HYDRA : Tool.FREERDP;
    }
    if (behaves != null) {
      return behaves;
    }
    ClientHello hello = capture.hello();
    if (hello != null) {
      return BY_JA3.getOrDefault(hello.ja3(), Tool.UNKNOWN);
    }
    return capture.client() == null ? Tool.PORT_SCANNER : Tool.UNKNOWN;
  }

  private static @Nullable Tool byName(String cookie, @Nullable ClientData client, int credSsp) {
    String name = client == null ? "" : client.name();
    if (cookie.equals("nmap") || name.equals(NMAP_CLIENT) || credSsp == NMAP_CREDSSP) {
      return Tool.NMAP;
    }
    if (cookie.equals("NCRACK_USER") || name.equals("NCRACK")) {
      return Tool.NCRACK;
    }
    // The user with which later versions of hydra try a target out.
    return cookie.equals("hydra") ? Tool.HYDRA : null;
  }

  private static @Nullable Tool byNtlm(Capture capture, ConnectionRequest request) {
    ClientHello hello = capture.hello();
    String version = capture.ntlmVersion();
    if (version.equals(FREERDP_NTLM) && hello != null && hello.versions().contains(TLS_1_3)) {
      return Tool.FREERDP;
    }
    SignIn attempt = capture.attempt();
    boolean anonymous = attempt == null || attempt.workstation().isEmpty();
    if (capture.credSspVersion() == 2
        && version.isEmpty()
        && anonymous
        && request.cookie().isEmpty()) {
      return Tool.IMPACKET;
    }
    boolean windows = version.startsWith("10.0.") || version.startsWith("6.");
    return windows && capture.ntlmMic() && capture.channelBound() ? Tool.MSTSC : null;
  }

  private static @Nullable Tool bySession(@Nullable ClientData client, @Nullable ClientInfo info) {
    if (client == null || info == null) {
      return null;
    }
    if (client.build() == RDESKTOP_BUILD && info.directory().equals(RDESKTOP_FOLDER)) {
      return Tool.RDESKTOP;
    }
    if (client.build() == FREERDP_BUILD && info.directory().equals(FREERDP_FOLDER)) {
      return Tool.FREERDP;
    }
    return info.directory().equalsIgnoreCase(FREERDP_FOLDER) ? Tool.MSTSC : null;
  }

  /** Whether it is hydra's use of the library: no keyboard and no channels. */
  private static boolean isBare(@Nullable ClientData client) {
    return client != null && client.keyboardLayout() == 0 && client.channels().isEmpty();
  }
}
