package dev.milvusbackup.internal.check;

import dev.milvusbackup.BackupSummary.Origin;
import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.BackupCatalog;
import dev.milvusbackup.internal.catalog.LoadedBackup;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.ManifestAssembler;
import dev.milvusbackup.internal.format.commit.CommitRecord;
import dev.milvusbackup.internal.format.commit.CommittedObject;
import dev.milvusbackup.internal.format.metadata.BackupInfo;
import dev.milvusbackup.internal.format.metadata.MetadataFiles;
import dev.milvusbackup.manifest.BackupManifest;
import dev.milvusbackup.manifest.SegmentManifest;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The data objects that the metadata lists. The commit object and the tree have to agree.
 *
 * @param commitKey the key of the commit object
 * @param treeKey the key of the tree, which may be the same
 */
record ExpectedObjects(
    BackupLayout layout, ObjectKey commitKey, ObjectKey treeKey, Findings findings) {

  static ExpectedObjects full(BackupLayout layout, Findings findings) {
    return new ExpectedObjects(layout, layout.commit(), layout.meta(MetadataFiles.FULL), findings);
  }

  static ExpectedObjects incremental(BackupLayout layout, Findings findings) {
    return new ExpectedObjects(layout, layout.increment(), layout.increment(), findings);
  }

  CheckedMetadata of(
      Optional<LoadedBackup> loaded,
      Optional<CommitRecord> commit,
      Optional<BackupInfo> tree,
      long files,
      long bytes) {
    Optional<BackupManifest> manifest = tree.flatMap(info -> manifest(info, commit));
    List<SegmentManifest> segments = manifest.map(ExpectedObjects::segments).orElse(List.of());
    Optional<List<StoredObject>> ofTree =
        manifest.map(m -> segments.stream().flatMap(SegmentManifest::objects).toList());
    Optional<List<StoredObject>> ofCommit = commit.map(this::objects);
    ofTree.ifPresent(this::requireDistinct);
    if (ofTree.isPresent() && ofCommit.isPresent()) {
      compare(ofTree.get(), ofCommit.get());
    }
    return new CheckedMetadata(loaded, ofCommit.or(() -> ofTree), segments, files, bytes);
  }

  private Optional<BackupManifest> manifest(BackupInfo info, Optional<CommitRecord> commit) {
    Origin origin = commit.isPresent() ? Origin.NATIVE : Origin.GO_TOOL;
    try {
      return Optional.of(
          ManifestAssembler.assemble(
              layout, info, commit, BackupCatalog.summary(layout.name(), info, origin)));
    } catch (BackupException | IllegalArgumentException e) {
      String message = Objects.toString(e.getMessage());
      findings.add(FindingKind.METADATA, treeKey, message);
      return Optional.empty();
    }
  }

  private static List<SegmentManifest> segments(BackupManifest manifest) {
    return manifest.collections().stream()
        .flatMap(
            c ->
                Stream.concat(
                    c.partitions().stream().flatMap(p -> p.segments().stream()),
                    c.deletes().stream()))
        .toList();
  }

  private List<StoredObject> objects(CommitRecord commit) {
    List<StoredObject> objects = new ArrayList<>();
    for (CommittedObject object : commit.objects()) {
      try {
        ObjectKey key = layout.key(object.path());
        objects.add(new StoredObject(key, object.size(), object.parsedDigest()));
      } catch (IllegalArgumentException e) {
        findings.add(FindingKind.METADATA, commitKey, "its entry %s is invalid".formatted(object));
      }
    }
    return objects;
  }

  private void requireDistinct(List<StoredObject> objects) {
    Set<ObjectKey> seen = new HashSet<>();
    objects.stream()
        .map(StoredObject::key)
        .filter(key -> !seen.add(key))
        .forEach(key -> findings.add(FindingKind.CONTRADICTION, key, "two binlogs have this key"));
  }

  private void compare(List<StoredObject> tree, List<StoredObject> commit) {
    Map<ObjectKey, Long> sizes = new HashMap<>();
    commit.forEach(object -> sizes.put(object.key(), object.size()));
    Map<ObjectKey, String> different = new TreeMap<>();
    for (StoredObject object : tree) {
      Long size = sizes.remove(object.key());
      if (size == null) {
        different.put(object.key(), "is not among the objects");
      } else if (size != object.size()) {
        different.put(object.key(), "has %d bytes among the objects".formatted(size));
      }
    }
    sizes.keySet().forEach(key -> different.put(key, "is not in the tree"));
    different.forEach(
        (key, how) ->
            findings.add(
                FindingKind.CONTRADICTION,
                commitKey,
                "its objects differ from the tree in %s: %s %s"
                    .formatted(treeKey.relativeTo(layout.directory()), key, how)));
  }
}
