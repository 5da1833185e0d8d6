package dev.milvusbackup.config;

import dev.milvusbackup.Beta;

/**
 * An error or a warning about a configuration.
 *
 * @param place the file, {@code environment}, {@code --set} or {@code default}
 * @param line the line in the file, from 1; 0 if unknown
 * @param key the key or variable as written there; empty for the whole place
 * @param message what is wrong, without secrets
 */
@Beta
public record ConfigProblem(String place, int line, String key, String message) {

  /** One line: {@code backup.yaml:12: milvus.port: …}. */
  @Override
  public String toString() {
    return place
        + (line > 0 ? ":" + line : "")
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + message;
  }
}
