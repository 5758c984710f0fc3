package dev.bpfj.object.btf;

/**
 * Where a function begins.
 *
 * @param section the function's section, as the file names it
 * @param offset its first instruction's place in the section, in bytes
 * @param function its type
 */
public record FunctionInfo(String section, long offset, BtfType.Func function) {}
