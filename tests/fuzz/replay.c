/*
 * Runs a fuzz target over files, and over each of them cut short and with a byte changed, where
 * there is no libFuzzer: seeds and inputs that once broke something stay tests in every build.
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/target.h"

enum { SMALL = 10000, PARTS = 20 }; /* small inputs are cut at every twentieth */

static uint8_t *read_whole(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    *length = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(*length + 1);
    if (!bytes || fread(bytes, 1, *length, file) != *length) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return bytes;
}

static void replay(const char *path) {
    size_t length;
    uint8_t *bytes = read_whole(path, &length);
    LLVMFuzzerTestOneInput(bytes, length);
    LLVMFuzzerTestOneInput(bytes, length * 2 / 3 + 1 < length ? length * 2 / 3 + 1 : length);
    for (size_t part = 1; length < SMALL && part < PARTS; part++)
        LLVMFuzzerTestOneInput(bytes, length * part / PARTS);
    if (length) bytes[length / 2] ^= 0x55;
    LLVMFuzzerTestOneInput(bytes, length);
    free(bytes);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) replay(argv[i]);
    printf("%d inputs replayed\n", argc - 1);
    return 0;
}
