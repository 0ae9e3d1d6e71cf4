package io.vedette.connectors.demo;

import static java.util.Objects.requireNonNull;

import io.vedette.connectors.demo.SecurityRows.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A small office at work: eight people on their machines, four servers, services, and an
 * administrator who signs in to servers over RDP. Nothing that a shipped rule takes for an attack;
 * the administrator's RDP sign-ins are noted by the rule for those.
 */
final class Office {
  static final Duration HISTORY = Duration.ofHours(8);
  private static final String ADMINISTRATOR = "carla";
  private static final List<String> PEOPLE =
      List.of("anna", "bjorn", ADMINISTRATOR, "dmitri", "elif", "femi", "grace", "hiro");
  static final List<String> SERVERS = List.of("DC01", "FILE01", "RDP01", "SQL01");
  private static final List<String> SERVICES = List.of("svc-backup", "svc-sql", "svc-print");
  private static final List<String> COMMANDS =
      List.of(
          "C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.exe /n",
          "C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.exe",
          "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
          "C:\\Windows\\System32\\notepad.exe C:\\Users\\Public\\notes.txt",
          "C:\\Windows\\System32\\cmd.exe /c net use");

  private final RandomGenerator chance;
  private final SecurityRows rows;

  Office(RandomGenerator chance) {
    this.chance = chance;
    this.rows = new SecurityRows(chance);
  }

  /** What the last hours brought, the earliest first. */
  List<Map<String, Object>> history(Instant now) {
    List<Map<String, Object>> events = new ArrayList<>();
    Instant begin = now.minus(HISTORY);
    for (String person : PEOPLE) {
      Instant at = begin.plusSeconds(chance.nextInt(3600));
      String machine = machine(person);
      if (chance.nextInt(3) == 0) {
        events.add(rows.failed(at.minusSeconds(9), Place.at(machine), person, 2));
      }
      events.add(rows.signedIn(at, Place.at(machine), person, 2));
      // People come back to their machine every half hour or so, and use it more at times.
      while (at.isBefore(now.minusSeconds(600))) {
        at = at.plusSeconds(120 + chance.nextInt(chance.nextInt(4) == 0 ? 2400 : 600));
        work(events, at, person);
      }
    }
    for (Instant at = begin; at.isBefore(now); at = at.plusSeconds(45 + chance.nextInt(60))) {
      machinesAndServices(events, at);
    }
    for (int hours = 7; hours >= 1; hours -= 3) {
      administration(events, now.minus(Duration.ofHours(hours)).plusSeconds(chance.nextInt(900)));
    }
    events.removeIf(event -> !time(event).isBefore(now));
    events.sort(Comparator.comparing(Office::time));
    return events;
  }

  /** What happens in a moment. */
  List<Map<String, Object>> moment(Instant now) {
    List<Map<String, Object>> events = new ArrayList<>();
    work(events, now, PEOPLE.get(chance.nextInt(PEOPLE.size())));
    machinesAndServices(events, now);
    events.removeIf(event -> time(event).isAfter(now));
    return events;
  }

  private void work(List<Map<String, Object>> events, Instant at, String person) {
    Place server = new Place(pick(SERVERS), address(person));
    switch (chance.nextInt(4)) {
      case 0 -> events.add(rows.signedIn(at, Place.at(machine(person)), person, 7));
      case 1 -> events.add(rows.process(at, machine(person), person, pick(COMMANDS)));
      default -> {
        events.add(rows.signedIn(at, server, person, 3));
        events.add(rows.signedOff(at.plusSeconds(1 + chance.nextInt(90)), server, person, 3));
      }
    }
  }

  private void machinesAndServices(List<Map<String, Object>> events, Instant at) {
    String person = pick(PEOPLE);
    Place controller = new Place("DC01", address(person));
    events.add(rows.signedIn(at, controller, machine(person) + "$", 3));
    events.add(rows.signedOff(at.plusSeconds(2), controller, machine(person) + "$", 3));
    if (chance.nextInt(3) == 0) {
      String service = pick(SERVICES);
      String server = pick(SERVERS);
      events.add(rows.signedIn(at, Place.at(server), service, 5));
      events.add(rows.privileges(at, server, service));
    }
  }

  private void administration(List<Map<String, Object>> events, Instant at) {
    Place place = new Place(chance.nextBoolean() ? "FILE01" : "SQL01", address(ADMINISTRATOR));
    events.add(rows.signedIn(at, place, ADMINISTRATOR, 3));
    events.add(rows.signedIn(at.plusSeconds(1), place, ADMINISTRATOR, 10));
    events.add(rows.privileges(at.plusSeconds(1), place.computer(), ADMINISTRATOR));
    events.add(rows.signedOff(at.plusSeconds(700), place, ADMINISTRATOR, 10));
  }

  private String pick(List<String> list) {
    return list.get(chance.nextInt(list.size()));
  }

  private static String machine(String person) {
    return "PC%02d".formatted(PEOPLE.indexOf(person) + 1);
  }

  private static String address(String person) {
    return "192.168.10." + (20 + PEOPLE.indexOf(person));
  }

  private static Instant time(Map<String, Object> event) {
    return (Instant) requireNonNull(event.get("TimeGenerated"));
  }
}
