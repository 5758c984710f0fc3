package dev.bpfj.stubs;

import javax.lang.model.element.Element;

/** A declaration that stubs cannot call, or that jnr-ffi would call wrongly. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Element element;

  RefusedException(Element element, String message) {
    super(element.getSimpleName() + ": " + message);
    this.element = element;
  }

  /** What the compiler's message points to. */
  Element element() {
    return element;
  }
}
