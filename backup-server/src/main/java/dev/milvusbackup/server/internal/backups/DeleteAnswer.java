package dev.milvusbackup.server.internal.backups;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The answer of delete, the only one without {@code data}. */
@JsonPropertyOrder({"requestId", "code", "msg"})
record DeleteAnswer(String requestId, int code, String msg) {}
