package dev.milvusbackup.internal.catalog;

import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.UnsupportedVersionException;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.ManifestAssembler;
import dev.milvusbackup.internal.format.commit.CommitJson;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.IncrementHeader;
import dev.milvusbackup.internal.format.commit.IncrementTree;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.storage.BrokenConnection;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.Digest;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the metadata of a complete backup, checking it against the commit object if there is one.
 */
final class BackupReader {

  private static final Logger LOG = LoggerFactory.getLogger(BackupReader.class);

  // Most are far shorter, and a longer one is read in a second request.
  private static final int HEADER_BYTES = 64 << 10;

  private final ObjectStore store;

  BackupReader(ObjectStore store) {
    this.store = store;
  }

  LoadedBackup read(BackupLayout layout, BackupState state) {
    Origin origin = state.origin().orElseThrow();
    if (state.incremental()) {
      IncrementalCommit increment = increment(layout);
      return loaded(layout, increment.tree(), Optional.of(increment.record()), origin);
    }
    Optional<CommitRecord> commit =
        origin == Origin.NATIVE ? Optional.of(commit(layout)) : Optional.empty();
    BackupInfo info = commit.isPresent() ? committed(layout, commit.get()) : foreign(layout);
    return loaded(layout, info, commit, origin);
  }

  private static LoadedBackup loaded(
      BackupLayout layout, BackupInfo info, Optional<CommitRecord> commit, Origin origin) {
    refuseUnknownFormat(layout, info);
    return new LoadedBackup(
        layout,
        info,
        ManifestAssembler.assemble(
            layout, info, commit, BackupCatalog.summary(layout.name(), info, origin)),
        commit.map(c -> metas(layout, c)).orElse(List.of()));
  }

  /** The commit object of an incremental backup, checked against its own digest. */
  IncrementalCommit increment(BackupLayout layout) {
    String what = layout.increment().toString();
    IncrementalCommit commit =
        parse(layout.increment(), json -> CommitJson.readIncremental(json, what));
    requireVersion(layout, commit.formatVersion(), IncrementHeader.FORMAT_VERSION);
    return commit;
  }

  /** The tree of an incremental backup, without the list of objects, which needs more memory. */
  BackupInfo tree(BackupLayout layout) {
    String what = layout.increment().toString();
    IncrementTree commit = parse(layout.increment(), json -> CommitJson.readTree(json, what));
    requireVersion(layout, commit.formatVersion(), IncrementHeader.FORMAT_VERSION);
    return commit.tree();
  }

  /** The beginning of the commit object of an incremental backup. */
  IncrementHeader header(BackupLayout layout) {
    ObjectKey key = layout.increment();
    Optional<IncrementHeader> header = header(SmallObject.head(store, key, HEADER_BYTES), key);
    if (header.isEmpty()) {
      header = parse(key, json -> CommitJson.readHeader(json, key.toString()));
    }
    return header
        .filter(found -> found.summary() != null)
        .orElseThrow(
            () ->
                new CorruptBackupException(
                    "Cannot read %s: it has no summary. Take another backup.".formatted(key)));
  }

  private Optional<IncrementHeader> header(byte[] head, ObjectKey key) {
    try (InputStream json = new ByteArrayInputStream(head)) {
      return CommitJson.readHeader(json, key.toString());
    } catch (IOException e) {
      throw BrokenConnection.during(store, key, e);
    }
  }

