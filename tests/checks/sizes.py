"""Files have at most 400 lines, functions at most 80, and nine functions in ten under 40.

The layout is clang-format's, so a function begins with a line at the margin that opens a brace
and ends with a brace at the margin."""
import re
import tree

FILE_LINES = 400
FUNCTION_LINES = 80
USUAL_LINES = 40
NO_FUNCTION = re.compile(r'(typedef|struct|enum|union|extern)\b(?!.*\))|.*=\s*\{$|.*\bconst struct \{$')


def functions(lines):
    """(first line, length) of each function in the numbered lines of a C file."""
    start = None
    for number, line in lines:
        if line[:1].isalpha() and not line.endswith(';'):
            start = number
        if line.endswith('{') and line[:1] not in ' #' and NO_FUNCTION.match(line):
            start = None
        if line.startswith('}'):
            if start and line == '}':
                yield start, number - start + 1
            start = None


def check(root):
    found, lengths = [], []
    for path in tree.files(root, '.c', '.h'):
        lines = tree.lines(root, path)
        if len(lines) - 1 > FILE_LINES:
            found.append(f'{path}: {len(lines) - 1} lines; split it by responsibility (limit {FILE_LINES})')
        for start, length in functions(lines):
            lengths.append(length)
            if length > FUNCTION_LINES:
                found.append(f'{path}:{start}: function of {length} lines (limit {FUNCTION_LINES})')
    long = sum(length >= USUAL_LINES for length in lengths)
    if long * 10 > len(lengths):
        found.append(f'{long} of {len(lengths)} functions have {USUAL_LINES} lines or more; at most one in ten may')
    return found


if __name__ == '__main__':
    tree.main(check)
