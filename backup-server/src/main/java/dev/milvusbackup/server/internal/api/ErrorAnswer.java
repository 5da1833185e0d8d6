package dev.milvusbackup.server.internal.api;

/** What is answered with an HTTP status from 400 on. */
public record ErrorAnswer(String error) {}
