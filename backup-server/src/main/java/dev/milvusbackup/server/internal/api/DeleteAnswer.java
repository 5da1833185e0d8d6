package dev.milvusbackup.server.internal.api;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The answer of delete, the only one without {@code data}. */
@JsonPropertyOrder({"requestId", "code", "msg"})
public record DeleteAnswer(String requestId, int code, String msg) {}
