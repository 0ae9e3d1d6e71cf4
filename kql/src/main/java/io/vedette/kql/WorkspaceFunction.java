package io.vedette.kql;

/**
 * A function saved in the workspace.
 *
 * @param name the name it is called by
 * @param parameters the parameter list with its parentheses, as KQL, such as {@code (T:(*),
 *     n:long=1)}
 * @param body the body with its braces, as KQL
 */
public record WorkspaceFunction(String name, String parameters, String body) {}
