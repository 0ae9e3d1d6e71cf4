package io.vedette.connectors.demo;

import static io.vedette.connectors.demo.SecurityRows.DOMAIN;

import io.vedette.connectors.demo.SecurityRows.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A small office in which people work, and an attack on its host that exposes RDP: guessing from
 * three addresses, a success, stolen passwords tried against other machines, a new administrator, a
 * cleared log.
 *
 * <p>The rows have SecurityEvent's columns. The same story is told each time; its times and the
 * office's small doings differ. Addresses are those that RFC 5737 keeps for documentation.
 */
public final class AttackStory {
  private static final String HOST = "RDP01";
  private static final String HOST_NAME = "RDP01.office.example";
  private static final String THIEF = "backup";
  private static final List<String> ATTACKERS =
      List.of("203.0.113.45", "198.51.100.7", "192.0.2.199");
  private static final List<String> GUESSED =
      List.of("administrator", "admin", "user", "test", THIEF, "scanner");

  /**
   * How many guesses an address makes per scene, over and over. In all scenes together it makes 40:
   * wherever a full hour cuts them, one side holds the 20 within a clock hour that the rule wants.
   */
  private static final List<Integer> PACE = List.of(1, 2, 3, 2);

  private static final int GUESSING_SCENES = 20;

  /** Servers that the thief tries: in one moment, so that no full hour parts them. */
  private static final int TRIED_SERVERS = 10;

  /**
   * What must be found of the whole story: a rule, and an entity that one of its alerts names, as
   * {@code rule: entity}.
   */
  public static final Set<String> EXPECTED =
      Set.of(
          "Many failed sign-ins from one address: " + ATTACKERS.get(0),
          "Many failed sign-ins from one address: " + ATTACKERS.get(1),
          "Many failed sign-ins from one address: " + ATTACKERS.get(2),
          "Sign-in succeeded after many failures from the same address: " + ATTACKERS.getFirst(),
          "RDP sign-in from a network that is not expected: " + ATTACKERS.getFirst(),
          "Successful RDP sign-in: " + DOMAIN + "\\" + THIEF,
          "Explicit credentials used against many targets: " + DOMAIN + "\\" + THIEF,
          "Account added to the local administrators: " + HOST_NAME,
          "Security log cleared: " + HOST_NAME);

  /**
   * One step.
   *
   * @param title what happens, for people; empty when it goes on as before
   * @param rows of SecurityEvent
   */
  public record Scene(String title, List<Map<String, Object>> rows) {
    public Scene {
      rows = List.copyOf(rows);
    }
  }

  private final InstantSource clock;
  private final RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
  private final SecurityRows rows = new SecurityRows(chance);
  private final Office office = new Office(chance);

  /**
   * @param clock gives the events' times when a scene is asked for
   */
  public AttackStory(InstantSource clock) {
    this.clock = clock;
  }

  /** How many scenes there are. */
  public int length() {
    return GUESSING_SCENES + 6;
  }

  /** The hours in the office before the story begins. */
  public Scene before() {
    List<Map<String, Object>> history = office.history(clock.instant());
    return new Scene(
        "%d hours of an ordinary day in the office: %,d events"
            .formatted(Office.HISTORY.toHours(), history.size()),
        history);
  }

  /** The scene at that place, with events that happen now. */
  public Scene scene(int index) {
    Instant now = clock.instant();
    List<Map<String, Object>> events = new ArrayList<>(office.moment(now));
    Place intrusion = new Place(HOST, ATTACKERS.getFirst());
    String title = "";
    switch (index - GUESSING_SCENES) {
      case 0 -> {
        title = "a guess was right: " + ATTACKERS.getFirst() + " signs in as " + THIEF;
        events.add(rows.signedIn(now, intrusion, THIEF, 3));
        events.add(rows.signedIn(now, intrusion, THIEF, 10));
        events.add(rows.privileges(now, HOST, THIEF));
      }
      case 1 -> {
        title = THIEF + " tries stolen passwords against " + TRIED_SERVERS + " machines";
        for (int i = 0; i < TRIED_SERVERS; i++) {
          String server = i < Office.SERVERS.size() ? Office.SERVERS.get(i) : "PC0" + (i - 3);
          events.add(rows.otherCredentials(now, HOST, THIEF, "carla", server));
        }
      }
      case 2 -> {
        title = "a new account, support, is made";
        events.add(rows.accountCreated(now, HOST, THIEF, "support"));
      }
      case 3 -> {
        title = "support becomes an administrator";
        events.add(rows.administratorAdded(now, HOST, THIEF, "support"));
      }
      case 4 -> title = "the office works on";
      case 5 -> {
        title = "the security log is cleared";
        events.add(rows.logCleared(now, HOST, THIEF));
      }
      default -> {
        if (index == 0) {
          title = "password guessing over RDP begins from " + String.join(", ", ATTACKERS);
        }
        guess(index, now, events);
      }
    }
    return new Scene(title, events);
  }

  private void guess(int index, Instant now, List<Map<String, Object>> events) {
    for (int attacker = 0; attacker < ATTACKERS.size(); attacker++) {
      int guesses = PACE.get((index + attacker) % PACE.size());
      for (int i = 0; i < guesses; i++) {
        String user = GUESSED.get((index + i) % GUESSED.size());
        events.add(rows.failed(now, new Place(HOST, ATTACKERS.get(attacker)), user, 3));
      }
    }
  }
}
