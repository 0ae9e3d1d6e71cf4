package io.vedette.connectors.rdp.remote;

import io.vedette.platform.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A segment that is being written. */
final class OpenSegment {
  private final Segment segment;
  private final FileChannel channel;
  private long bytes;
  private long forced;

  private OpenSegment(Segment segment, FileChannel channel) {
    this.segment = segment;
    this.channel = channel;
  }

  /** Makes the segment's file. */
  static OpenSegment create(Segment segment) throws IOException {
    return new OpenSegment(segment, PrivateFiles.create(segment.file()));
  }

  Segment segment() {
    return segment;
  }

  /** What was written. */
  long bytes() {
    return bytes;
  }

  /** What is on the disk for certain. */
  long forced() {
    return forced;
  }

  void write(byte[] line) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(line);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    bytes += line.length;
  }

  void force() throws IOException {
    channel.force(false);
    forced = bytes;
  }

  /** Ends it with what is on the disk for certain. */
  void close() throws IOException {
    try (channel) {
      if (channel.size() > forced) {
        channel.truncate(forced);
      }
    }
  }
}
