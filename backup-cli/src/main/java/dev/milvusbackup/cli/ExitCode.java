package dev.milvusbackup.cli;

/** The exit codes, for scripts. */
final class ExitCode {

  static final int OK = 0;
  static final int FAILED = 1;

  /** The command line or the configuration is invalid; nothing was changed. */
  static final int USAGE = 2;

  /**
   * A restore brought back some collections and not others, or a backup exists but not all that the
   * create was asked for was done.
   */
  static final int PARTIAL = 3;

  private ExitCode() {}
}
