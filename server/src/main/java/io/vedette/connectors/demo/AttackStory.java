package io.vedette.connectors.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A small office in which people sign in, and an attack on its host that exposes RDP: guessing from
 * three addresses, a success, a new administrator, a cleared log.
 *
 * <p>The rows have SecurityEvent's columns. The same story is told each time; only its times
 * differ. Addresses are those that RFC 5737 keeps for documentation.
 */
public final class AttackStory {
  private static final String HOST = "RDP01.office.example";
  private static final String DOMAIN = "OFFICE";
  private static final int GUESSES = 24;
  private static final List<String> ATTACKERS =
      List.of("203.0.113.45", "198.51.100.7", "192.0.2.199");
  private static final List<String> PEOPLE =
      List.of("anna", "bjorn", "carla", "dmitri", "elif", "femi", "grace", "hiro");
  private static final List<String> GUESSED =
      List.of("administrator", "admin", "user", "test", "backup", "scanner");

  /** The names of the rules that raise an incident when the whole story was seen. */
  public static final Set<String> EXPECTED_RULES =
      Set.of(
          "Many failed sign-ins from one address",
          "Successful RDP sign-in",
          "Account added to the local administrators",
          "Security log cleared");

  /**
   * One step.
   *
   * @param title what happens, for people; empty for the background
   * @param rows of SecurityEvent
   */
  public record Scene(String title, List<Map<String, Object>> rows) {
    public Scene {
      rows = List.copyOf(rows);
    }
  }

  private final InstantSource clock;
  private final RandomGenerator chance;

  /**
   * @param clock gives the events' times when a scene is asked for
   */
  public AttackStory(InstantSource clock) {
    this.clock = clock;
    this.chance = RandomGenerator.of("L64X128MixRandom");
  }

  /** How many scenes there are. */
  public int length() {
    return GUESSES + 5;
  }

  /** The scene at that place, with events that happen now. */
  public Scene scene(int index) {
    List<Map<String, Object>> rows = new ArrayList<>(office());
    String title = "";
    switch (index - GUESSES) {
      case 0 -> {
        title = "a guess was right: " + ATTACKERS.getFirst() + " signs in as backup";
        rows.add(signIn(4624, "backup", ATTACKERS.getFirst(), 3));
        rows.add(signIn(4624, "backup", ATTACKERS.getFirst(), 10));
      }
      case 1 -> {
        title = "a new account, support, is made";
        rows.add(account(4720, "support"));
      }
      case 2 -> {
        title = "support becomes an administrator";
        rows.add(newAdministrator());
      }
      case 3 -> title = "the office works on";
      case 4 -> {
        title = "the security log is cleared";
        rows.add(event(1102, "1102 - The audit log was cleared."));
      }
      default -> {
        if (index == 0) {
          title = "password guessing over RDP begins from " + String.join(", ", ATTACKERS);
        }
        for (String attacker : ATTACKERS) {
          rows.add(signIn(4625, GUESSED.get(index % GUESSED.size()), attacker, 3));
        }
      }
    }
    return new Scene(title, rows);
  }

  private List<Map<String, Object>> office() {
    String person = PEOPLE.get(chance.nextInt(PEOPLE.size()));
    String address = "192.168.10." + (20 + PEOPLE.indexOf(person));
    return List.of(signIn(4624, person, address, 3), signIn(4634, person, address, 3));
  }

  private Map<String, Object> signIn(int id, String user, String address, int type) {
    boolean failed = id == 4625;
    Map<String, Object> row =
        event(
            id,
            switch (id) {
              case 4624 -> "4624 - An account was successfully logged on.";
              case 4625 -> "4625 - An account failed to log on.";
              default -> "4634 - An account was logged off.";
            });
    row.put("TargetUserName", user);
    row.put("TargetDomainName", DOMAIN);
    row.put("TargetAccount", DOMAIN + "\\" + user);
    row.put("TargetUserSid", failed ? "S-1-0-0" : sid(user));
    row.put("Account", DOMAIN + "\\" + user);
    row.put("AccountType", "User");
    row.put("LogonType", type);
    row.put("LogonTypeName", type == 10 ? "10 - RemoteInteractive" : "3 - Network");
    row.put("IpAddress", address);
    row.put("IpPort", Integer.toString(49152 + chance.nextInt(16000)));
    row.put("WorkstationName", type == 10 ? "RDP01" : "-");
    row.put("LogonProcessName", type == 10 ? "User32 " : "NtLmSsp ");
    row.put("AuthenticationPackageName", type == 10 ? "Negotiate" : "NTLM");
    if (failed) {
      row.put("Status", "0xc000006d");
      row.put("SubStatus", "0xc000006a");
      row.put("FailureReason", "%%2313");
    }
    return row;
  }

  private Map<String, Object> account(int id, String user) {
    Map<String, Object> row = event(id, "4720 - A user account was created.");
    row.put("TargetUserName", user);
    row.put("TargetDomainName", DOMAIN);
    row.put("TargetAccount", DOMAIN + "\\" + user);
    row.put("TargetSid", sid(user));
    subject(row);
    return row;
  }

  private Map<String, Object> newAdministrator() {
    Map<String, Object> row =
        event(4732, "4732 - A member was added to a security-enabled local group.");
    row.put("TargetUserName", "Administrators");
    row.put("TargetDomainName", "Builtin");
    row.put("TargetAccount", "Builtin\\Administrators");
    row.put("TargetSid", "S-1-5-32-544");
    row.put("MemberName", "-");
    row.put("MemberSid", sid("support"));
    subject(row);
    return row;
  }

  private static void subject(Map<String, Object> row) {
    row.put("SubjectUserName", "backup");
    row.put("SubjectDomainName", DOMAIN);
    row.put("SubjectAccount", DOMAIN + "\\backup");
    row.put("SubjectUserSid", sid("backup"));
  }

  private Map<String, Object> event(int id, String activity) {
    Instant now = clock.instant();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("TimeGenerated", now);
    row.put("EventID", id);
    row.put("Activity", activity);
    row.put("Computer", HOST);
    row.put("Channel", "Security");
    row.put(
        "EventSourceName",
        id == 1102 ? "Microsoft-Windows-Eventlog" : "Microsoft-Windows-Security-Auditing");
    if (id == 1102) {
      subject(row);
    }
    return row;
  }

  private static String sid(String user) {
    return "S-1-5-21-1004336348-1177238915-682003330-"
        + (1100 + Math.floorMod(user.hashCode(), 800));
  }
}
