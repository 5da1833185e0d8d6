package dev.milvusbackup.config.internal;

import dev.milvusbackup.BackupRequest;
import dev.milvusbackup.config.CreateSettings;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.storage.ObjectLocks;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How users say that a new backup is locked.
 *
 * @param age how long, or {@code none}; empty for what the configuration says
 * @param mode {@code governance} or {@code compliance}; empty for what the configuration says
 */
public record LockOption(Optional<String> age, Optional<String> mode) {

  public static final String NONE = "none";

  /**
   * Adds it to a request.
   *
   * @throws InvalidRequestException if it cannot be read
   */
  public void addTo(BackupRequest.Builder request, CreateSettings defaults) {
    ObjectLocks.Mode chosen = mode.map(LockOption::parse).orElse(defaults.lockMode());
    duration(defaults).ifPresent(duration -> request.lockFor(duration, chosen));
  }

  private Optional<Duration> duration(CreateSettings defaults) {
    return age.isEmpty() ? defaults.lockFor() : age.filter(a -> !a.equals(NONE)).map(Age::parse);
  }

  private static ObjectLocks.Mode parse(String text) {
    return Arrays.stream(ObjectLocks.Mode.values())
        .filter(known -> known.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "Cannot lock a backup: unknown mode of locks. Known: governance, compliance."));
  }
}
