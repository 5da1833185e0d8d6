package dev.milvusbackup.internal.check;

import dev.milvusbackup.VerifyReport.FindingKind;
import dev.milvusbackup.internal.format.BackupLayout;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.internal.storage.JointListing;
import dev.milvusbackup.manifest.StoredObject;
import dev.milvusbackup.storage.ObjectInfo;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares the listing of a backup with the expected objects. */
public final class PresenceCheck {

  private final ObjectStore store;
  private final BackupLayout layout;
  private final boolean adopted;

  public PresenceCheck(ObjectStore store, BackupLayout layout) {
    this(store, layout, false);
  }

  /**
   * A check.
   *
   * @param adopted whether the insert logs of the full backup that it has replaced may remain
   */
  public PresenceCheck(ObjectStore store, BackupLayout layout, boolean adopted) {
    this.store = store;
    this.layout = layout;
    this.adopted = adopted;
  }

  /**
   * Lists some directories of the backup, or all of it.
   *
   * @param expected the expected objects in them below {@code binlogs/}
   * @return the expected objects that exist with the right size
   */
  public List<PresentObject> check(
      List<ObjectKey> directories,
      Collection<StoredObject> expected,
      Findings findings,
      CancelToken cancel) {
    Map<ObjectKey, StoredObject> missing = new LinkedHashMap<>();
    expected.forEach(object -> missing.put(object.key(), object));
    Set<ObjectKey> groups = groups(missing.keySet());
    List<PresentObject> present = new ArrayList<>();
    Map<ObjectKey, List<ObjectKey>> byPlace =
        directories.stream()
            .collect(Collectors.groupingBy(this::place, LinkedHashMap::new, Collectors.toList()));
    byPlace.forEach(
        (place, some) ->
            new JointListing(store, place, some)
                .forEach(
                    info -> {
                      cancel.check();
                      look(missing.remove(info.key()), info, groups, findings)
                          .ifPresent(present::add);
                    }));
    missing.keySet().forEach(key -> findings.add(GuardedReader.missing(key)));
    return present;
  }

  /** The directory of the backup, or a root of shared objects. */
  private ObjectKey place(ObjectKey directory) {
    return directory.isBelow(SharedLayout.ROOTS)
        ? SharedLayout.rootOf(directory)
        : layout.directory();
  }

  private Optional<PresentObject> look(
      @Nullable StoredObject object, ObjectInfo info, Set<ObjectKey> groups, Findings findings) {
    if (object == null) {
      if (!layout.isMetadata(info.key()) && !isOfOthers(info.key(), groups) && !isReplaced(info)) {
        findings.add(FindingKind.STRAY, info.key(), stray(info.key()));
      }
      return Optional.empty();
    }
    if (object.size() != info.size()) {
      findings.add(ObjectCheck.wrongSize(object, info.size()));
      return Optional.empty();
    }
    return Optional.of(new PresentObject(object, info.digest()));
  }

  /** The directories of shared segments that an import job names. */
  private static Set<ObjectKey> groups(Set<ObjectKey> expected) {
    return expected.stream()
        .filter(key -> key.isBelow(SharedLayout.ROOTS))
        .map(SharedLayout::groupOf)
        .collect(Collectors.toSet());
  }

  /** Roots hold segments of other backups too. */
  private static boolean isOfOthers(ObjectKey key, Set<ObjectKey> groups) {
    return key.isBelow(SharedLayout.ROOTS) && !groups.contains(SharedLayout.groupOf(key));
  }

  private boolean isReplaced(ObjectInfo info) {
    return adopted && info.key().isBelow(layout.inserts());
  }

  private String stray(ObjectKey key) {
    return key.isBelow(layout.binlogs()) || key.isBelow(SharedLayout.ROOTS)
        ? "it does not belong to the backup, but Milvus would import it too"
        : "it does not belong to the backup";
  }
}
