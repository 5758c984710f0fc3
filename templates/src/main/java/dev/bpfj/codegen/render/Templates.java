package dev.bpfj.codegen.render;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.velocity.Template;
import org.apache.velocity.runtime.parser.node.ASTMethod;
import org.apache.velocity.runtime.parser.node.Node;
import org.apache.velocity.runtime.resource.Resource;
import org.apache.velocity.runtime.resource.ResourceManagerImpl;

/**
 * Caches parsed templates, with faster method calls: Velocity itself looks the method up again in
 * each of half a million calls, in a map whose key each call allocates.
 */
public final class Templates extends ResourceManagerImpl {
  private final Map<String, Resource> known = new ConcurrentHashMap<>();

  /** Creates the cache; called by Velocity. */
  public Templates() {}

  @Override
  public Resource getResource(String name, int type, String encoding) {
    Resource resource = known.get(name);
    if (resource == null) {
      resource = super.getResource(name, type, encoding);
      // Two threads may do this at once: both leave the same calls.
      if (resource instanceof Template && resource.getData() instanceof Node root) {
        quicken(root);
      }
      known.put(name, resource);
    }
    return resource;
  }

  private static void quicken(Node node) {
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      Node child = node.jjtGetChild(i);
      if (child instanceof ASTMethod call && call.jjtGetNumChildren() == 1) {
        node.jjtAddChild(new QuickCall(call), i);
      } else {
        quicken(child);
      }
    }
  }
}
