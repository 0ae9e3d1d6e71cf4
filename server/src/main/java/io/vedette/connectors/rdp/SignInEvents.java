package io.vedette.connectors.rdp;

import io.vedette.connectors.rdp.protocol.Persona;
import io.vedette.connectors.rdp.protocol.SignIn;
import io.vedette.connectors.rdp.protocol.SignIn.Kind;
import io.vedette.connectors.rdp.protocol.Verdict;
import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events 4624, 4625 and 4634 that a Windows machine writes of sign-ins over Remote Desktop,
 * with its fields in its order. Source: Windows security auditing, event 4624 version 2, events
 * 4625 and 4634 version 0; fields and values as in recorded events of both logon types.
 */
final class SignInEvents {
  private static final String NOBODY = "S-1-0-0";
  private static final String NO_GUID = "{00000000-0000-0000-0000-000000000000}";
  private static final long SUCCESS = 0x8020000000000000L;
  private static final long FAILURE = 0x8010000000000000L;
  private static final int LOGON = 12544;
  private static final int LOGOFF = 12545;

  private final Persona persona;
  private final AtomicLong records = new AtomicLong();

  SignInEvents(Persona persona) {
    this.persona = persona;
  }

  /** The event of an attempt. */
  EvtxEvent signIn(InetSocketAddress client, SignIn attempt) {
    boolean accepted = attempt.verdict().isAccepted();
    List<EventValue> data = new ArrayList<>();
    subject(data, attempt.kind());
    add(data, "TargetUserSid", accepted ? sid(attempt.user()) : NOBODY);
    add(data, "TargetUserName", orDash(attempt.user()));
    add(data, "TargetDomainName", accepted ? domain(attempt) : orDash(attempt.domain()));
    if (accepted) {
      add(data, "TargetLogonId", logonId(attempt));
    } else {
      add(data, "Status", hex(attempt.verdict().status()));
      add(data, "FailureReason", reason(attempt.verdict()));
      add(data, "SubStatus", hex(attempt.verdict().subStatus()));
    }
    checkedBy(data, attempt, accepted);
    add(data, "IpAddress", client.getAddress().getHostAddress());
    add(data, "IpPort", Integer.toString(client.getPort()));
    if (accepted) {
      add(data, "ImpersonationLevel", "%%1833");
      add(data, "RestrictedAdminMode", "-");
      add(data, "TargetOutboundUserName", "-");
      add(data, "TargetOutboundDomainName", "-");
      add(data, "VirtualAccount", "%%1843");
      add(data, "TargetLinkedLogonId", "0x0");
      add(data, "ElevatedToken", "%%1843");
    }
    return accepted
        ? event(4624, 2, LOGON, SUCCESS, attempt.at(), data)
        : event(4625, 0, LOGON, FAILURE, attempt.at(), data);
  }

  /** The event of a session's end. */
  EvtxEvent signOff(SignIn session, Instant at) {
    List<EventValue> data = new ArrayList<>();
    add(data, "TargetUserSid", sid(session.user()));
    add(data, "TargetUserName", session.user());
    add(data, "TargetDomainName", domain(session));
    add(data, "TargetLogonId", logonId(session));
    add(data, "LogonType", Integer.toString(session.kind().logonType()));
    return event(4634, 0, LOGOFF, SUCCESS, at, data);
  }

  private void subject(List<EventValue> data, Kind kind) {
    boolean atDesktop = kind == Kind.REMOTE_INTERACTIVE;
    String workgroup = persona.inDomain() ? persona.domain() : "WORKGROUP";
    add(data, "SubjectUserSid", atDesktop ? "S-1-5-18" : NOBODY);
    add(data, "SubjectUserName", atDesktop ? persona.computer() + "$" : "-");
    add(data, "SubjectDomainName", atDesktop ? workgroup : "-");
    add(data, "SubjectLogonId", atDesktop ? "0x3e7" : "0x0");
  }

  /** What checked the password, and where it runs. */
  private void checkedBy(List<EventValue> data, SignIn attempt, boolean accepted) {
    boolean atDesktop = attempt.kind() == Kind.REMOTE_INTERACTIVE;
    boolean ntlm = accepted && !atDesktop;
    add(data, "LogonType", Integer.toString(attempt.kind().logonType()));
    // Windows fills both names of processes up to eight characters.
    add(data, "LogonProcessName", atDesktop ? "User32 " : "NtLmSsp ");
    add(data, "AuthenticationPackageName", atDesktop ? "Negotiate" : "NTLM");
    add(data, "WorkstationName", atDesktop ? persona.computer() : orDash(attempt.workstation()));
    if (accepted) {
      add(data, "LogonGuid", NO_GUID);
    }
    add(data, "TransmittedServices", "-");
    add(data, "LmPackageName", ntlm ? "NTLM V2" : "-");
    add(data, "KeyLength", ntlm ? "128" : "0");
    add(data, "ProcessId", atDesktop ? "0x2b4" : "0x0");
    add(data, "ProcessName", atDesktop ? "C:\\Windows\\System32\\winlogon.exe" : "-");
  }

  private EvtxEvent event(
      int id, int version, int task, long keywords, Instant at, List<EventValue> data) {
    EventSystem system =
        new EventSystem(
            "Microsoft-Windows-Security-Auditing",
            "{54849625-5478-4994-a5ba-3e3b0328c30d}",
            null,
            id,
            0,
            version,
            0,
            task,
            0,
            keywords,
            at,
            records.incrementAndGet(),
            null,
            null,
            0x2A8,
            0x2F0,
            "Security",
            persona.dnsComputer(),
            null);
    return new EvtxEvent(system, EvtxEvent.DataKind.EVENT_DATA, data, null, null);
  }

  /** The codes of Windows' message tables. */
  private static String reason(Verdict verdict) {
    return switch (verdict) {
      case UNKNOWN_USER, WRONG_PASSWORD -> "%%2313";
      case LOCKED -> "%%2307";
      case DISABLED -> "%%2310";
      case EXPIRED -> "%%2305";
      case NOT_ALLOWED -> "%%2308";
      case ACCEPTED -> "-";
    };
  }

  private String domain(SignIn attempt) {
    return attempt.domain().isEmpty() ? persona.domain() : attempt.domain();
  }

  /** The same for the same account of the same machine, always. */
  private String sid(String user) {
    byte[] machine = persona.computer().getBytes(StandardCharsets.UTF_8);
    UUID numbers = UUID.nameUUIDFromBytes(machine);
    ByteBuffer bytes =
        ByteBuffer.allocate(16)
            .putLong(numbers.getMostSignificantBits())
            .putLong(numbers.getLeastSignificantBits());
    String name = user.toLowerCase(Locale.ROOT);
    int relative = name.equals("administrator") ? 500 : 1001 + Math.floorMod(name.hashCode(), 1000);
    return "S-1-5-21-%s-%s-%s-%d"
        .formatted(
            Integer.toUnsignedString(bytes.getInt(0)),
            Integer.toUnsignedString(bytes.getInt(4)),
            Integer.toUnsignedString(bytes.getInt(8)),
            relative);
  }

  /** The session's number: the same at its beginning and its end. */
  private static String logonId(SignIn session) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, session.at());
    return "0x" + Long.toHexString(micros & 0xFFFF_FFFFL);
  }

  private static String hex(int status) {
    return "0x" + Integer.toHexString(status);
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static void add(List<EventValue> data, String name, String value) {
    data.add(new EventValue(name, value));
  }
}
