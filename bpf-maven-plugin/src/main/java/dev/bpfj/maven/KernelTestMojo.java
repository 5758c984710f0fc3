package dev.bpfj.maven;

import dev.bpfj.kernelvm.Architecture;
import dev.bpfj.kernelvm.GuestOptions;
import dev.bpfj.kernelvm.InvalidRequestException;
import dev.bpfj.kernelvm.KernelTestException;
import dev.bpfj.kernelvm.KernelTestRequest;
import dev.bpfj.kernelvm.KernelTests;
import dev.bpfj.kernelvm.Limits;
import dev.bpfj.kernelvm.NoTestsException;
import dev.bpfj.kernelvm.Sources;
import dev.bpfj.kernelvm.report.KernelTestReport;
import dev.bpfj.kernelvm.select.TestSelection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * Runs the module's tests on other versions of the Linux kernel, each in a virtual machine of its
 * own and without root: on KVM if that works, else emulated. Writes reports in Surefire's format
 * for each kernel and a table of kernels and tests, and fails the build if a test or a guest fails,
 * naming both.
 *
 * <p>It runs tests of TestNG and of the JUnit Platform's engines on the test class path, such as
 * JUnit 5 and 6; a module may have both. The platform's launcher, and Jupiter's engine if the
 * module depends only on its API, are added in the matching versions.
 *
 * <p>The guest has the test class path, the Java run time that Maven runs on, the host's libbpf,
 * the kernel's own configuration in {@code /boot}, a loopback interface, and proc, sysfs, tracefs,
 * bpffs and cgroup2 mounted; it has neither disk nor network. The host needs {@code
 * qemu-system-x86} and {@code busybox-static}. A guest of another architecture, which takes {@code
 * qemu-system-arm}, has no more of the host than the class path and the kernel's name: Java,
 * libraries and shell are Debian's.
 *
 * <p>A test says that a kernel lacks a feature by a TestNG {@code SkipException} or an assumption
 * of JUnit with the message {@code requires kernel 5.13: FEATURE}, or {@code requires hardware:
 * WHAT}. Any other skip, a skip on a kernel that is new enough, and a kernel on which all tests
 * were skipped count as failures; tests that are {@code @Disabled}, or not {@code enabled}, are not
 * reported.
 *
 * <p>Properties on the command line override the POM. {@code -Dtest} and {@code -Dgroups} select
 * tests as they do for Surefire, unless {@code bpf.kernelTest.includes} or {@code
 * bpf.kernelTest.groups} is given there too.
 *
 * @since 0.9.0
 */
