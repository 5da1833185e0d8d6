package dev.milvusbackup.server.internal.http;

/** The answer with an HTTP status from 400 on. */
record ErrorAnswer(String error) {}
