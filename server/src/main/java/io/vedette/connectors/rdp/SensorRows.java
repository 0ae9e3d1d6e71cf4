package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Capture;
import io.vedette.connectors.rdp.protocol.ClientData;
import io.vedette.connectors.rdp.protocol.ClientHello;
import io.vedette.connectors.rdp.protocol.ClientInfo;
import io.vedette.connectors.rdp.protocol.ConnectionRequest;
import io.vedette.connectors.rdp.protocol.SecurityMode;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.windows.TableRow;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of RdpSensor_CL: of each connection what only a sensor can know.
 *
 * @param computer that the sensor passes for
 * @param passwords keeps the passwords in the rows, or out of them
 */
record SensorRows(String computer, CapturedPasswords passwords) {
  private static final String TABLE = "RdpSensor_CL";

  TableRow of(InetSocketAddress client, Capture capture, Tool tool, Instant ended) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("TimeGenerated", ended);
    row.put("Computer", computer);
    row.put("SourceIp", client.getAddress().getHostAddress());
    row.put("SourcePort", client.getPort());
    row.put("Tool", tool.title());
    row.put("Stage", capture.stage().name());
    row.put("Attempts", capture.attempts());
    row.put("End", capture.end());
    ConnectionRequest request = capture.request();
    if (request != null) {
      row.put("Cookie", request.cookie());
      row.put("RequestedProtocols", request.protocols());
      row.put("NegotiationFlags", request.flags());
    }
    SecurityMode mode = capture.mode();
    if (mode != null) {
      row.put("SecurityMode", mode.name());
    }
    ClientHello hello = capture.hello();
    if (hello != null) {
      row.put("Ja3", hello.ja3());
      row.put("Ja4", hello.ja4());
      row.put("ServerName", hello.serverName());
      row.put("TlsVersion", capture.tlsVersion());
      row.put("CipherSuite", capture.cipherSuite());
    }
    if (capture.credSspVersion() > 0) {
      row.put("CredSspVersion", capture.credSspVersion());
      row.put("NtlmVersion", capture.ntlmVersion());
      row.put("TargetName", capture.targetName());
      row.put("NtlmMic", capture.ntlmMic());
      row.put("ChannelBound", capture.channelBound());
    }
    SignIn attempt = capture.attempt();
    if (attempt != null) {
      row.put("Verdict", attempt.verdict().name());
      row.put("UserName", attempt.user());
      row.put("DomainName", attempt.domain());
      row.put("WorkstationName", attempt.workstation());
      row.put("NetNtlmV2", attempt.netNtlmV2());
      if (attempt.password() != null) {
        passwords.put(attempt.password(), row);
      }
    }
    client(capture.client(), row);
    info(capture.info(), row);
    return new TableRow(TABLE, row);
  }

  private static void client(@Nullable ClientData client, Map<String, Object> row) {
    if (client != null) {
      row.put("ClientName", client.name());
      row.put("ClientBuild", client.build());
      row.put("EncryptionMethods", client.encryption());
      row.put("KeyboardLayout", client.keyboardLayout());
      row.put("DesktopWidth", client.width());
      row.put("DesktopHeight", client.height());
      row.put("Channels", client.channels());
    }
  }

  private static void info(@Nullable ClientInfo info, Map<String, Object> row) {
    if (info != null) {
      row.put("ClientAddress", info.address());
      row.put("ClientDirectory", info.directory());
      row.put("TimeZone", info.timeZone());
    }
  }
}
