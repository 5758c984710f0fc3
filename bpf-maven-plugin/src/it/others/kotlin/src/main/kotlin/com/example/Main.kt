package com.example

/** Uses the skeleton, whose types say what is never null. */
fun main() {
  CallCountSkel.open().use { skel ->
    skel.bss().count(42)
    val name: String = skel.progs().onEnter().name()
    println("$name: ${skel.bss().count()}")
  }
}