  private static List<StoredObject> metas(BackupLayout layout, CommitRecord commit) {
    try {
      return commit.metas().stream()
          .map(
              meta ->
                  new StoredObject(
                      layout.directory().resolve(meta.path()), meta.size(), meta.parsedDigest()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new CorruptBackupException(
          "Cannot read %s: %s. Restore the file from a copy."
              .formatted(layout.commit(), e.getMessage()),
          e);
    }
  }

  private CommitRecord commit(BackupLayout layout) {
    String what = layout.commit().toString();
    CommitRecord commit = parse(layout.commit(), json -> CommitJson.read(json, what));
    requireVersion(layout, commit.formatVersion(), CommitRecord.FORMAT_VERSION);
    Set<String> listed = new HashSet<>();
    commit.metas().forEach(meta -> listed.add(meta.path()));
    if (!listed.contains("meta/" + MetadataFiles.FULL)) {
      throw new CorruptBackupException(
          "Cannot read %s: it does not list meta/%s. Restore the file from a copy."
              .formatted(what, MetadataFiles.FULL));
    }
    return commit;
  }

  /** Reads only the tree, with its digest from the commit object. */
  private BackupInfo committed(BackupLayout layout, CommitRecord commit) {
    CommittedObject full =
        commit.metas().stream()
            .filter(meta -> meta.path().equals("meta/" + MetadataFiles.FULL))
            .findFirst()
            .orElseThrow();
    ObjectKey key = layout.meta(MetadataFiles.FULL);
    try {
      return parse(key, json -> checked(layout, full, json));
    } catch (ObjectNotFoundException e) {
      throw damaged(layout, key, "it is missing", e);
    }
  }

  /**
   * Parses the tree while it is read. A wrong digest is a better explanation than a parse error.
   */
  private BackupInfo checked(BackupLayout layout, CommittedObject full, InputStream in)
      throws IOException {
    MeasuredStream json = measured(layout, full, in);
    BackupInfo info = null;
    CorruptBackupException unreadable = null;
    try {
      info = GoMetadata.readTree(layout.name().value(), json);
    } catch (CorruptBackupException e) {
      unreadable = e;
    }
    Optional<String> difference = json.difference(full.size());
    if (difference.isPresent()) {
      ObjectKey key = layout.meta(MetadataFiles.FULL);
      throw damaged(layout, key, difference.get(), unreadable);
    }
    if (info == null) {
      throw Objects.requireNonNull(unreadable);
    }
    return info;
  }

  private BackupInfo foreign(BackupLayout layout) {
    try {
      return GoMetadata.read(layout.name().value(), file -> find(layout.meta(file)));
    } catch (IOException e) {
      throw BrokenConnection.during(store, layout.metaDirectory(), e);
    }
  }

  private Optional<InputStream> find(ObjectKey key) {
    try {
      return Optional.of(store.open(key, 0, Long.MAX_VALUE));
    } catch (ObjectNotFoundException e) {
      LOG.debug("{} is missing; another file may replace it", key);
      return Optional.empty();
    }
  }

  private <T> T parse(ObjectKey key, Parser<T> parser) {
    try (InputStream in = store.open(key, 0, Long.MAX_VALUE)) {
      return parser.parse(in);
    } catch (IOException e) {
      throw BrokenConnection.during(store, key, e);
    }
  }

  private static MeasuredStream measured(
      BackupLayout layout, CommittedObject object, InputStream in) {
    try {
      Digest digest = object.parsedDigest().orElseThrow(IllegalArgumentException::new);
      return new MeasuredStream(in, digest, MessageDigest.getInstance(digest.algorithm()));
    } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
      throw new CorruptBackupException(
          "Cannot read %s: digest '%s' has an unknown form. Restore the file from a copy."
              .formatted(layout.commit(), object.digest()),
          e);
    }
  }

  private static void requireVersion(BackupLayout layout, int version, int supported) {
    if (version != supported) {
      throw new UnsupportedVersionException(
          "Cannot read backup '%s': its format version is %d, this library supports %d. Upgrade backup-core."
              .formatted(layout.name(), version, supported));
    }
  }

  private static void refuseUnknownFormat(BackupLayout layout, BackupInfo info) {
    if (!info.hasKnownFormat()) {
      // Its data would not be found, and restoring nothing would look like success.
      throw new UnsupportedVersionException(
          "Cannot read backup '%s': it has the format '%s', which the Go tool 0.6 and newer write, and which this version does not support. Restore it with that tool."
              .formatted(layout.name(), info.format()));
    }
  }

  private CorruptBackupException damaged(
      BackupLayout layout, ObjectKey key, String why, @Nullable Throwable cause) {
    return new CorruptBackupException(
        "Cannot read backup '%s': %s in %s is damaged, %s. Restore the file from a copy, or take another backup."
            .formatted(layout.name(), key, store.displayName(), why),
        cause);
  }

  private interface Parser<T> {

    T parse(InputStream json) throws IOException;
  }
}
