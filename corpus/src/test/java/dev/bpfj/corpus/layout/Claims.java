package dev.bpfj.corpus.layout;

import dev.bpfj.codegen.model.EnumModel;
import dev.bpfj.codegen.model.FieldModel;
import dev.bpfj.codegen.model.PlaceModel;
import dev.bpfj.codegen.model.SectionModel;
import dev.bpfj.codegen.model.SkeletonModel;
import dev.bpfj.codegen.model.StructFieldModel;
import dev.bpfj.codegen.model.StructModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the generator believes of an object's layouts. C reaches types without names through the
 * variables that have them.
 */
public final class Claims {
  private final Map<String, StructModel> structs = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<Reached> reached = new ArrayDeque<>();
  private final List<Claim> inC = new ArrayList<>();
  private final List<VariableClaim> variables = new ArrayList<>();
  private final List<VariableClaim> kconfig = new ArrayList<>();
  private final List<BitfieldClaim> bitfields = new ArrayList<>();
  private int fields;
  private int constants;

  private record Reached(StructModel struct, String expression) {}

  private Claims() {}

  /** The claims of a skeleton. */
  public static Claims of(SkeletonModel model) {
    Claims claims = new Claims();
    model.structs().forEach(struct -> claims.structs.put(struct.className().toString(), struct));
    model.sections().forEach(claims::addSection);
    claims.addReached();
    for (StructModel struct : model.structs()) {
      // Wanted for other reasons than a variable: it has a name.
      claims.reach(struct, "(*(" + label(struct) + " *)0)");
      claims.addReached();
    }
    model.enums().forEach(claims::addEnum);
    return claims;
  }

  private static String label(StructModel struct) {
    return CNames.ofCode(struct.declaration());
  }

  private void addSection(SectionModel section) {
    boolean isKconfig = section.kind().isKconfig();
    for (FieldModel field : section.fields()) {
      PlaceModel place = field.place();
      String name = CNames.of(place.cName());
      VariableClaim claim =
          new VariableClaim(CNames.of(section.section()), name, place.offset(), place.size());
      (isKconfig ? kconfig : variables).add(claim);
      add(claim.subject(), name, field);
    }
  }

  private void add(String subject, String expression, FieldModel field) {
    fields++;
    inC.addAll(TypeClaims.of(subject, expression, field));
    if (field instanceof StructFieldModel part) {
      StructModel struct = structs.get(part.structName().toString());
      reach(struct, TypeClaims.element(expression, field));
    }
  }

  private void reach(StructModel struct, String expression) {
    if (seen.add(struct.className().toString())) {
      reached.add(new Reached(struct, expression));
    }
  }

  private void addReached() {
    while (!reached.isEmpty()) {
      Reached next = reached.remove();
      addStruct(next.struct, next.expression);
    }
  }

  private void addStruct(StructModel struct, String expression) {
    String size = "sizeof(" + expression + ") == " + struct.size();
    inC.add(new Claim(label(struct), "size=" + struct.size(), size));
    for (FieldModel field : struct.fields()) {
      PlaceModel place = field.place();
      String name = CNames.of(place.cName());
      String subject = label(struct) + ": " + name;
      if (place.bits() != null) {
        addBitfield(subject, struct, expression, place);
      } else {
        String offset = "__builtin_offsetof(__typeof__(" + expression + "), " + name + ")";
        inC.add(new Claim(subject, "offset=" + place.offset(), offset + " == " + place.offset()));
        add(subject, expression + "." + name, field);
      }
    }
  }

  private void addBitfield(
      String subject, StructModel struct, String expression, PlaceModel place) {
    fields++;
    PlaceModel.BitsModel bits = place.bits();
    if (bits != null) {
      long first = place.offset() * 8 + bits.first();
      String name = CNames.of(place.cName());
      bitfields.add(
          new BitfieldClaim(subject, expression, name, struct.size(), first, bits.count()));
    }
  }

  private void addEnum(EnumModel model) {
    String type = model.wide() ? "(long long)" : "(int)";
    for (EnumModel.ConstantModel constant : model.constants()) {
      constants++;
      String name = CNames.ofCode(constant.label());
      String subject = CNames.ofCode(model.declaration()) + ": " + name;
      String equal = type + name + " == " + type + constant.value();
      inC.add(new Claim(subject, "value=" + constant.value(), equal));
    }
  }

  /** What a C compiler can confirm of the program's source. */
  List<Claim> inC() {
    return inC;
  }

  /** Variables that have a symbol. */
  List<VariableClaim> variables() {
    return variables;
  }

  /** Variables that libbpf lays out. */
  List<VariableClaim> kconfig() {
    return kconfig;
  }

  /** Bitfields. */
  List<BitfieldClaim> bitfields() {
    return bitfields;
  }

  /** How many variables and members there are. */
  public int fields() {
    return fields;
  }

  /** How many constants of enums there are. */
  public int constants() {
    return constants;
  }
}
