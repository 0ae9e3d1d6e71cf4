package io.vedette.fuzz;

/** What is asked. */
@FunctionalInterface
interface Target {
  /** May throw; {@link Asking} makes a fault of that. */
  Answer ask(String kql);
}
