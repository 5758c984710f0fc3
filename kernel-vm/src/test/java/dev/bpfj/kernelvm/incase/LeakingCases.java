package dev.bpfj.kernelvm.incase;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Runs in guests: leaves one of three files open. */
public final class LeakingCases {
  private static final List<FileInputStream> KEPT = new ArrayList<>();
  private FileInputStream fixture;

  @BeforeClass
  public void openFixture() throws IOException {
    fixture = new FileInputStream("/proc/version");
  }

  @AfterClass
  public void closeFixture() throws IOException {
    fixture.close();
  }

  @Test
  public void closesWhatItOpens() throws IOException {
    new FileInputStream("/proc/meminfo").close();
  }

  @Test
  public void leavesAFileOpen() throws IOException {
    KEPT.add(new FileInputStream("/proc/cpuinfo"));
  }
}
