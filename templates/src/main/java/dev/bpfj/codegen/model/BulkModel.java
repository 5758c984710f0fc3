package dev.bpfj.codegen.model;

import dev.bpfj.codegen.naming.JavaIdentifier;
import java.util.List;

/**
 * How the last dimension of an array is copied as a whole.
 *
 * @param name the methods' name
 * @param javaType the elements' type in Java
 * @param suffix how the accessors' names end
 * @param place the array
 */
public record BulkModel(JavaIdentifier name, String javaType, String suffix, PlaceModel place) {

  /**
   * The indexes of a row.
   *
   * @return all but the last
   */
  public List<IndexModel> indexes() {
    return place.indexes().subList(0, place.indexes().size() - 1);
  }

  /**
   * The row's indexes as parameters.
   *
   * @return such as {@code int i}
   */
  public String parameters() {
    return PlaceModel.parameters(indexes());
  }

  /**
   * The row's indexes as first parameters.
   *
   * @return such as {@code int i, }
   */
  public String leading() {
    return PlaceModel.leading(indexes());
  }

  /**
   * Where the row lies, and how long it is.
   *
   * @return two arguments
   */
  public String at() {
    return place.at(indexes()) + ", " + length();
  }

  private String length() {
    return place.indexes().get(place.indexes().size() - 1).length();
  }
}
