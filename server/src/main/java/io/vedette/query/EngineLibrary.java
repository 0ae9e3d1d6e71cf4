package io.vedette.query;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * The few functions of the engine's library that the driver has and does not offer (DuckDB's C API,
 * "Data Chunks and Vectors"). Callers keep to the bounds themselves.
 */
@SuppressWarnings("restricted")
final class EngineLibrary {
  private static final int VARCHAR = 17;

  private static final MethodHandle CREATE_TYPE =
      function("duckdb_create_logical_type", ADDRESS, JAVA_INT);
  private static final MethodHandle CREATE_VECTOR =
      function("duckdb_create_vector", ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle DESTROY_VECTOR =
      function("duckdb_destroy_vector", null, ADDRESS);
  private static final MethodHandle REFER =
      function("duckdb_vector_reference_vector", null, ADDRESS, ADDRESS);
  private static final MethodHandle MAKE_NULLABLE =
      function("duckdb_vector_ensure_validity_writable", null, ADDRESS);
  private static final MethodHandle VALIDITY =
      function("duckdb_vector_get_validity", ADDRESS, ADDRESS);

  /** Pointers go as numbers: no object is made for a call. It is short and calls nobody back. */
  private static final MethodHandle ASSIGN =
      Linker.nativeLinker()
          .downcallHandle(
              symbol("duckdb_unsafe_vector_assign_string_element_len"),
              FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
              Linker.Option.critical(false));

  private static final VarHandle DRIVERS_VECTOR = driversVector();

  /** Lives as long as the process. */
  private static final MemorySegment TEXT_TYPE = textType();

  private EngineLibrary() {}

  private static MethodHandle function(
      String name, @Nullable MemoryLayout result, MemoryLayout... parameters) {
    return Linker.nativeLinker()
        .downcallHandle(
            symbol(name),
            result == null
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(result, parameters));
  }

  /** Found once the driver has loaded its library, which it does before there is any vector. */
  private static MemorySegment symbol(String name) {
    return SymbolLookup.loaderLookup().findOrThrow(name);
  }

  private static VarHandle driversVector() {
    try {
      return MethodHandles.privateLookupIn(DuckDBWritableVector.class, MethodHandles.lookup())
          .findVarHandle(DuckDBWritableVector.class, "vectorRef", ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MemorySegment textType() {
    try {
      return (MemorySegment) CREATE_TYPE.invokeExact(VARCHAR);
    } catch (Throwable e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A vector of texts of its own, which {@link #destroy} ends. */
  static MemorySegment textVector(long rows) {
    try {
      return (MemorySegment) CREATE_VECTOR.invokeExact(TEXT_TYPE, rows);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  static void destroy(MemorySegment vector) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointer = arena.allocateFrom(ADDRESS, vector);
      DESTROY_VECTOR.invokeExact(pointer);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Copies a text into a row, from an address outside of Java's heap. */
  static void assign(MemorySegment vector, long row, long utf8, long length) {
    try {
      ASSIGN.invokeExact(vector.address(), row, utf8, length);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** The bits that tell which rows are not null, to be changed. */
  static MemorySegment validity(MemorySegment vector, long rows) {
    try {
      MAKE_NULLABLE.invokeExact(vector);
      MemorySegment bits = (MemorySegment) VALIDITY.invokeExact(vector);
      return bits.reinterpret(Math.ceilDiv(rows, Long.SIZE) * Long.BYTES);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** Makes the vector that the driver has refer to what another holds. */
  static void refer(DuckDBWritableVector to, MemorySegment from) {
    ByteBuffer handle = (ByteBuffer) DRIVERS_VECTOR.get(to);
    try {
      REFER.invokeExact(MemorySegment.ofBuffer(handle), from);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Throwable e) {
    return new IllegalStateException("the engine's library cannot be called", e);
  }
}