@Mojo(
    name = "kernel-test",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class KernelTestMojo extends BpfMojo {

  /**
   * The kernels. Values: 5.10, 6.1, 6.12, 7.3, or a file. Those that are named are fetched from the
   * Debian mirror that this machine's apt uses and kept; a file is a {@code vmlinuz} or a {@code
   * .deb} with one. Default: all named kernels.
   *
   * <pre>{@code
   * <kernels>
   *   <kernel>6.12</kernel>
   *   <kernel>/boot/vmlinuz-6.8.0</kernel>
   * </kernels>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.kernels")
  private List<String> kernels = new ArrayList<>();

  /**
   * The guests' architecture. Values: x86_64, aarch64. Default: this machine's.
   *
   * <pre>{@code <architecture>aarch64</architecture>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.architecture")
  private @Nullable String architecture;

  /**
   * A file that defines further kernel names; each line has a name, a Debian suite and a package:
   * {@code 6.18 trixie-backports linux-image-6.18.*-cloud-amd64}.
   *
   * <pre>{@code <kernelList>src/test/kernels.list</kernelList>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.kernelList")
  private @Nullable File kernelList;

  /**
   * Kernel modules to load before the tests run; their dependencies are loaded too.
   *
   * <pre>{@code
   * <modules>
   *   <module>veth</module>
   * </modules>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.modules")
  private List<String> modules = new ArrayList<>();

  /**
   * Arguments to append to the kernel's command line.
   *
   * <pre>{@code
   * <kernelArguments>
   *   <kernelArgument>sysctl.kernel.perf_event_paranoid=-1</kernelArgument>
   * </kernelArguments>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.kernelArguments")
  private List<String> kernelArguments = new ArrayList<>();

  /**
   * The JDK whose run time the guests get: its directory, or {@code 17} or {@code 25}, which are
   * fetched from the distribution as kernels are, with the C library that they need. Without it:
   * the one that Maven runs on; in guests of another architecture, the newest of the two versions
   * that is not newer than it, or {@code 17}.
   *
   * <pre>{@code <javaHome>/usr/lib/jvm/temurin-25-jdk-amd64</javaHome>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.javaHome")
  private @Nullable String javaHome;

  /**
   * Options of the guests' JVM.
   *
   * <pre>{@code
   * <jvmArguments>
   *   <jvmArgument>-ea</jvmArgument>
   * </jvmArguments>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.jvmArguments")
  private List<String> jvmArguments = new ArrayList<>();

  /**
   * System properties of the guests' JVM.
   *
   * <pre>{@code
   * <systemProperties>
   *   <test.rounds>100</test.rounds>
   * </systemProperties>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter private Map<String, String> systemProperties = new TreeMap<>();

  /**
   * The libbpf that the guests' systems have: {@code host} for the host's, which guests of another
   * architecture cannot have, {@code none}, a path of the library, or one of the versions {@code
   * 1.1.2} and {@code 1.4.6}, which are fetched as the kernels are. The tests use it, also where
   * {@code libbpf-natives} is on their class path, unless it is {@code none}. Without this
   * parameter guests have the host's, those of another architecture none, and the tests use {@code
   * libbpf-natives} where they have it.
   *
   * <pre>{@code <libbpf>1.4.6</libbpf>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.libbpf")
  private @Nullable String libbpf;

  /**
   * A guest's memory in MiB, at least 512.
   *
   * <pre>{@code <memory>4096</memory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.memory", defaultValue = "1024")
  private int memory;

  /**
   * A guest's processors. As many guests run side by side as this machine has processors for; more
   * than one in a guest is for KVM, since emulated ones slow each other down and can lock up.
   *
   * <pre>{@code <cpus>4</cpus>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.cpus", defaultValue = "1")
  private int cpus;

  /**
   * How many seconds may pass on one kernel without a test that starts or ends. After that the
   * guest is killed and reported with the last lines of its console. Time that the guest spends
   * waiting for a CPU of this machine is not counted; but all tests together may take at most ten
   * times this limit in wall-clock time.
   *
   * <pre>{@code <timeout>600</timeout>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.timeout", defaultValue = "180")
  private int timeout;

  /**
   * How many seconds may pass without a console line while a guest boots, until its JVM starts;
   * counted in the same way as {@code timeout}. On a slow machine the limit is longer: ten times
   * the longest step of the boot so far.
   *
   * <pre>{@code <bootTimeout>60</bootTimeout>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.bootTimeout", defaultValue = "120")
  private int bootTimeout;

  /**
   * How many guests run in parallel. 0: as many as this machine has CPUs for.
   *
   * <pre>{@code <guests>4</guests>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.guests", defaultValue = "0")
  private int guests;

  /**
   * The test classes, by patterns as Surefire takes them; {@code Class#method} names methods,
   * {@code !pattern} leaves classes out. Without it: what Surefire includes without being told.
   *
   * <pre>{@code
   * <includes>
   *   <include>com/example/*KernelTest.java</include>
   * </includes>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.includes")
  private List<String> includes = new ArrayList<>();

  /**
   * Test classes to exclude, as Surefire patterns.
   *
   * <pre>{@code
   * <excludes>
   *   <exclude>com/example/Host*Test.java</exclude>
   * </excludes>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.excludes")
  private List<String> excludes = new ArrayList<>();

  /**
   * TestNG groups, and JUnit tags or tag expressions, to run. Default: all.
   *
   * <pre>{@code
   * <groups>
   *   <group>kernel</group>
   * </groups>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.groups")
  private List<String> groups = new ArrayList<>();

  /**
   * TestNG groups, and JUnit tags or tag expressions, to exclude.
   *
   * <pre>{@code
   * <excludedGroups>
   *   <excludedGroup>host</excludedGroup>
   * </excludedGroups>
   * }</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.excludedGroups")
  private List<String> excludedGroups = new ArrayList<>();

  /**
   * Whether a test class fails if it leaks file descriptors, or other resources that a {@code
   * dev.bpfj.kernelvm.test.ResourceProbe} service on the class path reports.
   *
   * <pre>{@code <leakCheck>true</leakCheck>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.leakCheck", defaultValue = "false")
  private boolean leakCheck;

  /**
   * The Debian mirror to download kernels from. Default: the one that this machine's apt uses.
   *
   * <pre>{@code <mirror>http://mirror.example.com/debian</mirror>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.mirror")
  private @Nullable String mirror;

  /**
   * The cache directory for kernels, libraries and Java runtimes.
   *
   * <pre>{@code <cacheDirectory>/var/cache/kernels</cacheDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(
      property = "bpf.kernelTest.cacheDirectory",
      defaultValue = "${user.home}/.cache/bpfj/kernels")
  private @Nullable File cacheDirectory;

  /**
   * The output directory, which gets {@code summary.txt} and, for each kernel, a directory with
   * reports in Surefire's format and the console output. A kernel's directory is deleted before the
   * run; if it contains other files, the build fails instead.
   *
   * <pre>{@code <reportsDirectory>target/kernels</reportsDirectory>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(
      property = "bpf.kernelTest.reportsDirectory",
      defaultValue = "${project.build.directory}/kernel-reports")
  private @Nullable File reportsDirectory;

  /**
   * Whether to skip the tests on all kernels. {@code bpf.skip}, {@code skipTests} and {@code
   * maven.test.skip} skip them too.
   *
   * <pre>{@code <skipKernelTests>true</skipKernelTests>}</pre>
   *
   * @since 0.9.0
   */
  @Parameter(property = "bpf.kernelTest.skip", defaultValue = "false")
  private boolean skipKernelTests;

  @Parameter(defaultValue = "${skipTests}", readonly = true)
  private boolean skipTests;

  @Parameter(defaultValue = "${maven.test.skip}", readonly = true)
  private boolean skipTestCompilation;

  @Parameter(defaultValue = "${settings.offline}", readonly = true)
  private boolean offline;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true, required = true)
  private @Nullable RepositorySystemSession repositorySession;

  @Parameter(
      defaultValue = "${project.remoteProjectRepositories}",
      readonly = true,
      required = true)
  private @Nullable List<RemoteRepository> repositories;

  private final RepositorySystem repositorySystem;

  /**
   * Makes the goal.
   *
   * @param repositorySystem resolves what runs JUnit's tests
   */
  @Inject
  public KernelTestMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  @Override
  void run(Context context) throws MojoExecutionException, MojoFailureException {
    CommandLine given = new CommandLine(context.commandLine(), "bpf.kernelTest.");
    if (given.flag("skip", skipKernelTests) || skipTests || skipTestCompilation) {
      getLog().info("kernel tests are skipped");
      return;
    }
    try {
      KernelTestRequest request = request(context, given);
      report(KernelTests.run(request, new MojoLog(getLog())), request.reports());
    } catch (NoTestsException e) {
      if (!mayBeNone(context.commandLine())) {
        throw new MojoFailureException(Messages.lines(e.getMessage()), Messages.cause(e));
      }
      getLog().info(Messages.line("kernel tests are skipped: " + e.getMessage()));
    } catch (InvalidRequestException e) {
      throw new MojoFailureException(Messages.lines(e.getMessage()), Messages.cause(e));
    } catch (KernelTestException | DependencyResolutionRequiredException e) {
      throw new MojoExecutionException(Messages.lines(e.getMessage()), Messages.cause(e));
    }
  }

  /** Whether Surefire's property allows {@code -Dtest} to select no test in this module. */
  private static boolean mayBeNone(Properties commandLine) {
    return commandLine.getProperty("test") != null
        && "false".equals(commandLine.getProperty("surefire.failIfNoSpecifiedTests"));
  }

  private void report(KernelTestReport report, Path reports) throws MojoFailureException {
    report.summary().lines().map(Messages::line).forEach(getLog()::info);
    List<String> failures = report.failures();
    if (!failures.isEmpty()) {
      throw new MojoFailureException(
          Messages.lines(
              "kernel tests: failures="
                  + failures.size()
                  + ", reports in "
                  + reports
                  + ":\n"
                  + String.join("\n", failures)));
    }
  }

  private KernelTestRequest request(Context context, CommandLine given)
      throws DependencyResolutionRequiredException {
    return new KernelTestRequest(
        given.list("kernels", kernels),
        tests(context, given),
        guest(context, given),
        new Limits(
            given.number("memory", memory),
            given.number("cpus", cpus),
            Duration.ofSeconds(given.number("bootTimeout", bootTimeout)),
            Duration.ofSeconds(given.number("timeout", timeout)),
            given.number("guests", guests)),
        new Sources(
            path(context, given, "cacheDirectory", cacheDirectory).orElseThrow(),
            Optional.ofNullable(given.text("mirror", mirror)),
            path(context, given, "kernelList", kernelList),
            offline),
        path(context, given, "reportsDirectory", reportsDirectory).orElseThrow());
  }

  private TestSelection tests(Context context, CommandLine given) {
    String named = context.commandLine().getProperty("test");
    boolean isNamed = named != null && !given.has("includes");
    String inGroups = context.commandLine().getProperty("groups");
    return new TestSelection(
        List.of(Path.of(context.project().getBuild().getTestOutputDirectory())),
        isNamed ? CommandLine.split(named) : given.list("includes", includes),
        isNamed ? List.of() : given.list("excludes", excludes),
        inGroups == null || given.has("groups")
            ? given.list("groups", groups)
            : CommandLine.split(inGroups),
        given.list("excludedGroups", excludedGroups));
  }

  private List<Path> classPath(Context context) throws DependencyResolutionRequiredException {
    return JUnitPlatform.completed(
        context.project().getTestClasspathElements().stream().map(Path::of).toList(),
        context.project().getArtifacts(),
        new MavenArtifacts(repositorySystem, injected(repositorySession), injected(repositories)));
  }

  private GuestOptions guest(Context context, CommandLine given)
      throws DependencyResolutionRequiredException {
    String named = given.text("libbpf", libbpf);
    String machine = given.text("architecture", architecture);
    Architecture guests = machine == null ? Architecture.host() : Architecture.of(machine);
    return new GuestOptions(
        guests,
        classPath(context),
        java(context, given.text("javaHome", javaHome)),
        given.list("jvmArguments", jvmArguments),
        systemPropertiesWith(named),
        Optional.ofNullable(named).orElse(guests.isHost() ? "host" : "none"),
        given.list("modules", modules),
        given.list("kernelArguments", kernelArguments),
        given.flag("leakCheck", leakCheck));
  }

  /** Makes the tests use the libbpf that the user named. */
  private Map<String, String> systemPropertiesWith(@Nullable String namedLibbpf) {
    Map<String, String> properties = new TreeMap<>(systemProperties);
    if (namedLibbpf != null && !namedLibbpf.equals("none")) {
      properties.putIfAbsent("dev.bpfj.libbpf", "libbpf.so.1");
    }
    return properties;
  }

  /** Resolves a JDK directory against the project's. */
  private static Optional<String> java(Context context, @Nullable String wanted) {
    return Optional.ofNullable(wanted)
        .map(
            homeOrVersion -> {
              Path directory = context.baseDirectory().resolve(homeOrVersion);
              return Files.isDirectory(directory) ? directory.toString() : homeOrVersion;
            });
  }

  private static Optional<Path> path(
      Context context, CommandLine given, String parameter, @Nullable File configured) {
    String text = given.text(parameter, configured == null ? null : configured.getPath());
    return Optional.ofNullable(text).map(File::new).map(context::path);
  }
}
