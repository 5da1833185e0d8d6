package dev.milvusbackup.server.internal.api;

/** The answer with an HTTP status from 400 on. */
public record ErrorAnswer(String error) {}
