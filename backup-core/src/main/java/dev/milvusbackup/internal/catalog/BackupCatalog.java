package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupListing;
import dev.milvusbackup.BackupListing.Incomplete;
import dev.milvusbackup.BackupListing.Status;
import dev.milvusbackup.BackupName;
import dev.milvusbackup.BackupSummary;
import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.error.BackupNotFoundException;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.IncompleteBackupException;
import dev.milvusbackup.error.InvalidRequestException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.BackupMark;
import dev.milvusbackup.internal.format.commit.IncrementHeader;
import dev.milvusbackup.internal.format.commit.LockRecord;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.job.Parallel;
import dev.milvusbackup.internal.lock.LockReader;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and reads the backups of a store. */
public final class BackupCatalog {

  private static final int PAGE = 1000;
  private static final int NAMED = 10;
  private static final int CANDIDATES = 50;

  private final ObjectStore store;
  private final BackupReader reader;
  private final LockReader locks;

  public BackupCatalog(ObjectStore store) {
    this.store = store;
    this.reader = new BackupReader(store);
    this.locks = new LockReader(store);
  }

  /** Reads one small object of each backup, several in parallel. */
  public BackupListing list(Parallel reads) {
    List<Entry> entries = reads.map(names(), new CancelToken(), this::entry);
    return BackupListing.builder()
        .backups(entries.stream().map(Entry::complete).filter(Objects::nonNull).toList())
        .incomplete(entries.stream().map(Entry::incomplete).filter(Objects::nonNull).toList())
        .deleted(entries.stream().map(Entry::deleted).filter(Objects::nonNull).toList())
        .build();
  }

  private Entry entry(String name) {
    BackupLayout layout = new BackupLayout(new BackupName(name));
    BackupState state = state(layout);
    if (state.deleted()) {
      return new Entry(null, null, name);
    }
    if (state.origin().isEmpty()) {
      return Entry.of(isFree(layout.name()) ? null : incomplete(layout, state));
    }
    try {
      return new Entry(summary(layout, state), null, null);
    } catch (CorruptBackupException e) {
      return Entry.of(Incomplete.of(name, e.getMessage(), Status.LEFTOVER));
    } catch (ObjectNotFoundException e) {
      return Entry.of(null); // another job has just deleted it
    }
  }

  private record Entry(
      @Nullable BackupSummary complete, @Nullable Incomplete incomplete, @Nullable String deleted) {

    static Entry of(@Nullable Incomplete incomplete) {
      return new Entry(null, incomplete, null);
    }
  }

  /** The summary of a complete backup. */
  public Optional<BackupSummary> summary(BackupName name) {
    BackupLayout layout = new BackupLayout(name);
    BackupState state = state(layout);
    try {
      return state.origin().map(origin -> summary(layout, state));
    } catch (ObjectNotFoundException e) {
      return Optional.empty(); // another job has just deleted it
    }
  }

  /** The backup, or empty if there is no complete one. */
  public Optional<LoadedBackup> find(BackupName name) {
    BackupLayout layout = new BackupLayout(name);
    BackupState state = state(layout);
    try {
      return state.origin().map(origin -> reader.read(layout, state));
    } catch (ObjectNotFoundException e) {
      return Optional.empty(); // another job has just deleted it
    }
  }

  /**
   * The backup.
   *
   * @throws BackupNotFoundException if the name does not exist in the store
   * @throws IncompleteBackupException if the backup is not complete
   */
  public LoadedBackup get(BackupName name) {
    Optional<LoadedBackup> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    throw absent(name, state(new BackupLayout(name)));
  }

  /**
   * Checks that a backup has a name. Whether it can be read is not looked at.
   *
   * @throws BackupNotFoundException if the name does not exist in the store
   * @throws IncompleteBackupException if the backup is not complete
   */
  public void requirePresent(BackupName name) {
    BackupState state = state(new BackupLayout(name));
    if (state.origin().isEmpty()) {
      throw absent(name, state);
    }
  }

  private BackupException absent(BackupName name, BackupState state) {
    if (state.deleted()) {
      return deleted(name);
    }
    if (isFree(name)) {
      return notFound(name);
    }
    return new IncompleteBackupException(
        "Cannot read backup '%s': %s (in %s). Create it again to resume it, or delete it."
            .formatted(name, state.problem(), store.displayName()));
  }

  /** The object whose existence makes a backup. */
  public static ObjectKey commit(BackupLayout layout, BackupSummary backup) {
    return backup.incremental() ? layout.increment() : layout.commit();
  }

  /** The content stored under a name, for jobs that want to write there. */
  public ExistingContent existingContent(BackupName name) {
    BackupLayout layout = new BackupLayout(name);
    Optional<List<ObjectInfo>> few = few(layout);
    boolean unlocked =
        few.isPresent()
            && few.get().stream().map(ObjectInfo::key).noneMatch(layout.locks()::isLock);
    return existingContent(layout, few, unlocked ? Optional.empty() : locks.newest(layout.locks()));
  }

