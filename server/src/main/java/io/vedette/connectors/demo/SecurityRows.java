package io.vedette.connectors.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Rows of SecurityEvent as a domain controller's and a server's Security log would give them.
 *
 * <p>Source: Windows security auditing, events 1102, 4624, 4625, 4634, 4648, 4672, 4688, 4720 and
 * 4732.
 */
final class SecurityRows {
  static final String DOMAIN = "OFFICE";
  private static final String DNS_DOMAIN = ".office.example";

  private final RandomGenerator chance;

  SecurityRows(RandomGenerator chance) {
    this.chance = chance;
  }

  /** Where somebody signs in and where from; the address is {@code -} for the machine itself. */
  record Place(String computer, String address) {
    static Place at(String computer) {
      return new Place(computer, "-");
    }
  }

  Map<String, Object> signedIn(Instant at, Place place, String user, int type) {
    Map<String, Object> row =
        signIn(4624, "4624 - An account was successfully logged on.", at, place, user, type);
    row.put("TargetUserSid", sid(user));
    return row;
  }

  Map<String, Object> failed(Instant at, Place place, String user, int type) {
    Map<String, Object> row =
        signIn(4625, "4625 - An account failed to log on.", at, place, user, type);
    row.put("TargetUserSid", "S-1-0-0");
    row.put("Status", "0xc000006d");
    row.put("SubStatus", "0xc000006a");
    row.put("FailureReason", "Unknown user name or bad password.");
    return row;
  }

  Map<String, Object> signedOff(Instant at, Place place, String user, int type) {
    Map<String, Object> row = event(4634, "4634 - An account was logged off.", at, place.computer);
    target(row, user);
    row.put("TargetUserSid", sid(user));
    logonType(row, type);
    return row;
  }

  Map<String, Object> privileges(Instant at, String computer, String user) {
    Map<String, Object> row =
        event(4672, "4672 - Special privileges assigned to new logon.", at, computer);
    subject(row, user);
    row.put("PrivilegeList", "SeSecurityPrivilege SeBackupPrivilege SeDebugPrivilege");
    return row;
  }

  Map<String, Object> process(Instant at, String computer, String user, String command) {
    Map<String, Object> row = event(4688, "4688 - A new process has been created.", at, computer);
    subject(row, user);
    int end = command.indexOf(".exe") + 4;
    String path = command.substring(0, end);
    row.put("NewProcessName", path);
    row.put("Process", path.substring(path.lastIndexOf('\\') + 1));
    row.put("NewProcessId", "0x" + Integer.toHexString(1000 + chance.nextInt(9000)));
    row.put("CommandLine", command);
    row.put("ParentProcessName", "C:\\Windows\\explorer.exe");
    return row;
  }

  Map<String, Object> otherCredentials(
      Instant at, String computer, String user, String other, String server) {
    Map<String, Object> row =
        event(4648, "4648 - A logon was attempted using explicit credentials.", at, computer);
    subject(row, user);
    target(row, other);
    row.put("TargetServerName", server + DNS_DOMAIN);
    row.put("TargetInfo", "cifs/" + server + DNS_DOMAIN);
    row.put("ProcessName", "C:\\Windows\\System32\\net.exe");
    row.put("IpAddress", "-");
    row.put("IpPort", "-");
    return row;
  }

  Map<String, Object> accountCreated(Instant at, String computer, String by, String user) {
    Map<String, Object> row = event(4720, "4720 - A user account was created.", at, computer);
    target(row, user);
    row.put("TargetSid", sid(user));
    subject(row, by);
    return row;
  }

  Map<String, Object> administratorAdded(Instant at, String computer, String by, String user) {
    Map<String, Object> row =
        event(4732, "4732 - A member was added to a security-enabled local group.", at, computer);
    row.put("TargetUserName", "Administrators");
    row.put("TargetDomainName", "Builtin");
    row.put("TargetAccount", "Builtin\\Administrators");
    row.put("TargetSid", "S-1-5-32-544");
    row.put("MemberName", "-");
    row.put("MemberSid", sid(user));
    subject(row, by);
    return row;
  }

  Map<String, Object> logCleared(Instant at, String computer, String by) {
    Map<String, Object> row = event(1102, "1102 - The audit log was cleared.", at, computer);
    row.put("EventSourceName", "Microsoft-Windows-Eventlog");
    subject(row, by);
    return row;
  }

  private Map<String, Object> signIn(
      int id, String activity, Instant at, Place place, String user, int type) {
    Map<String, Object> row = event(id, activity, at, place.computer);
    target(row, user);
    row.put("Account", DOMAIN + "\\" + user);
    row.put("AccountType", user.endsWith("$") ? "Machine" : "User");
    logonType(row, type);
    boolean remote = !place.address.equals("-");
    row.put("IpAddress", place.address);
    row.put("IpPort", remote ? Integer.toString(49152 + chance.nextInt(16000)) : "-");
    row.put("WorkstationName", type == 3 ? "-" : place.computer);
    row.put("LogonProcessName", type == 3 ? "NtLmSsp " : type == 5 ? "Advapi " : "User32 ");
    row.put("AuthenticationPackageName", type == 3 ? "NTLM" : "Negotiate");
    return row;
  }

  private static void logonType(Map<String, Object> row, int type) {
    row.put("LogonType", type);
    row.put(
        "LogonTypeName",
        switch (type) {
          case 2 -> "2 - Interactive";
          case 3 -> "3 - Network";
          case 5 -> "5 - Service";
          case 7 -> "7 - Unlock";
          case 10 -> "10 - RemoteInteractive";
          default -> throw new IllegalArgumentException("logon type " + type);
        });
  }

  private static void target(Map<String, Object> row, String user) {
    row.put("TargetUserName", user);
    row.put("TargetDomainName", DOMAIN);
    row.put("TargetAccount", DOMAIN + "\\" + user);
  }

  private static void subject(Map<String, Object> row, String user) {
    row.put("SubjectUserName", user);
    row.put("SubjectDomainName", DOMAIN);
    row.put("SubjectAccount", DOMAIN + "\\" + user);
    row.put("SubjectUserSid", sid(user));
  }

  private static Map<String, Object> event(int id, String activity, Instant at, String computer) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("TimeGenerated", at);
    row.put("EventID", id);
    row.put("Activity", activity);
    row.put("Computer", computer + DNS_DOMAIN);
    row.put("Channel", "Security");
    row.put("EventSourceName", "Microsoft-Windows-Security-Auditing");
    return row;
  }

  private static String sid(String user) {
    return "S-1-5-21-1004336348-1177238915-682003330-"
        + (1100 + Math.floorMod(user.hashCode(), 800));
  }
}
