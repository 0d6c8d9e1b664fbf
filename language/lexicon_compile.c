/* SPDX-License-Identifier: Apache-2.0 */
/* The build's own compiler of the language data; `rasid lexicon compile` is the same for users. */
#include "lexicon/compile.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    char error[1024] = "";

    if (argc != 3) {
        fprintf(stderr, "usage: lexicon_compile FOLDER OUT\n");
        return 64;
    }
    if (lexicon_compile(argv[1], argv[2], error, sizeof(error)) != STATUS_OK) {
        fprintf(stderr, "lexicon_compile: %s\n", error);
        return 65;
    }
    return 0;
}
