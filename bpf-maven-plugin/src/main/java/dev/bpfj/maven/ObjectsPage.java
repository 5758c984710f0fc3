package dev.bpfj.maven;

import dev.bpfj.maven.inspect.ObjectSummary;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.apache.maven.doxia.sink.Sink;

/** A page of a site that lists objects, each with a link to its document. */
record ObjectsPage(Sink sink) {

  /**
   * Writes the page.
   *
   * @param title its title
   * @param directory the documents' directory, as seen from the page
   * @param objects what to list
   */
  void write(String title, String directory, List<ObjectSummary> objects) {
    sink.head();
    sink.title();
    sink.text(title);
    sink.title_();
    sink.head_();
    sink.body();
    sink.section1();
    sink.sectionTitle1();
    sink.text(title);
    sink.sectionTitle1_();
    objects.forEach(object -> write(directory, object));
    sink.section1_();
    sink.body_();
    sink.flush();
    sink.close();
  }

  private void write(String directory, ObjectSummary object) {
    sink.section2();
    sink.sectionTitle2();
    sink.text(object.name());
    sink.sectionTitle2_();
    sink.paragraph();
    sink.link(link(directory + "/" + object.document()));
    sink.text("Programs, maps and layouts, drawn");
    sink.link_();
    sink.text(": " + object.facts());
    sink.paragraph_();
    object.tables().forEach(this::write);
    sink.section2_();
  }

  private static String link(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private void write(ObjectSummary.Table table) {
    sink.table();
    sink.tableRows(null, false);
    sink.tableRow();
    for (String head : table.heads()) {
      sink.tableHeaderCell();
      sink.text(head);
      sink.tableHeaderCell_();
    }
    sink.tableRow_();
    table.rows().forEach(this::write);
    sink.tableRows_();
    sink.table_();
  }

  private void write(List<String> cells) {
    sink.tableRow();
    for (String cell : cells) {
      sink.tableCell();
      sink.text(cell);
      sink.tableCell_();
    }
    sink.tableRow_();
  }
}
