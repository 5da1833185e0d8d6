package dev.milvusbackup.server.internal.jobs;

import dev.milvusbackup.BackupReport;
import dev.milvusbackup.RestoreReport;
import dev.milvusbackup.config.internal.Wording;
import java.util.ArrayList;
import java.util.List;

/** What reports say besides success and failure. */
final class Notes {

  private Notes() {}

  static List<String> of(BackupReport report) {
    List<String> notes = new ArrayList<>();
    report.leftOut().forEach(name -> notes.add("left out %s: a restore fills it".formatted(name)));
    report
        .rowsNotCompared()
        .forEach(
            (name, why) ->
                notes.add(
                    "rows of %s not compared with Milvus: %s"
                        .formatted(name, Wording.REST.of(why))));
    report
        .retention()
        .ifPresent(prune -> prune.deleted().forEach(d -> notes.add("deleted " + d.name())));
    report
        .followUpFailure()
        .ifPresent(why -> notes.add("The backup exists. " + Wording.REST.of(why.getMessage())));
    return notes;
  }

  static List<String> of(RestoreReport report) {
    List<String> notes = new ArrayList<>();
    for (RestoreReport.Restored restored : report.restored()) {
      restored
          .warnings()
          .forEach(warning -> notes.add(restored.target() + ": " + Wording.REST.of(warning)));
      restored
          .rowsNotCompared()
          .ifPresent(
              why ->
                  notes.add(
                      "rows of %s not compared with the backup: %s"
                          .formatted(restored.target(), Wording.REST.of(why))));
    }
    return notes;
  }
}
