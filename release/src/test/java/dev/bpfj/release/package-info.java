/**
 * What a release has to be: what is deployed and what its POMs say ({@code PomsTest}), the version
 * that pages name ({@code VersionTest}), the forge's workflows ({@code WorkflowsTest}), and the
 * files of a deployed release ({@code DeployedTest}, which {@code scripts/rehearse-release} runs).
 */
package dev.bpfj.release;
