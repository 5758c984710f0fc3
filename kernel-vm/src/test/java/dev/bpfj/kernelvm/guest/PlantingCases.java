package dev.bpfj.kernelvm.guest;

import java.util.Timer;
import java.util.TimerTask;
import org.testng.annotations.Test;

/** Leaves one thing for good and another for a moment. */
public final class PlantingCases {
  @Test
  public void aLeavesOne() {
    PlantedProbe.THINGS.add("map 7 'left'");
  }

  @Test
  public void bLeavesOneForAMoment() {
    PlantedProbe.THINGS.add("map 8 'freed later'");
    new Timer(true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                PlantedProbe.THINGS.remove("map 8 'freed later'");
              }
            },
            200);
  }
}
