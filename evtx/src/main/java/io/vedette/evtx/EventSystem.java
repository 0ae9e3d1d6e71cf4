package io.vedette.evtx;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The System part of an event. Numbers that the event does not give are 0, names are empty.
 *
 * @param provider name of the provider
 * @param providerGuid identifier of the provider, in braces
 * @param eventSourceName name of the classic event source behind the provider
 * @param eventId number of the event, at most 16 bits
 * @param qualifiers high word of a classic event's number
 * @param version version of the event's definition
 * @param level 0 log always, 1 critical, 2 error, 3 warning, 4 information, 5 verbose
 * @param task task category
 * @param opcode operation code
 * @param keywords keyword mask; audit success has bit 53, audit failure bit 52
 * @param timeCreated when the event happened, or null if it does not say
 * @param recordId number of the event in its channel
 * @param activityId activity the event belongs to, in braces
 * @param relatedActivityId activity that it was transferred from or to, in braces
 * @param processId process that wrote the event
 * @param threadId thread that wrote the event
 * @param channel the channel
 * @param computer name of the machine
 * @param userId security identifier of the account that wrote the event
 */
public record EventSystem(
    String provider,
    @Nullable String providerGuid,
    @Nullable String eventSourceName,
    int eventId,
    int qualifiers,
    int version,
    int level,
    int task,
    int opcode,
    long keywords,
    @Nullable Instant timeCreated,
    long recordId,
    @Nullable String activityId,
    @Nullable String relatedActivityId,
    long processId,
    long threadId,
    String channel,
    String computer,
    @Nullable String userId) {}
