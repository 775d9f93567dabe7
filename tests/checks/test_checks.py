"""The checks themselves: each finds what it is for, and leaves alone what is right."""
import os
import tempfile
import unittest

import chinese
import includes
import readme
import sizes
import words


class Checks(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def complaints(self, check, path, text):
        full = os.path.join(self.folder.name, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, 'w', encoding='utf-8') as f:
            f.write(text)
        found = check(self.folder.name)
        os.remove(full)
        return found

    def test_includes_point_one_way(self):
        for path, text, wrong in [
                ('ingest/a.c', '#include "extract/notice.h"\n', 1),
                ('extract/a.c', '#include "ingest/fold.h"\n', 0),
                ('extract/engine/a.c', '#include "extract/value/time.h"\n', 1),
                ('extract/records/a.c', '#include "extract/value/time.h"\n', 0),
                ('extract/records/a.c', '#include "extract/notice.h"\n', 1),
                ('extract/records/a.c', '#include <pcre2.h>\n', 1),
                ('extract/engine/a.c', '#include <pcre2.h>\n', 0),
                ('out/a.c', '#include <unicode/uchar.h>\n', 1)]:
            with self.subTest(path=path, text=text):
                self.assertEqual(len(self.complaints(includes.check, path, text)), wrong)

    def test_no_chinese_in_c(self):
        for path, text, wrong in [
                ('out/a.c', '/* 市 */\n', 1), ('out/a.c', 'char16_t c = 0x5E02; /* city */\n', 0),
                ('out/a.c', 'u"\\u5e02"\n', 1), ('out/a.c', 'u"\\u00b7"\n', 0),
                ('tests/a.c', '/* 市 */\n', 0)]:
            with self.subTest(path=path, text=text):
                self.assertEqual(len(self.complaints(chinese.check, path, text)), wrong)

    def test_files_and_functions_stay_small(self):
        def function(lines):
            return 'int f(int a,\n      int b) {\n' + 'a++;\n' * (lines - 3) + '}\n'
        short = function(10) * 20
        for text, wrong in [(short + function(80), 0), (short + function(81), 1),
                            ('static const int t[] = {\n' + '1,\n' * 90 + '};\n', 0),
                            ('typedef struct {\n' + 'int a;\n' * 90 + '} t;\n', 0),
                            ('int a;\n' * 400, 0), ('int a;\n' * 401, 1),
                            (function(10) * 8 + function(50), 1)]:
            with self.subTest(lines=text.count('\n'), wrong=wrong):
                self.assertEqual(len(self.complaints(sizes.check, 'out/a.c', text)), wrong)

    def test_nothing_is_put_off(self):
        self.assertEqual(len(self.complaints(words.check, 'a.md', 'TO' + 'DO: more\n')), 1)
        self.assertEqual(len(self.complaints(words.check, 'a.md', 'Todos los documentos\n')), 0)

    def test_readme_blocks_are_found_with_their_output(self):
        text = '<!-- test -->\n```sh\necho a\n```\n\n```text\na\n```\n```sh\nnot run\n```\n'
        self.assertEqual(readme.examples(text, 'test'), [('echo a\n', 'a\n')])
        self.assertEqual(readme.examples('<!-- newcomer -->\n```sh\nb\n```\ntext\n', 'newcomer'), [('b\n', None)])


if __name__ == '__main__':
    unittest.main()
