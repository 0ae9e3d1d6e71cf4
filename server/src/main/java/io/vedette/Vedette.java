package io.vedette;

/** The entry point of every command. */
public final class Vedette {
  private Vedette() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] args) {
    System.out.println("vedette");
  }
}
