package dev.milvusbackup.internal.sharing;

import dev.milvusbackup.BackupName;
import dev.milvusbackup.error.BackupException;
import dev.milvusbackup.internal.catalog.IncrementCatalog;
import dev.milvusbackup.internal.catalog.IncrementCatalog.Referring;
import dev.milvusbackup.internal.format.SharedLayout;
import dev.milvusbackup.internal.format.json.MetadataJson;
import dev.milvusbackup.internal.job.CancelToken;
import dev.milvusbackup.storage.ObjectBody;
import dev.milvusbackup.storage.ObjectKey;
import dev.milvusbackup.storage.ObjectStore;
import dev.milvusbackup.storage.PutMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shared segments of which a verification has found that they are damaged. */
public final class DamagedSegments {

  private static final Logger LOG = LoggerFactory.getLogger(DamagedSegments.class);

  private final SharedSegments segments;

  /** Those of some objects; objects that are not shared do not count. */
  public DamagedSegments(Collection<ObjectKey> objects) {
    this.segments = of(objects);
  }

  static SharedSegments of(Collection<ObjectKey> objects) {
    SharedSegments segments = new SharedSegments();
    objects.stream()
        .filter(key -> key.isBelow(SharedLayout.ROOTS))
        .flatMap(key -> SharedPath.of(key).stream())
        .forEach(path -> segments.add(path.root(), path.group()));
    return segments;
  }

  public boolean isEmpty() {
    return segments.isEmpty();
  }

  /** Keeps later backups from referring to them. Failures are ignored: it was only a look. */
  public void mark(ObjectStore store, Pins pins) {
    byte[] json = MetadataJson.write(segments.list(true));
    try {
      store.put(SharedLayout.condemned(pins.names().get()), ObjectBody.of(json), PutMode.REPLACE);
    } catch (BackupException e) {
      LOG.warn("Later incremental backups may refer to damaged objects", e);
    }
  }

  /**
   * The names of the backups that refer to one of them. Backups that cannot be read are left out.
   */
  public List<String> backups(ObjectStore store, CancelToken cancel) {
    IncrementCatalog catalog = new IncrementCatalog(store);
    List<String> names = new ArrayList<>();
    for (BackupName name : catalog.names()) {
      cancel.check();
      try {
        if (refers(catalog.referring(name))) {
          names.add(name.value());
        }
      } catch (BackupException e) {
        LOG.debug("Backup '{}' cannot be read", name, e);
      }
    }
    return names;
  }

  private boolean refers(Referring backup) {
    SharedSegments needed = new SharedSegments();
    backup.tree().ifPresent(tree -> needed.addAll(tree.collections()));
    return needed.containsAny(segments.list(true));
  }
}
