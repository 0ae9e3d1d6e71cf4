package io.vedette;

import io.vedette.cli.VedetteCommand;

/** The entry point of every command. */
public final class Vedette {
  private Vedette() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] args) {
    // The server's classes are loaded when a command starts it, not before.
    System.exit(VedetteCommand.run(settings -> VedetteServer.start(settings), args));
  }
}
