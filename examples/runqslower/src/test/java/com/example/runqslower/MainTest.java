package com.example.runqslower;

import static org.testng.Assert.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.testng.annotations.Test;
import picocli.CommandLine;

/** Needs no kernel: Surefire runs it. */
public class MainTest {
  @Test
  public void refusesWhatMakesNoSense() {
    assertEquals(
        firstMessage("ten"),
        "Invalid value for positional parameter at index 0 (MIN_US): 'ten' is not a long");
    assertEquals(firstMessage("1", "2"), "Unmatched argument at index 1: '2'");
    assertEquals(firstMessage("--pid=-1"), "MIN_US and PID cannot be negative");
  }

  private static String firstMessage(String... arguments) {
    StringWriter errors = new StringWriter();
    CommandLine commandLine = new CommandLine(new Main()).setErr(new PrintWriter(errors));
    assertEquals(commandLine.execute(arguments), CommandLine.ExitCode.USAGE);
    return errors.toString().lines().findFirst().orElseThrow();
  }
}
