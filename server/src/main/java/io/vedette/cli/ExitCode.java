package io.vedette.cli;

/** The exit codes of all commands; 3 is the launcher's, when a program it needs is missing. */
public final class ExitCode {
  /** Done. */
  public static final int OK = 0;

  /** A check failed, or what was asked for could not be done. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The command needs a running server, and none answers. */
  public static final int NO_SERVER = 4;

  private ExitCode() {}
}
