package dev.milvusbackup.cli;

import dev.milvusbackup.config.LogSettings;
import java.util.Set;
import org.tinylog.configuration.Configuration;

/** Sets up the log of the server, before the first line is logged. */
final class ServerLog {

  private static final Set<String> LEVELS_OF_GO = Set.of("panic", "fatal");
  private static final String FORMAT =
      "{date: yyyy-MM-dd HH:mm:ss.SSS} {level} [{thread}] {message}";

  private ServerLog() {}

  static void start(LogSettings settings) {
    Configuration.set(
        "level", LEVELS_OF_GO.contains(settings.level()) ? "error" : settings.level());
    // Below this level Netty logs much about itself, and nothing about backups.
    Configuration.set("level@io.milvus.shaded", "warn");
    Configuration.set("level@org.eclipse.jetty", "warn");
    if (settings.console()) {
      Configuration.set("writer.format", FORMAT);
    } else {
      Configuration.set("writer.level", "off");
    }
    if (!settings.file().isEmpty()) {
      startFile(settings);
    }
  }

  /** Files rotate by size and number; a policy by days does not exist. */
  private static void startFile(LogSettings settings) {
    Configuration.set("writerFile", "rolling file");
    Configuration.set("writerFile.file", settings.file() + ".{count}");
    Configuration.set("writerFile.latest", settings.file());
    Configuration.set("writerFile.policies", "size: " + settings.maxSizeMiB() + "mb");
    if (settings.maxBackups() > 0) {
      Configuration.set("writerFile.backups", String.valueOf(settings.maxBackups()));
    }
    Configuration.set("writerFile.format", FORMAT);
  }
}
