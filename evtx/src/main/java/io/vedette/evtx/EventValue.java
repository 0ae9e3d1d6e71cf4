package io.vedette.evtx;

/**
 * One value of an event's data.
 *
 * @param name the value's name, empty for data that has none (classic events)
 * @param value the value as Windows writes it in the event's XML
 */
public record EventValue(String name, String value) {}
