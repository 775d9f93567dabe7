"""Notices for the long tests of batches: generate.py SOURCE DIR COUNT [FAULTS]

COUNT different notices in DIR, made of the sample notices of the source tree: plain text in UTF-8 and
GB18030, Markdown, HTML pages and DOCX, in turn. With FAULTS one in a hundred is named so that the
faulty worker (tests/batch/fault.h) fails with it; contents are the same as without."""
import html
import os
import random
import sys
import zipfile

FAULTS = ['crash', 'loop', 'allocate', 'flood', 'exit', 'nonsense']
WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'


def docx(path, lines):
    paragraphs = ''.join(f'<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>' for line in lines)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo('word/document.xml'),
                         f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>')


def page(lines):
    paragraphs = ''.join(f'<p>{html.escape(line)}</p>\n' for line in lines)
    return ('<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="通知"></head>'
            f'<body><div class="content">\n{paragraphs}</div></body></html>')


def write(folder, name, kind, lines):
    path = os.path.join(folder, name)
    if kind == 'docx':
        return docx(f'{path}.docx', lines)
    text = page(lines) if kind == 'html' else '\n\n'.join(lines) if kind == 'md' else '\n'.join(lines)
    encoding = 'gb18030' if kind == 'gbk' else 'utf-8'
    extension = 'txt' if kind == 'gbk' else kind
    with open(f'{path}.{extension}', 'w', encoding=encoding) as file:
        file.write(text + '\n')


def main():
    source, folder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    faults = len(sys.argv) > 4
    samples = []
    for name in ('liuyang.txt', 'gansu.txt', 'hainan.txt'):
        with open(f'{source}/corpus/{name}', encoding='utf-8') as file:
            samples.append([line.strip() for line in file if line.strip()])
    with open(f'{source}/tests/cli/notice.txt', encoding='utf-8') as file:
        samples.append([line.strip() for line in file if line.strip()])
    os.makedirs(folder, exist_ok=True)
    for i in range(count):
        chance = random.Random(i)
        sample = samples[i % len(samples)]
        start = chance.randrange(len(sample))
        lines = [f'关于印发第{i}号工作方案的通知'] + sample[start:start + 30] + [f'完成改造{i + 2}个。']
        name = f'n{i:06d}'
        if faults and i % 100 == 99:
            name += f'.{FAULTS[i // 100 % len(FAULTS)]}.'
        write(folder, name, ('txt', 'gbk', 'md', 'html', 'docx')[i % 5], lines)


main()
