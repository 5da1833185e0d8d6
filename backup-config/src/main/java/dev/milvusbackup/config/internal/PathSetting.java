package dev.milvusbackup.config.internal;

import dev.milvusbackup.storage.ObjectKey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Brings names of buckets and paths into the form that stores expect. */
final class PathSetting {

  private static final String BUCKET = "[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]";

  private PathSetting() {}

  static String bucket(String text) throws MalformedValueException {
    String name = text.strip();
    int slash = name.indexOf('/');
    if (name.contains("://")) {
      throw new MalformedValueException("it is a URL", "the name of the bucket alone");
    }
    if (slash > 0 && name.substring(slash).matches("/+")) {
      name = name.substring(0, slash);
    } else if (slash >= 0) {
      throw new MalformedValueException(
          "it has a path in it", "the name of the bucket alone, and the path as root path");
    }
    if (!name.matches(BUCKET)) {
      throw new MalformedValueException(
          name.isEmpty() ? "it is empty" : "it is not a name of a bucket",
          "3 to 63 letters, digits, '.', '_' or '-'");
    }
    return name;
  }

  /** A path in a bucket; surplus slashes do not count. */
  static String inBucket(String text) throws MalformedValueException {
    String form = "a path such as 'backups/milvus'";
    String path = text.strip();
    if (path.contains("://")) {
      throw new MalformedValueException("it is a URL", form + "; the bucket has a key of its own");
    }
    List<String> segments =
        Arrays.stream(path.split("/")).filter(s -> !s.isEmpty() && !s.equals(".")).toList();
    if (segments.contains("..")) {
      throw new MalformedValueException("it contains '..'", "the path itself");
    }
    String clean = String.join("/", segments);
    try {
      return ObjectKey.of(clean).path();
    } catch (IllegalArgumentException e) {
      throw new MalformedValueException(
          "it has control characters or '\\' in it, or more than %d bytes"
              .formatted(ObjectKey.MAX_BYTES),
          form);
    }
  }

  static String folder(String text) throws MalformedValueException {
    String form = "the whole path of the folder, such as '/var/lib/milvus/data'";
    if (text.contains("://") || text.startsWith("file:")) {
      throw new MalformedValueException("it is a URL", form);
    }
    if (text.equals("~") || text.startsWith("~/")) {
      throw new MalformedValueException("only a shell knows what '~' means", form);
    }
    try {
      return Path.of(text).toString();
    } catch (InvalidPathException e) {
      throw new MalformedValueException("it is not a path", form);
    }
  }
}
