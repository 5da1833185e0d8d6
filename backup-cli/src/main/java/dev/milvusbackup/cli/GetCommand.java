package dev.milvusbackup.cli;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.config.BackupConfig;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.server.internal.backups.BackupMeta;
import dev.milvusbackup.storage.ObjectStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code get}. */
@Command(name = "get", description = "Shows what a backup contains, as JSON.")
final class GetCommand extends BackupCommand {

  @Option(
      names = {"-n", "--name"},
      required = true,
      description = "Name of the backup.")
  private String name = "";

  @Option(
      names = {"-d", "--detail"},
      arity = "0..1",
      fallbackValue = "true",
      hidden = true)
  private boolean detail;

  @Override
  public Integer call() {
    if (detail) {
      root.warn("--detail is ignored: get always shows the same.");
    }
    BackupConfig config = root.config();
    requireComplete(config);
    try (ObjectStore store = config.backupStorage().open()) {
      output.line(Json.printBrief(BackupMeta.brief(store, name, 0, 0)));
    }
    return ExitCode.OK;
  }

  /** The library distinguishes backups from other directories. */
  private void requireComplete(BackupConfig config) {
    try (BackupClient client = config.openClient()) {
      BackupManifest unused = client.get(name);
    } catch (UnsupportedVersionException e) {
      root.warn(e.getMessage()); // it is complete, and its description is readable
    }
  }
}
