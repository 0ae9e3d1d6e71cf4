package io.vedette.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The data directory, held by one server at a time: the lock ends with the process. */
public final class DataDirectory implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private DataDirectory(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** What taking the directory gives. */
  public sealed interface Opening {
    /** It is ours until closed. */
    record Held(DataDirectory directory) implements Opening {}

    /** It cannot be used; the message names the directory and the remedy. */
    record Unavailable(String message) implements Opening {}
  }

  /** Makes the directory when it is missing and takes its lock. */
  public static Opening open(Path directory) {
    try {
      PrivateFiles.createDirectories(directory);
    } catch (IOException e) {
      return new Opening.Unavailable(
          "The data directory "
              + directory
              + " cannot be made ("
              + e
              + "). Choose another with --data.");
    }
    if (!Files.isWritable(directory)) {
      return new Opening.Unavailable(
          "The data directory "
              + directory
              + " is not writable for this user. Choose another with --data.");
    }
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        return new Opening.Unavailable(
            "Another Vedette server or sensor is using "
                + directory
                + ". Stop it first, or choose another directory with --data.");
      }
      return new Opening.Held(new DataDirectory(channel, lock));
    } catch (IOException e) {
      throw new UncheckedIOException("Locking " + directory, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Releasing the lock of the data directory", e);
    }
  }
}
