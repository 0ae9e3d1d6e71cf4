package io.vedette.analytics.rules;

import java.time.Instant;

/**
 * The text of one rule.
 *
 * @param name the path inside its folder, such as {@code CredentialAccess/PasswordSpray.yaml}
 */
public record RuleFile(RuleSource source, String name, Instant lastModified, String text) {}
