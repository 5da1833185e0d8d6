package dev.milvusbackup.junit5;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An excerpt of the log, added to the failure of a test as a suppressed exception, so that every
 * tool shows it.
 */
final class MilvusLog extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int LINES_READ = 2000;
  private static final int LINES_SHOWN = 15;
  private static final int LONGEST = 300;
  private static final Pattern TROUBLE =
      Pattern.compile("\\[(WARN|ERROR|FATAL)]|^panic:|^fatal error:");

  private MilvusLog(String text) {
    super(text, null, false, false);
  }

  /**
   * Adds the last warnings and errors of the server, unless the failure is an assertion error,
   * which needs no more information.
   */
  static void attach(Session session, Throwable failure) {
    if (!(failure instanceof AssertionError)) {
      session
          .logTail(LINES_READ)
          .map(MilvusLog::complaints)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> failure.addSuppressed(new MilvusLog(text)));
    }
  }

  private static String complaints(String log) {
    List<String> lines = Arrays.stream(log.split("\n")).filter(TROUBLE.asPredicate()).toList();
    return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()).stream()
        .map(line -> "\n  " + line.substring(0, Math.min(line.length(), LONGEST)))
        .collect(Collectors.joining("", "the last warnings and errors in the log of Milvus:", ""));
  }
}
