package dev.milvusbackup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of a backup that the Go tool has made, in a folder.
 *
 * @param directory of the backup
 * @param config the path of a configuration with the folder as the store
 */
record GoBackup(Path directory, String config) {

  private static final Path ORIGINAL = Path.of("../integration-tests/src/test/resources/peer_bk1");
  private static final String YAML =
      """
      configVersion: v2
      milvus:
        storage: {provider: local, rootPath: %s}
      backup:
        storage: {rootPath: %s}
      """;

  static GoBackup copyTo(Path folder) throws IOException {
    Path directory = folder.resolve("backups/peer_bk1");
    try (var files = Files.walk(ORIGINAL)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = directory.resolve(ORIGINAL.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    String yaml = YAML.formatted(folder.resolve("milvus"), folder.resolve("backups"));
    Path config = Files.writeString(folder.resolve("backup.yaml"), yaml);
    return new GoBackup(directory, config.toString());
  }
}
