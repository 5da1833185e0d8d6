package dev.milvusbackup.internal.format.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.milvusbackup.internal.format.json.MetadataDefaults;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import java.util.List;

/**
 * The commit object of an incremental backup, {@code incremental.json}. It holds all facts, so
 * there are no other metadata files. It begins with an {@link IncrementHeader}.
 *
 * @param source the storage of the Milvus that was backed up
 * @param create a word that no other create has
 * @param objects size and digest of every object, own and shared
 */
public record IncrementalCommit(
    @JsonProperty("format_version") int formatVersion,
    @JsonProperty("source") String source,
    @JsonProperty("create") String create,
    @JsonProperty("tree") BackupInfo tree,
    @JsonProperty("objects") @JsonDeserialize(using = PackedObjects.FromJson.class)
        List<CommittedObject> objects) {

  /** Replaces values that the JSON leaves out by empty ones. */
  public IncrementalCommit {
    source = MetadataDefaults.text(source);
    create = MetadataDefaults.text(create);
    objects = PackedObjects.of(objects);
  }

  public static IncrementalCommit of(
      String source, String create, BackupInfo tree, List<CommittedObject> objects) {
    return new IncrementalCommit(IncrementHeader.FORMAT_VERSION, source, create, tree, objects);
  }

  IncrementHeader header() {
    return new IncrementHeader(
        formatVersion,
        source,
        create,
        tree.summary(),
        tree.collections().stream().map(CollectionBackupInfo::collectionId).toList());
  }

  /** The same as the commit object of a full backup, without metadata files. */
  public CommitRecord record() {
    return new CommitRecord(
        CommitRecord.FORMAT_VERSION,
        tree.name(),
        tree.id(),
        "",
        tree.createdBy(),
        List.of(),
        objects);
  }
}
