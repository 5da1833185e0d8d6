package dev.milvusbackup.internal.milvus.fake;

import dev.milvusbackup.CollectionName;
import dev.milvusbackup.error.CollectionNotFoundException;
import dev.milvusbackup.error.DatabaseNotFoundException;
import dev.milvusbackup.error.MilvusException;
import dev.milvusbackup.error.MilvusStorageMismatchException;
import dev.milvusbackup.internal.milvus.ErrorTable;
import dev.milvusbackup.internal.milvus.FailureText;
import dev.milvusbackup.internal.milvusstorage.MilvusStorage;
import java.net.URI;

/** How the Milvus in memory says no, in the words of the real gateway. */
final class Refusal {

  static final int QUERY = 2;
  static final int PARTITION = 200;
  static final int PARAMETER = 1100;
  static final int ALIAS = 1602;

  private static final FailureText TEXT = new FailureText(URI.create("memory://milvus"));

  private Refusal() {}

  static MilvusException of(String verb, int code, String reason) {
    return new MilvusException(
        TEXT.cannot(verb, "Milvus refuses", "code " + code + ": " + reason, "See Milvus's log."));
  }

  static MilvusStorageMismatchException nothingToImport(String verb, String paths) {
    return new MilvusStorageMismatchException(
        TEXT.cannot(
            verb,
            "Milvus sees no files at these paths",
            "code %d: no binlog to import, input=%s".formatted(ErrorTable.IMPORT_FAILED, paths),
            MilvusStorage.HOW_TO_BE_SEEN));
  }

  static MilvusException notOffered(String verb) {
    return new MilvusException(
        TEXT.cannot(verb, "this server does not support it", "unknown method", "Upgrade Milvus."));
  }

  static CollectionNotFoundException noCollection(String verb, CollectionName name) {
    return new CollectionNotFoundException(
        TEXT.cannot(
            verb,
            "there is no such collection",
            "code %d: collection not found[collection=%s]"
                .formatted(ErrorTable.COLLECTION_NOT_FOUND, name.name()),
            "Check the name and the database."));
  }

  static DatabaseNotFoundException noDatabase(String verb, String database) {
    return new DatabaseNotFoundException(
        TEXT.cannot(
            verb,
            "there is no such database",
            "code %d: database not found[database=%s]"
                .formatted(ErrorTable.DATABASE_NOT_FOUND, database),
            "Check its name."));
  }

  static String text(String verb, String because, String values) {
    return TEXT.cannot(verb, because, values, "Try again.");
  }
}
