package io.vedette.evtx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Builds small event logs of one chunk for tests. Each record is an instance of one template whose
 * values are the event's number, its record number, when it happened and the data.
 */
final class LogBuilder {
  static final String NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";

  private final ByteBuffer chunk =
      ByteBuffer.allocate(Chunk.SIZE).order(ByteOrder.LITTLE_ENDIAN).position(Chunk.RECORDS);
  private final Map<String, Integer> names = new HashMap<>();
  private int template = -1;
  private int lastRecord = Chunk.RECORDS;
  private long records;

  /** A value as it lies in a record. */
  static final class Value {
    private final int type;
    private final byte[] bytes;

    private Value(int type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    int type() {
      return type;
    }

    byte[] bytes() {
      return bytes;
    }

    @Override
    public String toString() {
      return "type 0x%02x, %d bytes".formatted(type, bytes.length);
    }

    static Value text(String text) {
      return new Value(ValueFormat.STRING, text.getBytes(StandardCharsets.UTF_16LE));
    }

    static Value of(int type, int... bytes) {
      byte[] values = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        values[i] = (byte) bytes[i];
      }
      return new Value(type, values);
    }

    static Value number(int type, int size, long number) {
      byte[] eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
      return new Value(type, Arrays.copyOf(eight, size));
    }
  }

  /** Adds an event whose data are named v0, v1 and so on; all events have equally many. */
  LogBuilder event(int eventId, long fileTime, Value... data) {
    records++;
    int start = chunk.position();
    lastRecord = start;
    chunk.putInt(0x2A2A).putInt(0).putLong(records).putLong(fileTime);
    fragmentHeader();
    chunk.put((byte) 0x0C).put((byte) 1).putInt(0x11223344);
    if (template < 0) {
      template = chunk.position() + 4;
      chunk.putInt(template);
      definition(data.length);
    } else {
      chunk.putInt(template);
    }
    Value[] all = new Value[data.length + 3];
    all[0] = Value.number(0x06, 2, eventId);
    all[1] = Value.number(0x0A, 8, records);
    all[2] = Value.number(0x11, 8, fileTime);
    System.arraycopy(data, 0, all, 3, data.length);
    values(all);
    chunk.put((byte) 0);
    int size = chunk.position() + 4 - start;
    chunk.putInt(size).putInt(start + 4, size);
    return this;
  }

  private void definition(int dataCount) {
    chunk.putInt(0).putInt(0x11223344).putInt(1).putInt(2).putInt(3);
    int sizeAt = chunk.position();
    chunk.putInt(0);
    fragmentHeader();
    open("Event", true);
    int attributes = chunk.position();
    chunk.putInt(0);
    attribute("xmlns");
    constant(NAMESPACE);
    chunk.putInt(attributes, chunk.position() - attributes - 4);
    chunk.put((byte) 0x02);
    open("System", false);
    chunk.put((byte) 0x02);
    element("EventID", 0, 0x06);
    element("EventRecordID", 1, 0x0A);
    open("TimeCreated", true);
    chunk.putInt(0);
    attribute("SystemTime");
    substitution(2, 0x11);
    chunk.put((byte) 0x03);
    open("Channel", false);
    chunk.put((byte) 0x02);
    constant("Test");
    chunk.put((byte) 0x04).put((byte) 0x04);
    open("EventData", false);
    chunk.put((byte) 0x02);
    for (int i = 0; i < dataCount; i++) {
      open("Data", true);
      chunk.putInt(0);
      attribute("Name");
      constant("v" + i);
      chunk.put((byte) 0x02);
      substitution(3 + i, 0x01);
      chunk.put((byte) 0x04);
    }
    chunk.put((byte) 0x04).put((byte) 0x04).put((byte) 0x00);
    chunk.putInt(sizeAt, chunk.position() - sizeAt - 4);
  }

  private void element(String name, int index, int type) {
    open(name, false);
    chunk.put((byte) 0x02);
    substitution(index, type);
    chunk.put((byte) 0x04);
  }

  private void fragmentHeader() {
    chunk.put((byte) 0x0F).put((byte) 1).put((byte) 1).put((byte) 0);
  }

  private void open(String name, boolean attributes) {
    chunk.put((byte) (attributes ? 0x41 : 0x01)).putShort((short) -1).putInt(0);
    name(name);
  }

  private void attribute(String name) {
    chunk.put((byte) 0x06);
    name(name);
  }

  private void name(String name) {
    Integer known = names.get(name);
    if (known != null) {
      chunk.putInt(known);
      return;
    }
    int at = chunk.position() + 4;
    names.put(name, at);
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = hash * 65_599 + name.charAt(i);
    }
    chunk.putInt(at).putInt(0).putShort((short) hash).putShort((short) name.length());
    chunk.put(name.getBytes(StandardCharsets.UTF_16LE)).putShort((short) 0);
  }

  private void constant(String text) {
    chunk.put((byte) 0x05).put((byte) 0x01).putShort((short) text.length());
    chunk.put(text.getBytes(StandardCharsets.UTF_16LE));
  }

  private void substitution(int index, int type) {
    chunk.put((byte) 0x0D).putShort((short) index).put((byte) type);
  }

  private void values(Value... values) {
    chunk.putInt(values.length);
    for (Value value : values) {
      chunk.putShort((short) value.bytes().length).put((byte) value.type()).put((byte) 0);
    }
    for (Value value : values) {
      chunk.put(value.bytes());
    }
  }

  /** The chunk with its header. */
  byte[] chunk() {
    byte[] bytes = chunk.array().clone();
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.put(Chunk.MAGIC).putLong(1).putLong(records).putLong(1).putLong(records);
    header.putInt(128).putInt(lastRecord).putInt(chunk.position());
    CRC32 data = new CRC32();
    data.update(bytes, Chunk.RECORDS, chunk.position() - Chunk.RECORDS);
    header.putInt(52, (int) data.getValue());
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, 120);
    crc.update(bytes, 128, 384);
    header.putInt(124, (int) crc.getValue());
    return bytes;
  }

  /** A file of these chunks. */
  static byte[] file(List<byte[]> chunks) {
    ByteBuffer file =
        ByteBuffer.allocate(4096 + chunks.size() * Chunk.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    file.put("ElfFile\0".getBytes(StandardCharsets.US_ASCII));
    file.putLong(0).putLong(chunks.size() - 1).putLong(1).putInt(128);
    file.putShort((short) 1).putShort((short) 3).putShort((short) 4096);
    file.putShort((short) chunks.size());
    CRC32 crc = new CRC32();
    crc.update(file.array(), 0, 120);
    file.putInt(124, (int) crc.getValue()).position(4096);
    chunks.forEach(file::put);
    return file.array();
  }

  byte[] file() {
    return file(List.of(chunk()));
  }
}
