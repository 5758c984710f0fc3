/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* The test prints every variable of this file again, and expects the line that declares it. */
struct point {
	int x;
	int y;
};
typedef int number;
struct opaque;
enum color { RED, GREEN };
union both {
	int i;
	float f;
};

/* declarations */
int integer;
unsigned long long wide;
__int128 huge;
_Bool flag;
double precise;
number alias;
struct point point;
union both both;
enum color color;
struct opaque *opaque;
void *pointer;
const char *text;
char * const constant_pointer = 0;
const char * const constant_both = 0;
volatile int fickle;
int * volatile fickle_pointer;
int *pointers[3];
int (*pointer_to_array)[3];
int matrix[2][3];
int *(*odd[2])[3];
struct point points[4][5];
int (*function)(int, char *);
void (*empty_function)(void);
int (*variadic)(const char *, ...);
int (*functions[4])(struct point *);
int (* (*returns_function)(int))(char);
void (*takes_function)(int (*)(void));
int (* (*returns_array)(void))[3];
struct {
	int a;
	struct {
		char b;
		long c;
	} inner[2];
	union {
		int d;
		float e;
	};
} anonymous;
enum {
	FIRST = 0,
	SECOND = 7,
} choice;
struct {
	unsigned int low: 3;
	unsigned int high: 7;
} bits;
struct {
	char a;
	long b;
} __attribute__((packed)) packed;
/* end */
