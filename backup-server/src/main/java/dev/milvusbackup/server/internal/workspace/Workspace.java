package dev.milvusbackup.server.internal.workspace;

import dev.milvusbackup.BackupClient;
import dev.milvusbackup.storage.ObjectStore;

/**
 * A place for backups and the client for it.
 *
 * @param root the override of the request; empty for the configured place
 * @param borrowed whether another component owns both
 */
public record Workspace(ObjectStore store, BackupClient client, String root, boolean borrowed)
    implements AutoCloseable {

  @Override
  public void close() {
    if (!borrowed) {
      client.close();
    }
  }
}