  /** The same for the holder of the lock, which knows which job wrote the content. */
  public ExistingContent existingContent(BackupName name, Optional<LockRecord> lock) {
    BackupLayout layout = new BackupLayout(name);
    return existingContent(layout, few(layout), lock);
  }

  private ExistingContent existingContent(
      BackupLayout layout, Optional<List<ObjectInfo>> few, Optional<LockRecord> lock) {
    BackupState state =
        state(
            layout,
            few.map(objects -> metas(layout, objects.stream())).orElseGet(() -> metas(layout)));
    boolean empty =
        state.origin().isEmpty()
            && few.map(objects -> isEmpty(layout, objects.stream()))
                .orElseGet(() -> isEmpty(layout));
    return new ExistingContent(state.origin(), state.problem(), empty, state.deleted(), lock);
  }

  /** All objects under a name, with one request; empty if it takes more. */
  private Optional<List<ObjectInfo>> few(BackupLayout layout) {
    try (Stream<ObjectInfo> objects = store.list(layout.directory())) {
      List<ObjectInfo> few = new ArrayList<>();
      Iterator<ObjectInfo> found = objects.iterator();
      while (found.hasNext()) {
        if (few.size() == PAGE) {
          return Optional.empty();
        }
        few.add(found.next());
      }
      return Optional.of(few);
    }
  }

  /** What a backup lacks to be complete; empty if it is complete, or was deleted. */
  public Optional<String> problem(BackupName name) {
    BackupState state = state(new BackupLayout(name));
    return state.origin().isPresent() || state.deleted()
        ? Optional.empty()
        : Optional.of(state.problem());
  }

  /** The word of the create of an incremental backup; empty if it is none, or cannot be read. */
  public Optional<String> create(BackupName name) {
    BackupLayout layout = new BackupLayout(name);
    return state(layout).incremental()
        ? Optional.of(create(layout)).filter(word -> !word.isEmpty())
        : Optional.empty();
  }

  /** Whether it is an incremental backup that has replaced a full one, which is still there. */
  public boolean isAdopted(BackupName name) {
    return state(new BackupLayout(name)).kind() == BackupState.Kind.ADOPTED;
  }

  /** Whether it is a deleted incremental backup. */
  public boolean isDeleted(BackupName name) {
    return state(new BackupLayout(name)).deleted();
  }

  /**
   * Checks that a backup or the leftovers of one have a name.
   *
   * @throws BackupNotFoundException if the name is free
   */
  void requireUsed(BackupName name) {
    BackupState state = state(new BackupLayout(name));
    if (state.deleted()) {
      throw deleted(name);
    }
    if (state.origin().isEmpty() && isFree(name)) {
      throw notFound(name);
    }
  }

  private BackupNotFoundException deleted(BackupName name) {
    return new BackupNotFoundException(
        "Cannot find backup '%s': it was deleted from %s. Undelete it, which works until a prune removes it."
            .formatted(name, store.displayName()));
  }

  BackupNotFoundException notFound(BackupName name) {
    String known =
        names().stream()
            .limit(CANDIDATES)
            .filter(other -> !isFree(new BackupName(other)))
            .limit(NAMED)
            .collect(Collectors.joining(", "));
    return new BackupNotFoundException(
        "Cannot find backup '%s': %s has no backup of that name (it has: %s). Check the name and the prefix of the backup store."
            .formatted(name, store.displayName(), known.isEmpty() ? "none" : known));
  }

  boolean isFree(BackupName name) {
    try (var objects = store.list(new BackupLayout(name).directory())) {
      return objects.findFirst().isEmpty();
    }
  }

  private Incomplete incomplete(BackupLayout layout, BackupState state) {
    String name = layout.name().value();
    Optional<LockRecord> lock = locks.newest(layout.locks());
    if (lock.isEmpty()) {
      return Incomplete.of(name, state.problem(), Status.LEFTOVER);
    }
    boolean alive = lock.get().seemsAlive(Instant.now());
    Status status = lock.get().intent().isPresent() ? Status.RESUMABLE : Status.LEFTOVER;
    return Incomplete.of(
        name,
        "%s, %s by %s"
            .formatted(
                state.problem(), alive ? "or is still running" : "begun", lock.get().holder()),
        alive ? Status.RUNNING : status);
  }

  /** Candidates: a store may list directories without objects ({@link ObjectStore#directories}). */
  List<String> names() {
    try (Stream<ObjectKey> directories = store.directories(ObjectKey.ROOT)) {
      return directories.map(ObjectKey::path).filter(BackupCatalog::canBeBackup).toList();
    }
  }

  private static boolean canBeBackup(String directory) {
    try {
      return !new BackupName(directory).value().isEmpty();
    } catch (InvalidRequestException e) {
      return false; // another program shares the bucket
    }
  }

  /** The mark of a verification may come after the delete of its backup. */
  private boolean isEmpty(BackupLayout layout) {
    try (var objects = store.list(layout.directory())) {
      return isEmpty(layout, objects);
    }
  }

  private static boolean isEmpty(BackupLayout layout, Stream<ObjectInfo> objects) {
    return objects
        .map(ObjectInfo::key)
        .allMatch(key -> layout.locks().isLock(key) || key.equals(layout.damaged()));
  }

