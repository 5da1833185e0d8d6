package dev.milvusbackup.cli;

import dev.milvusbackup.retention.ObjectExplanation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why an object stays, or when it goes, as text and as JSON. */
final class ExplanationText {

  private ExplanationText() {}

  static List<String> lines(ObjectExplanation object) {
    List<String> lines = new ArrayList<>();
    lines.add(
        object.key()
            + "  "
            + (object.size().isPresent()
                ? Amount.bytes((double) object.size().getAsLong())
                : "missing"));
    lines.add(fate(object));
    if (!object.waitingFor().isEmpty()) {
      lines.add("jobs that may rely on it: " + String.join(", ", object.waitingFor()));
    }
    if (object.damaged()) {
      lines.add("damaged: later incremental backups copy its segment again");
    }
    if (!object.unreadable().isEmpty()) {
      lines.add(
          "prunes refuse, since these backups cannot be read: "
              + String.join(", ", object.unreadable()));
    }
    return lines;
  }

  private static String fate(ObjectExplanation object) {
    return switch (object.fate()) {
      case NEEDED -> "stays: needed by " + String.join(", ", object.referredBy());
      case OF_BACKUP ->
          "goes with a delete of backup "
              + object.backup().orElse("")
              + (object.referredBy().isEmpty() ? ", whose metadata does not list it" : "");
      case OF_RUNNING_JOB -> "stays: it may belong to a running job";
      case UNREFERENCED ->
          "no backup needs it: the next prune condemns it, and one from "
              + from(object)
              + " on removes it";
      case CONDEMNED ->
          "condemned " + since(object) + ": a prune from " + from(object) + " on removes it";
      case WAITING_FOR_JOBS ->
          "condemned " + since(object) + ": a prune after the end of the jobs removes it";
      case REMOVABLE -> "condemned " + since(object) + ": the next prune removes it";
      case OTHER -> "stays: it is no part of a backup";
    };
  }

  private static String since(ObjectExplanation object) {
    return object.condemnedSince().map(Object::toString).orElse("at an unknown time");
  }

  private static String from(ObjectExplanation object) {
    return object.removableFrom().map(Object::toString).orElse("an unknown time");
  }

  static Map<String, Object> json(ObjectExplanation object) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", object.key().path());
    json.put("fate", object.fate());
    object.size().ifPresent(size -> json.put("size", size));
    object.backup().ifPresent(name -> json.put("backup", name));
    json.put("referred_by", object.referredBy());
    object.condemnedSince().ifPresent(time -> json.put("condemned_since", time.toString()));
    object.removableFrom().ifPresent(time -> json.put("removable_from", time.toString()));
    json.put("waiting_for", object.waitingFor());
    json.put("damaged", object.damaged());
    json.put("unreadable", object.unreadable());
    return json;
  }
}
