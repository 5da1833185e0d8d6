package dev.milvusbackup.internal.format;

import dev.milvusbackup.storage.ObjectKey;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of locks. Each holder creates its own generation; the newest counts.
 *
 * @param directory the directory, which may contain other files
 * @param subject what is locked, for messages
 */
public record LockSite(ObjectKey directory, String subject) {

  private static final Pattern LOCK = Pattern.compile("lock\\.([1-9]\\d{0,8})\\.json");

  public ObjectKey lock(int generation) {
    return directory.resolve("lock." + generation + ".json");
  }

  /** The generation of a lock file; empty for other files. */
  public OptionalInt generation(ObjectKey key) {
    return key.isBelow(directory) ? generation(key.relativeTo(directory)) : OptionalInt.empty();
  }

  public boolean isLock(ObjectKey key) {
    return generation(key).isPresent();
  }

  private static OptionalInt generation(String file) {
    Matcher matcher = LOCK.matcher(file);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
