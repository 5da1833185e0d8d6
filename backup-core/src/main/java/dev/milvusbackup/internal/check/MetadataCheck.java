package dev.milvusbackup.internal.check;

import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.CorruptBackupException;
import dev.milvusbackup.error.IncompleteBackupException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.commit.CommitJson;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.commit.IncrementalCommit;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.format.json.Sha256;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.GoMetadata;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.internal.format.metadata.MetadataLevels;
import dev.milvusbackup.internal.storage.SmallObject;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectNotFoundException;
import dev.milvusbackup.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads all metadata of a backup, whole or damaged, and compares its files with each other. */
public final class MetadataCheck {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final ObjectStore store;
  private final BackupLayout layout;
  private final Findings findings;
  private final Map<String, byte[]> files = new HashMap<>();
  private final Set<String> damaged = new HashSet<>();
  private long bytes;

  public MetadataCheck(ObjectStore store, BackupLayout layout, Findings findings) {
    this.store = store;
    this.layout = layout;
    this.findings = findings;
  }

  /**
   * Checks it.
   *
   * @throws dev.milvusbackup.error.BackupNotFoundException if the name does not exist in the store
   * @throws dev.milvusbackup.error.UnsupportedVersionException if a newer library wrote it
   */
  public CheckedMetadata check() {
    BackupCatalog catalog = new BackupCatalog(store);
    boolean incremental = catalog.isIncremental(layout.name());
    String reason = "";
    Optional<LoadedBackup> loaded = Optional.empty();
    try {
      loaded = Optional.of(catalog.get(layout.name()));
    } catch (IncompleteBackupException e) {
      ObjectKey commit = incremental ? layout.increment() : layout.commit();
      findings.add(FindingKind.INCOMPLETE, commit, problem());
    } catch (CorruptBackupException e) {
      reason = e.getMessage();
    }
    if (incremental) {
      return increment(loaded, reason);
    }
    Optional<CommitRecord> commit = commit();
    readMetas(commit);
    Optional<BackupInfo> tree = tree();
    compareLevels(tree);
    commit.ifPresent(c -> compareIds(c, tree));
    boolean misleading = commit.isPresent() && damaged.contains(MetadataFiles.FULL);
    CheckedMetadata checked =
        ExpectedObjects.full(layout, findings)
            .of(loaded, commit, misleading ? Optional.empty() : tree, fileCount(commit), bytes);
    if (loaded.isEmpty() && findings.count() == 0) {
      findings.add(FindingKind.METADATA, layout.metaDirectory(), reason);
    }
    return checked;
  }

  /** All is in one file, which ends with its own digest. */
  private CheckedMetadata increment(Optional<LoadedBackup> loaded, String reason) {
    byte[] json = read(layout.increment());
    Optional<IncrementalCommit> commit = json == null ? Optional.empty() : parse(json);
    if (loaded.isEmpty() && findings.count() == 0) {
      findings.add(FindingKind.METADATA, layout.increment(), reason);
    }
    return ExpectedObjects.incremental(layout, findings)
        .of(
            loaded,
            commit.map(IncrementalCommit::record),
            commit.map(IncrementalCommit::tree),
            json == null ? 0 : 1,
            bytes);
  }

  private Optional<IncrementalCommit> parse(byte[] json) {
    String what = layout.increment().toString();
    try (InputStream in = new ByteArrayInputStream(json)) {
      return Optional.of(CommitJson.readIncremental(in, what));
    } catch (CorruptBackupException e) {
      findings.add(FindingKind.METADATA, layout.increment(), e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("What is in memory can be read", e);
    }
  }

  private long fileCount(Optional<CommitRecord> commit) {
    return files.size() + commit.stream().count();
  }

  private String problem() {
    return new BackupCatalog(store).problem(layout.name()).orElse("it is not complete");
  }

  private Optional<CommitRecord> commit() {
    byte[] json = read(layout.commit());
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(CommitJson.read(json, layout.commit().toString()));
    } catch (CorruptBackupException e) {
      findings.add(FindingKind.METADATA, layout.commit(), e.getMessage());
      return Optional.empty();
    }
  }

  private void readMetas(Optional<CommitRecord> commit) {
    Map<String, CommittedObject> committed = new HashMap<>();
    commit.ifPresent(c -> c.metas().forEach(meta -> committed.put(meta.path(), meta)));
    Set<String> listed =
        committed.keySet().stream().map(BackupLayout::metadataFile).collect(Collectors.toSet());
    for (String file : MetadataFiles.expected(listed)) {
      ObjectKey key = layout.meta(file);
      byte[] json = read(key);
      if (json == null) {
        findings.add(GuardedReader.missing(key));
        damaged.add(file);
        continue;
      }
      files.put(file, json);
      if (commit.isPresent()) {
        compareWithCommit(file, json, committed.get("meta/" + file));
      }
    }
  }

  private void compareWithCommit(String file, byte[] json, @Nullable CommittedObject committed) {
    if (committed == null) {
      findings.add(FindingKind.CONTRADICTION, layout.commit(), "it does not list meta/" + file);
      return;
    }
    if (committed.size() != json.length) {
      damaged.add(file);
      findings.add(
          FindingKind.SIZE,
          layout.meta(file),
          "it has %d bytes, but %d according to manifest.json"
              .formatted(json.length, committed.size()));
    } else if (!committed.digest().equals(CommittedObject.text(Sha256.of(json)))) {
      damaged.add(file);
      findings.add(
          FindingKind.DIGEST,
          layout.meta(file),
          "its digest differs from that in manifest.json: its content has changed");
    }
  }

  /** The content of the tree, or of the other files if the tree does not parse. */
  private Optional<BackupInfo> tree() {
    Map<String, byte[]> usable = new HashMap<>(files);
    while (true) {
      try {
        return Optional.of(GoMetadata.read(layout.name().value(), usable));
      } catch (CorruptBackupException e) {
        if (usable.remove(MetadataFiles.FULL) == null) {
          return Optional.empty();
        }
        unparsable(MetadataFiles.FULL, e);
      }
    }
  }

  private void compareLevels(Optional<BackupInfo> tree) {
    boolean comparable = tree.isPresent() && !damaged.contains(MetadataFiles.FULL);
    MetadataLevels levels =
        new MetadataLevels(
            tree.orElseGet(() -> MetadataJson.read(NOTHING, BackupInfo.class, "nothing")));
    files.forEach(
        (file, json) -> {
          try {
            Optional<String> contradiction = levels.contradiction(file, json, "meta/" + file);
            if (comparable && !damaged.contains(file)) {
              contradiction.ifPresent(
                  why -> findings.add(FindingKind.CONTRADICTION, layout.meta(file), why));
            }
          } catch (CorruptBackupException e) {
            unparsable(file, e);
          }
        });
  }

  /** The commit object of another backup also has a valid digest. */
  private void compareIds(CommitRecord commit, Optional<BackupInfo> tree) {
    if (tree.isPresent() && !tree.get().id().equals(commit.id())) {
      findings.add(
          FindingKind.CONTRADICTION,
          layout.commit(),
          "it belongs to the create job '%s', the metadata files to '%s'"
              .formatted(commit.id(), tree.get().id()));
    }
  }

  private void unparsable(String file, CorruptBackupException e) {
    if (damaged.add(file)) { // otherwise its damage is already known
      findings.add(FindingKind.METADATA, layout.meta(file), e.getMessage());
    }
  }

  private byte @Nullable [] read(ObjectKey key) {
    try {
      byte[] content = SmallObject.read(store, key);
      bytes += content.length;
      return content;
    } catch (ObjectNotFoundException e) {
      return null;
    }
  }
}
