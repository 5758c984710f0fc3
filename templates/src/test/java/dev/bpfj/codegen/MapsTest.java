package dev.bpfj.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfj.codegen.support.Beans;
import dev.bpfj.codegen.support.Generated;
import dev.bpfj.libbpf.map.BpfMap;
import dev.bpfj.libbpf.map.MapKind;
import dev.bpfj.libbpf.map.MapType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What a map's method gives: the class that suits its type, with its keys' and values' types. */
public final class MapsTest {
  private Generated maps = Generated.none();
  private Map<String, String> types = Map.of();

  @BeforeClass
  public void open() {
    maps = Generated.open("maps");
    types = new TreeMap<>();
    for (Method method : maps.nested("Maps").getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        types.put(method.getName(), simple(method.getGenericReturnType().getTypeName()));
      }
    }
  }

  @AfterClass
  public void close() {
    maps.close();
  }

  private static String simple(String type) {
    return type.replaceAll("[a-z.]+\\.(?=[A-Z])", "").replace("MapsSkel$", "");
  }

  @DataProvider
  public Object[][] methods() {
    return new Object[][] {
      {"ofS8", "TypedMap<Byte, Byte>"},
      {"ofU8", "TypedMap<Integer, Byte>"},
      {"ofS16", "TypedMap<Short, Short>"},
      {"ofU16", "TypedMap<Integer, Integer>"},
      {"ofS32", "TypedMap<Integer, Integer>"},
      {"ofU32", "TypedMap<Long, Long>"},
      {"of64", "TypedMap<Long, Long>"},
      {"of128", "TypedMap<BigInteger, BigInteger>"},
      {"ofFloats", "TypedMap<Float, Double>"},
      {"ofBools", "TypedMap<Boolean, Boolean>"},
      {"ofEnums", "TypedMap<Integer, Long>"},
      {"ofPointers", "TypedMap<Long, Long>"},
      {"ofTexts", "TypedMap<Text, List<String>>"},
      {"ofStructs", "TypedMap<Flow, StatsT>"},
      {"ofLists", "TypedMap<List2, List<Long>>"},
      {"ofBytes", "TypedMap<byte[], byte[]>"},
      {"ofRows", "TypedMap<List<List<Short>>, List<Flow>>"},
      {"ofRowsOfBytes", "TypedMap<List<byte[]>, byte[]>"},
      {"ofArraysPerCpu", "TypedMap<Long, PerCpu<List<BigInteger>>>"},
      {"inArray", "ArrayMap<Flow>"},
      {"perCpuHash", "TypedMap<Long, PerCpu<Flow>>"},
      {"perCpuArray", "ArrayMap<PerCpu<Long>>"},
      {"trie", "TypedMap<Flow, Integer>"},
      {"queue", "QueueMap<Flow>"},
      {"stack", "QueueMap<Long>"},
      {"bloom", "BloomFilterMap<StatsT>"},
      {"stacks", "StackTraceMap"},
      {"steps", "FdMap<Integer, BpfProgram>"},
      {"perfEvents", "BpfObjectMap"},
      {"groups", "FdMap<Integer, Descriptor>"},
      {"devices", "RedirectMap<Integer>"},
      {"devicesByKey", "RedirectMap<Long>"},
      {"cpus", "RedirectMap<Integer>"},
      {"sockets", "FdMap<Integer, Descriptor>"},
      {"socketsByFlow", "FdMap<Flow, Descriptor>"},
      {"xdpSockets", "FdMap<Integer, Descriptor>"},
      {"listeners", "FdMap<Integer, Descriptor>"},
      {"ofSockets", "LocalStorage<Flow>"},
      {"ofInodes", "LocalStorage<Flow>"},
      {"ofTasks", "LocalStorage<Long>"},
      {"ofCgroups", "LocalStorage<Long>"},
      {"ofAttachments", "TypedMap<BpfCgroupStorageKey, Long>"},
      {"ofAttachmentsPerCpu", "TypedMap<Long, PerCpu<Long>>"},
      {"ofTheFuture", "BpfObjectMap"},
      {"events", "BpfObjectMap"},
      {"byIndex", "FdMap<Integer, BpfMap>"},
      {"byIndexInner", "TypedMap<Long, Flow>"},
      {"byFlow", "FdMap<Flow, BpfMap>"},
      {"byFlowInner", "TypedMap<Long, Flow>"},
      {"byNumber", "FdMap<byte[], BpfMap>"},
    };
  }

  @Test(dataProvider = "methods")
  public void aMapHasTheTypesOfItsDefinition(String method, String type) {
    assertThat(types).containsEntry(method, type);
  }

  @Test
  public void noMapIsLeftOutOfTheTable() {
    assertThat(types.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(methods()).map(row -> (String) row[0]).toList());
  }

  @Test
  public void theTypesAreThoseOfTheMapThatLibbpfHas() {
    Object all = Beans.call(maps.skeleton(), "maps");
    BpfMap flows = ((MapKind) Beans.call(all, "ofStructs")).map();
    assertThat(flows.name()).isEqualTo("of_structs");
    assertThat(flows.type()).isEqualTo(MapType.LRU_HASH);
    assertThat(flows.keySize()).isEqualTo(Beans.constant(maps.nested("Flow"), "SIZE"));
    assertThat(flows.valueSize()).isEqualTo(Beans.constant(maps.nested("StatsT"), "SIZE"));
  }

  @Test
  public void whatOnlyAPointerPointsToHasNoClass() {
    assertThat(Arrays.stream(maps.skeleton().getClass().getClasses()).map(Class::getSimpleName))
        .containsExactlyInAnyOrder(
            "Maps", "Progs", "Links", "Flow", "StatsT", "List2", "BpfCgroupStorageKey", "Color");
  }

  @Test
  public void theRenamedClassIsNoted() {
    assertThat(maps.notes())
        .containsExactly(
            "maps.bpf.o: type \"list\": is named \"List2\", not \"List\": a name in use in"
                + " skeletons",
            "maps.bpf.o: enum wide: has no class: it is of 8 bytes, of which the compiler wrote 4;"
                + " compile with clang 15 or later");
  }
}
