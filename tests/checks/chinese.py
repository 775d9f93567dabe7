"""No Chinese in C outside tests/: every word of the language lives under rules/."""
import re
import tree

CHINESE = re.compile('[\u2e80-\u2fff\u3000-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]')
ESCAPED = re.compile(r'\\u(2[e-f]|[3-9][0-9a-f]|f9|fa|ff)[0-9a-f]{2}', re.IGNORECASE)


def check(root):
    return [f'{path}:{number}: Chinese in C: {line.strip()}'
            for path in tree.files(root, '.c', '.h') if tree.stage(path) != 'tests'
            for number, line in tree.lines(root, path)
            if CHINESE.search(line) or ESCAPED.search(line)]


if __name__ == '__main__':
    tree.main(check)
