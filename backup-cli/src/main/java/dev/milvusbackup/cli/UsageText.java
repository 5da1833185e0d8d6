package dev.milvusbackup.cli;

import dev.milvusbackup.config.internal.Wording;
import dev.milvusbackup.retention.BackupUsage;
import dev.milvusbackup.retention.StoreUsage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the backups hold, as a tree and as JSON. */
final class UsageText {

  private static final int NAMED = 5;

  private UsageText() {}

  static List<String> lines(StoreUsage usage) {
    List<String> lines = new ArrayList<>();
    usage.backups().forEach(backup -> add(lines, backup));
    lines.add("store: " + bytes(usage.bytes()));
    if (usage.bytesUnreferenced() > 0) {
      lines.add("shared objects that no backup needs: " + bytes(usage.bytesUnreferenced()));
    }
    return lines;
  }

  private static void add(List<String> lines, BackupUsage backup) {
    lines.add("%s  a delete frees %s".formatted(backup.name(), bytes(backup.bytesFreed())));
    List<String> parts = new ArrayList<>();
    parts.add("metadata " + bytes(backup.metadataBytes()));
    String kind = backup.incremental() ? "delete logs " : "data ";
    if (backup.dataBytes() > 0 || !backup.incremental()) {
      parts.add(kind + bytes(backup.dataBytes()));
    }
    if (backup.bytesOnlyHere() > 0) {
      parts.add("objects that only it needs " + bytes(backup.bytesOnlyHere()));
    }
    if (!backup.sharedWith().isEmpty()) {
      parts.add("shared with %s %s".formatted(names(backup), bytes(backup.bytesShared())));
    }
    for (int i = 0; i < parts.size(); i++) {
      lines.add((i < parts.size() - 1 ? "├─ " : "└─ ") + parts.get(i));
    }
  }

  private static String names(BackupUsage backup) {
    List<String> all = backup.sharedWith();
    return all.size() <= NAMED
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, NAMED)) + " and " + (all.size() - NAMED) + " more";
  }

  private static String bytes(long bytes) {
    return Amount.bytes((double) bytes);
  }

  static Map<String, Object> json(StoreUsage usage) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("backups", usage.backups().stream().map(UsageText::json).toList());
    json.put("bytes", usage.bytes());
    json.put("bytes_unreferenced", usage.bytesUnreferenced());
    return json;
  }

  private static Map<String, Object> json(BackupUsage backup) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", backup.name());
    json.put("incremental", backup.incremental());
    json.put("metadata_bytes", backup.metadataBytes());
    json.put("data_bytes", backup.dataBytes());
    json.put("bytes_only_here", backup.bytesOnlyHere());
    json.put("bytes_shared", backup.bytesShared());
    json.put("shared_with", backup.sharedWith());
    json.put("bytes_freed", backup.bytesFreed());
    backup.problem().ifPresent(why -> json.put("problem", Wording.COMMAND_LINE.of(why)));
    return json;
  }
}
