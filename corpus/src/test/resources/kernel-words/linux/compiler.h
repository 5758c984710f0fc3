/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Words of the kernel's own headers, which installing them for users takes out. */
#define __user
#define __force
#define __attribute_const__ __attribute__((const))
