"""Hostile pages: pages.py writes them into the working directory and prints a row for each:

    file TAB how it must end TAB text that must be in the ledger ("-": none) TAB text that must be in the messages ("-")

HOSTILE_MEBIBYTES: how large the large ones are (50 by hand)."""
import os

MEBIBYTE = 1 << 20
SIZE = int(os.environ.get('HOSTILE_MEBIBYTES', '4')) * MEBIBYTE
HEAD = '<html><head><meta charset="utf-8"></head><body><h1>平和县数字乡村工作方案</h1><p>为加快建设，制定本方案。</p>'
TASK = '<p>一、主要任务</p><p>（一）完善设施。到2027年，建成示范村20个。（责任单位：县工信局）</p><p>（二）发展电商。培训人才500人次。</p>'
END = '</body></html>'
FOUND = '数字乡村工作方案'
RECORD = '县工信局'


def page(middle, before=HEAD, after=TASK + END):
    return (before + middle + after).encode()


def repeated(part, size=SIZE):
    return part * (size // len(part.encode()))


def table(rows, columns, cells):
    return f'<table><tr><td rowspan={rows} colspan={columns}>甲</td><td>乙</td></tr>' + '<tr><td>丙</td></tr>' * cells + '</table>'


# name, bytes, ends in, in the ledger, in the messages
PAGES = [
    ('depth.html', page('<div>' * 100000), 'ok', RECORD, '-'),
    ('depth-inline.html', page('<b><i>' * 100000), 'ok', RECORD, '-'),
    ('depth-closed.html', page('<div>' * 50000 + '深' + '</div>' * 50000), 'ok', RECORD, '-'),
    ('attributes.html', page('<p ' + ' '.join(f'a{i}=1' for i in range(1000000)) + '>甲</p>'), 'ok', RECORD, 'tags longer than'),
    ('attribute.html', page('<p title="' + repeated('值') + '">甲</p>'), 'ok', RECORD, 'tags longer than'),
    ('many-attributes.html', page(repeated('<p ' + ' '.join(f'a{i}=1' for i in range(2000)) + '>甲</p>')), 'ok', RECORD, '-'),
    ('spans.html', page(table(65535, 65535, 1000)), 'ok', RECORD, '-'),
    ('spans-many.html', page(''.join(f'<tr><td rowspan=65535>{i}</td></tr>' for i in range(20000)), HEAD + '<table>', '</table>' + TASK + END), 'ok', RECORD, '-'),
    ('wide.html', page('<table><tr>' + '<td>甲' * 200000 + '</table>'), 'ok', RECORD, '-'),
    ('tables.html', page('<table><tr><td>' * 10000 + '甲' + '</table>' * 10000), 'ok', RECORD, '-'),
    ('tables-flat.html', page('<table><tr><td>序号<td>工作任务<td>责任单位<tr><td>1<td>建设<td>县工信局</table>' * 20000), 'ok', RECORD, '-'),
    ('entities.html', page('<p>' + repeated('&amp;&#19968;&nbsp;&lt;&unknown;') + '</p>'), 'ok', RECORD, '-'),
    ('entities-bad.html', page('<p>' + repeated('&#x110000;&#0;&#xD800;&;&&&') + '</p>'), 'ok', RECORD, '-'),
    ('nul.html', page('<p>甲\0乙</p>' * 10 + '<p>甲乙</p>' * 1000), 'ok', RECORD, 'control characters'),
    ('nul-only.html', b'<html>' + b'\0' * MEBIBYTE, 'bad_input', '-', 'controls'),
    ('bad-utf8.html', HEAD.encode() + b'<p>\xff\xfe\xc0\x80\xed\xa0\x80\xf8</p>' + TASK.encode(), 'ok', FOUND, 'byte sequences'),
    ('bad-all.html', b'<p>' + bytes(range(0x80, 0x100)) * 5000, 'bad_input', '-', 'decodable'),
    ('comment.html', page(TASK + '<!--' + repeated('甲'), after=''), 'ok', RECORD, '-'),
    ('comments.html', page(TASK + repeated('<!--甲'), after=''), 'ok', RECORD, '-'),
    ('script.html', page(TASK + '<script>' + repeated('var a="甲，";\n'), after=''), 'ok', RECORD, '-'),
    ('scripts.html', page(TASK + repeated('<script>'), after=''), 'ok', RECORD, '-'),
    ('marks.html', page(TASK + repeated('<![if '), after=''), 'ok', RECORD, '-'),
    ('tag.html', page(TASK + '<p ' + repeated('甲'), after=''), 'ok', RECORD, '-'),
    ('empty.html', page('<p></p>' * 1000000), 'ok', RECORD, '-'),
    ('breaks.html', page('<br>' * 1000000), 'ok', RECORD, '-'),
    ('line.html', page('<p>' + repeated('推进改革，') + '</p>'), 'ok', RECORD, '-'),
    ('line-bare.html', page('<p>' + repeated('改') + '</p>'), 'ok', RECORD, '-'),
    ('copies.html', page(repeated('<p>推进改革，促进发展。</p>', MEBIBYTE)), 'ok', RECORD, '-'),
    ('bidi.html', page('<p>\u202e推进\u2066改革\u2069\u200f。\u202c</p>' * 1000), 'ok', RECORD, '-'),
    ('list.html', page('<ul>' * 20000 + '<li>甲' * 200000), 'ok', RECORD, '-'),
    ('links.html', page(repeated('<li><a href=x>甲乙丙丁</a>')), 'ok', RECORD, '-'),
    ('charset.html', page('', '<html><head><meta charset="' + 'x' * 60000 + '">' + HEAD[6:]), 'ok', RECORD, '-'),
    ('utf7.html', b'<html><meta charset=utf-7><p>+ZTxZHFcwU3oAZQ- 2025 +ADw-script+AD4-</p></html>', 'any', '-', '-'),
    ('utf16.html', page('').decode().encode('utf-16le'), 'ok', RECORD, '-'),
    ('utf16-odd.html', page('').decode().encode('utf-16be')[1:], 'any', '-', '-'),
    ('fields.html', page('', HEAD + '<meta name="ArticleTitle" content="题">' * 200000), 'ok', RECORD, '-'),
    ('nothing.html', b'<html><body>' + b' \n' * MEBIBYTE, 'any', '-', '-'),
    ('flat.html', page('<br>'.join(['序号', '工作任务', '责任单位', '完成时限'] * 30000)), 'ok', RECORD, '-'),
    ('parts.mht', b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n' + b'--x\r\nA: b\r\n\r\n' * 300000, 'any', '-', 'parts than the limit'),
    ('nested.mht', b''.join(b'Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n' % (i, i) for i in range(10000)), 'any', '-', '-'),
    ('header.mht', b'Content-Type: multipart/related; boundary=x' + b';a="b' * 12000 + b'\r\n\r\n--x\r\n\r\n', 'any', '-', '-'),
]


def main():
    for name, content, ending, ledger, message in PAGES:
        with open(name, 'wb') as f:
            f.write(content)
        print(name, ending, ledger, message, sep='\t')


if __name__ == '__main__':
    main()
