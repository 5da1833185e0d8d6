package dev.milvusbackup.internal.binlog.adopt;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.Phase;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.binlog.export.SharedObjects;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.create.BackupPublisher;
import dev.milvusbackup.internal.create.CopiedObjects;
import dev.milvusbackup.internal.data.Environment;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.BackupMark;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.CollectionBackupInfo;
import dev.milvusbackup.internal.format.metadata.PartitionBackupInfo;
import dev.milvusbackup.internal.format.metadata.SegmentBackupInfo;
import dev.milvusbackup.internal.format.metadata.SharedLogs;
import dev.milvusbackup.internal.job.JobContext;
import dev.milvusbackup.internal.lock.JobLock;
import dev.milvusbackup.internal.milvusstorage.BinlogLayout;
import dev.milvusbackup.internal.sharing.References;
import dev.milvusbackup.internal.sharing.SharedPath;
import dev.milvusbackup.internal.sharing.Sharing;
import dev.milvusbackup.internal.sharing.StoredSegments;
import dev.milvusbackup.internal.sharing.StoredSegments.Wanted;
import dev.milvusbackup.internal.transfer.CopiedObject;
import dev.milvusbackup.internal.transfer.CopiedObject.Route;
import dev.milvusbackup.internal.transfer.ObjectCopier;
import dev.milvusbackup.internal.transfer.ObjectCopy;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.PutMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One adoption, by the holder of the lock of the backup. The new commit object counts for nothing
 * until the mark is written. Nothing of the full backup is deleted here: a prune does that later.
 */
final class AdoptRun {

  private static final Logger LOG = LoggerFactory.getLogger(AdoptRun.class);

  private final Environment environment;
  private final LoadedBackup backup;
  private final BackupLayout layout;
  private final Sharing sharing;
  private final JobLock lock;
  private final JobContext job;
  private final Set<Long> copied = new HashSet<>(); // the ids of segments

  AdoptRun(
      Environment environment, LoadedBackup backup, Sharing sharing, JobLock lock, JobContext job) {
    this.environment = environment;
    this.backup = backup;
    this.layout = backup.layout();
    this.sharing = sharing;
    this.lock = lock;
    this.job = job;
  }

  BackupReport run(StoredSegments stored, Instant started) {
    String source = environment.milvusStorage().store().displayName();
    BackupInfo tree;
    References references;
    CopiedObjects objects;
    try {
      tree = adopted(stored, source);
      references = References.of(tree.collections());
      objects = CopiedObjects.of(layout, objects(stored, tree));
      job.progress().enter(Phase.CHECKING);
      sharing.require(references);
    } catch (RuntimeException | Error e) {
      discard(e);
      throw e;
    }
    job.progress().enter(Phase.PUBLISHING);
    job.cancel().check();
    new BackupPublisher(lock, source, sharing.root())
        .publishBeside(layout, tree, objects.objects());
    sharing.require(references);
    lock.store().put(mark(), BackupMark.body(), PutMode.REPLACE);
    BackupReport.Builder report =
        BackupReport.builder(new BackupCatalog(environment.backups()).get(layout.name()).manifest())
            .duration(Duration.between(started, Instant.now()));
    objects.addTo(report);
    return report.build();
  }

  private ObjectKey mark() {
    return layout.mark(BackupMark.ADOPTED, sharing.root());
  }

  private void discard(Throwable failure) {
    try {
      sharing.discard();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** The backup with all its segments where they are, or are copied to. */
  private BackupInfo adopted(StoredSegments stored, String source) {
    Set<Long> ids =
        backup.info().collections().stream()
            .map(CollectionBackupInfo::collectionId)
            .collect(Collectors.toSet());
    stored.learn(
        new Wanted(layout.name(), source, ids),
        List.of(),
        new IncrementCatalog(environment.backups()),
        environment.workers().copies());
    return backup
        .info()
        .adopted(backup.info().collections().stream().map(c -> placed(c, stored)).toList());
  }

  private CollectionBackupInfo placed(CollectionBackupInfo collection, StoredSegments stored) {
    job.cancel().check();
    Map<Long, String> fingerprints =
        new AdoptedSegments(environment.backups(), layout).fingerprints(dated(collection));
    List<PartitionBackupInfo> partitions = new ArrayList<>();
    for (PartitionBackupInfo partition : collection.partitions()) {
      List<SegmentBackupInfo> segments = new ArrayList<>();
      for (SegmentBackupInfo segment : partition.segments()) {
        String fingerprint = fingerprints.getOrDefault(segment.segmentId(), "");
        segments.add(segment.binlogs().isEmpty() ? segment : placed(segment, fingerprint, stored));
      }
      partitions.add(partition.withSegments(segments));
    }
    return collection.withData(partitions, collection.l0Segments());
  }

  private SegmentBackupInfo placed(
      SegmentBackupInfo segment, String fingerprint, StoredSegments stored) {
    SegmentBackupInfo unplaced = segment.withShared(SharedLogs.unplaced(fingerprint));
    String root = stored.find(unplaced).orElse(sharing.root());
    if (root.equals(sharing.root())) {
      copied.add(segment.segmentId());
    }
    return segment.withShared(new SharedLogs(root, fingerprint));
  }

  /** The Go tool does not record when a collection was created, which is a part of its identity. */
  private CollectionBackupInfo dated(CollectionBackupInfo collection) {
    return collection.createdTimestamp() != 0
        ? collection
        : collection.withCreated(created(collection));
  }

  private long created(CollectionBackupInfo collection) {
    try {
      CollectionBackupInfo live =
          environment.milvus().collections().describe(collection.collection());
      return live.collectionId() == collection.collectionId() ? live.createdTimestamp() : 0;
    } catch (BackupException e) {
      LOG.debug("No later backup shares what is adopted of {}", collection.collection(), e);
      return 0;
    }
  }

  /** All objects of the backup where they are from now on, copied if they have to be. */
  private List<CopiedObject> objects(StoredSegments stored, BackupInfo tree) {
    List<CopiedObject> own = new ArrayList<>();
    List<ObjectCopy> copies = new ArrayList<>();
    backup.manifest().collections().stream()
        .flatMap(collection -> collection.objects())
        .forEach(object -> add(object, copies, own));
    job.progress().enter(Phase.COPYING);
    job.progress().plan(0, copies.stream().mapToLong(ObjectCopy::size).sum(), 0);
    own.addAll(
        new ObjectCopier(environment.backups(), lock.store(), environment.workers().copies())
            .copyAll(copies, job));
    return new SharedObjects(layout, stored.objects(), sharing.root()).all(tree.collections(), own);
  }

  private void add(StoredObject object, List<ObjectCopy> copies, List<CopiedObject> own) {
    String path = object.key().relativeTo(layout.binlogs());
    if (!path.startsWith(BinlogLayout.INSERT_LOG + "/")) {
      own.add(new CopiedObject(object.key(), object.size(), object.digest(), Route.REUSED));
      return;
    }
    ObjectKey to = SharedLayout.root(sharing.root()).resolve(path);
    if (SharedPath.of(to).filter(shared -> copied.contains(shared.group())).isPresent()) {
      copies.add(new ObjectCopy(object.key(), to, object.size(), object.digest(), 0));
    }
  }
}
