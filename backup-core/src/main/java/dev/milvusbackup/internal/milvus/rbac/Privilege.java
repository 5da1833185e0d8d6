package dev.milvusbackup.internal.milvus.rbac;

/** Privileges by Milvus's own names. */
public enum Privilege {
  CREATE_COLLECTION("CreateCollection"),
  DROP_COLLECTION("DropCollection"),
  RENAME_COLLECTION("RenameCollection"),
  CREATE_INDEX("CreateIndex"),
  IMPORT("Import"),
  INSERT("Insert"),
  FLUSH("Flush");

  private final String text;

  Privilege(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