  BackupState state(BackupLayout layout) {
    return state(layout, metas(layout));
  }

  private BackupState state(BackupLayout layout, Map<String, ObjectInfo> metas) {
    BackupState full = BackupState.full(metas.keySet());
    if (!metas.containsKey(BackupLayout.INCREMENT)) {
      return lacksCommitObject(layout, full) ? BackupState.withoutCommit() : full;
    }
    Map<BackupMark, ObjectInfo> marks = marks(layout, metas);
    BackupState increment = BackupState.incremental(marks);
    boolean replaced = marks.containsKey(BackupMark.ADOPTED) || full.origin().isEmpty();
    return replaced || lacksCommitObject(layout, full) ? increment : full.beside(increment);
  }

  /** Whether what is stored under a name is an incremental backup, withdrawn or not. */
  public boolean isIncremental(BackupName name) {
    return !state(new BackupLayout(name)).isFull();
  }

  private Map<String, ObjectInfo> metas(BackupLayout layout) {
    try (var objects = store.list(layout.metaDirectory())) {
      return metas(layout, objects);
    }
  }

  private static Map<String, ObjectInfo> metas(BackupLayout layout, Stream<ObjectInfo> objects) {
    ObjectKey directory = layout.metaDirectory();
    Map<String, ObjectInfo> metas = new HashMap<>();
    objects
        .filter(object -> object.key().isBelow(directory))
        .forEach(object -> metas.put(object.key().relativeTo(directory), object));
    return metas;
  }

  /** Those of the incremental backup: the mark of another create means nothing. */
  private Map<BackupMark, ObjectInfo> marks(BackupLayout layout, Map<String, ObjectInfo> metas) {
    Map<BackupMark, ObjectInfo> marks = new EnumMap<>(BackupMark.class);
    if (metas.keySet().stream().anyMatch(file -> BackupMark.of(file).isPresent())) {
      String create = create(layout);
      for (BackupMark mark : BackupMark.values()) {
        ObjectInfo info = metas.get(mark.file(create));
        if (info != null) {
          marks.put(mark, info);
        }
      }
    }
    return marks;
  }

  /** Empty if it cannot be read: reading the backup reports the same problem. */
  private String create(BackupLayout layout) {
    try {
      return reader.header(layout).create();
    } catch (CorruptBackupException | ObjectNotFoundException e) {
      return "";
    }
  }

  /** Its files look like a backup of the Go tool, its metadata is from this library. */
  private boolean lacksCommitObject(BackupLayout layout, BackupState state) {
    if (!state.origin().equals(Optional.of(Origin.GO_TOOL))) {
      return false;
    }
    try {
      byte[] json = SmallObject.read(store, layout.meta(MetadataFiles.BACKUP));
      return MetadataJson.read(json, BackupInfo.class, MetadataFiles.BACKUP).expectsCommit();
    } catch (CorruptBackupException | ObjectNotFoundException e) {
      return false; // reading the backup reports the same problem
    }
  }

  private BackupSummary summary(BackupLayout layout, BackupState state) {
    Origin origin = state.origin().orElseThrow();
    if (state.incremental()) {
      IncrementHeader header = reader.header(layout);
      BackupSummary.Builder summary =
          builder(layout.name(), Objects.requireNonNull(header.summary()), origin);
      if (header.formatVersion() != IncrementHeader.FORMAT_VERSION) {
        summary.unsupportedFormat("incremental " + header.formatVersion());
      }
      return summary.build();
    }
    for (String file : MetadataFiles.SUMMARIES) {
      Optional<BackupInfo> info = summary(layout, file);
      if (info.isPresent()) {
        return summary(layout.name(), info.get(), origin);
      }
    }
    throw new CorruptBackupException(
        "Cannot read backup '%s': %s is missing. Verify the store."
            .formatted(layout.name(), layout.meta(MetadataFiles.BACKUP)));
  }

  private Optional<BackupInfo> summary(BackupLayout layout, String file) {
    try {
      byte[] json = SmallObject.read(store, layout.meta(file));
      String what = "meta/" + file + " of backup '" + layout.name() + "'";
      return Optional.of(MetadataJson.read(json, BackupInfo.class, what));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  public static BackupSummary summary(BackupName name, BackupInfo info, Origin origin) {
    return builder(name, info, origin).build();
  }

  private static BackupSummary.Builder builder(BackupName name, BackupInfo info, Origin origin) {
    BackupSummary.Builder summary =
        BackupSummary.builder(name.value())
            .id(info.id())
            .size(info.size())
            .milvusVersion(info.milvusVersion())
            .origin(origin)
            .mode(info.mode())
            .incremental(info.incremental())
            .description(info.description())
            .labels(info.labels());
    if (info.createdMillis() > 0) {
      summary.createdAt(Instant.ofEpochMilli(info.createdMillis()));
    }
    if (info.lockedUntilMillis() > 0) {
      summary.lockedUntil(Instant.ofEpochMilli(info.lockedUntilMillis()));
    }
    if (!info.hasKnownFormat()) {
      summary.unsupportedFormat(info.format());
    }
    return summary;
  }
}
