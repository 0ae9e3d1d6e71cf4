package io.vedette.identity;

import java.time.Instant;

/** Somebody who can sign in. */
public record Account(String name, Role role, Instant createdAt, Instant passwordChangedAt) {}
