package dev.milvusbackup.internal.data;

import dev.milvusbackup.BackupReport.Skipped;
import dev.milvusbackup.CollectionName;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.storage.ObjectKey;
import java.util.List;
import java.util.Map;

/**
 * The data of a backup, complete in the backup store.
 *
 * @param directory the directory that holds the objects and nothing else
 * @param collections their metadata, complete
 * @param skipped collections that could not be exported
 * @param notCompared collections whose rows were not compared with Milvus's count, with the reasons
 */
public record ExportedData(
    ObjectKey directory,
    List<CollectionBackupInfo> collections,
    List<CopiedObject> objects,
    List<Skipped> skipped,
    Map<CollectionName, String> notCompared) {

  public ExportedData with(List<CopiedObject> all) {
    return new ExportedData(directory, collections, all, skipped, notCompared);
  }
}
