package io.vedette.analytics;

/** Hears what rules do, after it is written; must be quick. */
public interface RuleListener {
  /** Hears nothing. */
  RuleListener NONE =
      new RuleListener() {
        @Override
        public void alert(Alert alert) {}

        @Override
        public void ran(String ruleId) {}
      };

  /** An alert was raised. */
  void alert(Alert alert);

  /** A rule ran and found something, failed, or ran by its schedule. */
  void ran(String ruleId);
}
