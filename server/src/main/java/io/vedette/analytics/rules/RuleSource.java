package io.vedette.analytics.rules;

/** Where a rule comes from. */
public enum RuleSource {
  /** It ships with Vedette. */
  Content,
  /** It lies in the workspace's folder {@code rules}. */
  Workspace
}
