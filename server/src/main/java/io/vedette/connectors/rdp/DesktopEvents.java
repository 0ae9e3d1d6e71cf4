package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.windows.DataXml;
import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events that Windows' Remote Desktop writes into its own logs beside those of security. Source
 * of fields and values: recorded logs of RdpCoreTS and RemoteConnectionManager; for
 * LocalSessionManager the manifest's fields.
 */
final class DesktopEvents {
  private static final String NETWORK_SERVICE = "S-1-5-20";
  private static final String SYSTEM = "S-1-5-18";
  private static final int INFORMATION = 4;
  private static final int WARNING = 3;
  private static final long RDP_CORE_KEYWORDS = 0x4000000000000000L;
  private static final long OPERATIONAL_KEYWORDS = 0x1000000000000000L;
  private static final int RDP_CORE_TASK = 4;
  private static final AtomicLong RECORDS = new AtomicLong();

  private enum Log {
    RDP_CORE(
        "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS",
        "{1139c61b-b549-4251-8ed3-27250a1edec8}",
        NETWORK_SERVICE),
    CONNECTIONS(
        "Microsoft-Windows-TerminalServices-RemoteConnectionManager",
        "{c76baa63-ae81-421c-b425-340b4b24157f}",
        NETWORK_SERVICE),
    SESSIONS(
        "Microsoft-Windows-TerminalServices-LocalSessionManager",
        "{5d896912-022d-40aa-a3a8-4fa5515c76d7}",
        SYSTEM);

    private final String provider;
    private final String guid;
    private final String user;

    Log(String provider, String guid, String user) {
      this.provider = provider;
      this.guid = guid;
      this.user = user;
    }
  }

  private final Persona persona;
  private final InetSocketAddress client;

  /** The same for all events of a connection; Windows' begin with these digits, too. */
  private final String activity = "{f420" + UUID.randomUUID().toString().substring(4, 32) + "0000}";

  /** Those of one client's connection. */
  DesktopEvents(Persona persona, InetSocketAddress client) {
    this.persona = persona;
    this.client = client;
  }

  private String address() {
    return client.getAddress().getHostAddress();
  }

  /** 131: a connection was accepted. */
  EvtxEvent accepted(Instant at) {
    String ip = address();
    String host = ip.indexOf(':') < 0 ? ip : "[" + ip + "]";
    List<EventValue> data =
        List.of(
            new EventValue("ConnType", "TCP"),
            new EventValue("ClientIP", host + ":" + client.getPort()));
    return rdpCore(131, INFORMATION, 15, at, data);
  }

  /** 140: a connection failed since the name or the password was wrong. */
  EvtxEvent failed(Instant at) {
    return rdpCore(140, WARNING, 14, at, List.of(new EventValue("IPString", address())));
  }

  /** 1149: network level authentication succeeded. */
  EvtxEvent authenticated(SignIn attempt) {
    List<EventValue> data =
        List.of(
            new EventValue("Param1", attempt.user()),
            new EventValue("Param2", attempt.domain()),
            new EventValue("Param3", address()));
    return event(Log.CONNECTIONS, 1149, data, attempt.at());
  }

  /** 21 or 25: a session began, or somebody came back to it. */
  EvtxEvent begun(SignIn session, DesktopNumbers.Desktop desktop) {
    return session(desktop.again() ? 25 : 21, session, desktop, true, session.at());
  }

  /** 23: a session ended. */
  EvtxEvent signedOff(SignIn session, DesktopNumbers.Desktop desktop, Instant at) {
    return session(23, session, desktop, false, at);
  }

  /** 24: the client left a session. */
  EvtxEvent disconnected(SignIn session, DesktopNumbers.Desktop desktop, Instant at) {
    return session(24, session, desktop, true, at);
  }

  private EvtxEvent session(
      int id, SignIn session, DesktopNumbers.Desktop desktop, boolean withAddress, Instant at) {
    String domain = session.domain().isEmpty() ? persona.domain() : session.domain();
    EventValue user = new EventValue("User", domain + "\\" + session.user());
    EventValue number = new EventValue("SessionID", Integer.toString(desktop.number()));
    return event(
        Log.SESSIONS,
        id,
        withAddress
            ? List.of(user, number, new EventValue("Address", address()))
            : List.of(user, number),
        at);
  }

  private EvtxEvent rdpCore(int id, int level, int opcode, Instant at, List<EventValue> data) {
    EventSystem system =
        system(Log.RDP_CORE, id, level, RDP_CORE_TASK, opcode, RDP_CORE_KEYWORDS, at);
    return new EvtxEvent(system, EvtxEvent.DataKind.EVENT_DATA, data, null, null);
  }

  private EvtxEvent event(Log log, int id, List<EventValue> data, Instant at) {
    return new EvtxEvent(
        system(log, id, INFORMATION, 0, 0, OPERATIONAL_KEYWORDS, at),
        EvtxEvent.DataKind.USER_DATA,
        data,
        DataXml.userData(data),
        null);
  }

  private EventSystem system(
      Log log, int id, int level, int task, int opcode, long keywords, Instant at) {
    return new EventSystem(
        log.provider,
        log.guid,
        null,
        id,
        0,
        0,
        level,
        task,
        opcode,
        keywords,
        at,
        RECORDS.incrementAndGet(),
        activity,
        null,
        0x3A4,
        0x5DC,
        log.provider + "/Operational",
        persona.dnsComputer(),
        log.user);
  }
}
