package io.vedette.platform;

/**
 * Something that open portals should know at once.
 *
 * @param type its name on the wire, such as {@code incident}
 * @param data a record or map that is written as JSON
 */
public record LiveEvent(String type, Object data) {}
