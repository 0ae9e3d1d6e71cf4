package io.vedette.evtx;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of an event's System element. */
final class SystemPart {
  private String provider = "";
  private @Nullable String providerGuid;
  private @Nullable String eventSourceName;
  private long eventId;
  private long qualifiers;
  private long version;
  private long level;
  private long task;
  private long opcode;
  private long keywords;
  private @Nullable Instant timeCreated;
  private long recordId;
  private @Nullable String activityId;
  private @Nullable String relatedActivityId;
  private long processId;
  private long threadId;
  private String channel = "";
  private String computer = "";
  private @Nullable String userId;

  void attribute(String element, String name, String value) {
    switch (name) {
      case "Name" -> provider = element.equals("Provider") ? value : provider;
      case "Guid" -> providerGuid = element.equals("Provider") ? value : providerGuid;
      case "EventSourceName" -> eventSourceName = value;
      case "Qualifiers" -> qualifiers = number(value);
      case "SystemTime" -> timeCreated = Times.parse(value);
      case "ActivityID" -> activityId = value;
      case "RelatedActivityID" -> relatedActivityId = value;
      case "ProcessID" -> processId = number(value);
      case "ThreadID" -> threadId = number(value);
      case "UserID" -> userId = value.isEmpty() ? null : value;
      default -> {}
    }
  }

  void text(String element, String content) {
    switch (element) {
      case "EventID" -> eventId = number(content);
      case "Version" -> version = number(content);
      case "Level" -> level = number(content);
      case "Task" -> task = number(content);
      case "Opcode" -> opcode = number(content);
      case "Keywords" -> keywords = number(content);
      case "EventRecordID" -> recordId = number(content);
      case "Channel" -> channel = content;
      case "Computer" -> computer = content;
      default -> {}
    }
  }

  /** A decimal or 0x number; 0 when it is none. */
  private static long number(String text) {
    String digits = text.strip();
    try {
      return digits.startsWith("0x")
          ? Long.parseUnsignedLong(digits, 2, digits.length(), 16)
          : Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  EventSystem build(@Nullable Instant written) {
    return new EventSystem(
        provider,
        providerGuid,
        eventSourceName,
        (int) eventId & 0xFFFF,
        (int) qualifiers & 0xFFFF,
        (int) version & 0xFF,
        (int) level & 0xFF,
        (int) task & 0xFFFF,
        (int) opcode & 0xFF,
        keywords,
        timeCreated == null ? written : timeCreated,
        recordId,
        activityId,
        relatedActivityId,
        processId,
        threadId,
        channel,
        computer,
        userId);
  }
}
