"""Includes point one way: cli -> out -> extract -> ingest -> base, and inside extract
records -> outline -> layout -> value -> engine. Foreign libraries stay in the files named here."""
import re
import tree

# Each stage may include itself and those after it.
STAGES = ['cli', 'out', 'extract', 'ingest', 'base']
INSIDE_EXTRACT = ['records', 'outline', 'layout', 'value', 'engine']

# Header of a foreign library: the paths that may include it.
FOREIGN = {
    r'pcre2\.h': r'extract/engine/',
    r'archive(_entry)?\.h': r'ingest/packed/archive\.|ingest/containers/unpack\.',
    r'nettle/': r'base/sha256\.',
    r'jansson\.h': r'cli/|ingest/containers/json_lines\.',
    r'sqlite3\.h': r'cli/batch/(ledger_sql|status)\.',
    r'seccomp\.h': r'cli/batch/sandbox\.',
    r'libxml/': r'extract/engine/(schema|rulefile)|ingest/(formats|html|markup|docx|ofd)/|ingest/text/references|out/(read|markup|version)|cli/xml_reserve',
    r'unicode/': r'base/str\.|ingest/(charset|fold|decode|markup/trace|docx/number)|extract/(value|layout)/segment|out/(essence|line|score/likeness|version)|cli/width',
}
INCLUDE = re.compile(r'\s*#\s*include\s*["<]([^">]+)[">]')


def wrong_way(order, place, included):
    return place in order and included in order and order.index(included) < order.index(place)


def complaint(path, included):
    here, there = path.split('/'), included.split('/')
    if wrong_way(STAGES, here[0], there[0]):
        return f'{here[0]}/ must not include {there[0]}/'
    if here[0] == there[0] == 'extract' and len(here) > 2 and len(there) > 2 \
            and wrong_way(INSIDE_EXTRACT, here[1], there[1]):
        return f'extract/{here[1]}/ must not include extract/{there[1]}/'
    if here[0] == 'extract' and len(here) > 2 and included == 'extract/notice.h':
        return 'a part of the pipeline must not include the whole'
    for header, allowed in FOREIGN.items():
        if re.match(header, included) and not re.match(allowed, path):
            return f'this foreign library has its own files: {allowed}'
    return None


def check(root):
    found = []
    for path in tree.files(root, '.c', '.h'):
        if tree.stage(path) not in STAGES:
            continue
        for number, line in tree.lines(root, path):
            include = INCLUDE.match(line)
            reason = complaint(path, include[1]) if include else None
            if reason:
                found.append(f'{path}:{number}: includes "{include[1]}": {reason}')
    return found


if __name__ == '__main__':
    tree.main(check)
