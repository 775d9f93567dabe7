"""The sample notices in other forms: forms.py NOTICE FOLDER writes NAME.html, NAME.docx (whose labels are
counted by automatic numbering), NAME.ofd, NAME.pdf (in one column) and NAME.columns.pdf (in two), NAME.zip and NAME.warc, all with the notice's lines."""
import os
import re
import sys
import zipfile
from xml.sax.saxutils import escape

import pdf

WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
OFD = 'http://www.ofdspec.org/2016'
DIGITS = '零一二三四五六七八九十'

# What Word counts by itself: the label as printed, its number format, its text.
LEVELS = [(r'([一二三四五六七八九十]+)、', 'chineseCounting', '%1、'),
          (r'（([一二三四五六七八九十]+)）', 'chineseCounting', '（%2）'),
          (r'(\d{1,2})\.(?!\d)', 'decimal', '%3.')]


def chinese(number):
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else '') + ('十' if tens else '') + (DIGITS[ones] if ones or not tens else '')


def page(lines):
    body = ''.join(f'<p style="text-indent: 2em">{escape(line)}</p>\n' for line in lines)
    return ('<!DOCTYPE html><html><head><meta charset="utf-8"><title>网站</title></head><body><div class="nav">'
            '<a href="/">首页</a> <a href="/zwgk">政务公开</a></div><div id="content">' + body +
            '</div><div class="foot">版权所有</div></body></html>').encode()


def run(text, properties=''):
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ''


FIELD = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://www.example.gov.cn/"</w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r>')

# What stands between two runs of a paragraph and is not printed; paragraphs take turns.
UNPRINTED = ['', run('隐藏99%', '<w:rPr><w:vanish/></w:rPr>'), '<w:moveFrom w:id="1">' + run('移走8家') + '</w:moveFrom>',
             '<w:del w:id="2"><w:r><w:delText>删去7项</w:delText></w:r></w:del>']


def runs(text):
    middle, turn = len(text) // 2, len(text) % 5
    if turn == len(UNPRINTED):
        return run(text[:middle]) + FIELD % run(text[middle:middle + 3]) + run(text[middle + 3:])
    return run(text[:middle]) + UNPRINTED[turn] + run(text[middle:])


def paragraph(line, counters):
    """A paragraph of a DOCX. Its label is left to Word where Word would count the same number."""
    for level, (label, form, _) in enumerate(LEVELS):
        match = re.match(label, line)
        if not match:
            continue
        expected = counters[level] + 1
        if match[1] != (str(expected) if form == 'decimal' else chinese(expected)):
            break
        counters[level:] = [expected] + [0] * (len(counters) - level - 1)
        numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        return f'<w:p>{numbered}{runs(line[match.end():])}</w:p>'
    return f'<w:p>{runs(line)}</w:p>'


def relationship(kind, target):
    return (f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONSHIP}/{kind}" '
            f'Target="{target}"/></Relationships>')


def write_docx(path, lines):
    counters = [0] * len(LEVELS)
    body = ''.join(paragraph(line, counters) for line in lines)
    levels = ''.join(f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
                     f'<w:lvlText w:val="{text}"/></w:lvl>' for i, (_, form, text) in enumerate(LEVELS))
    numbering = (f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
                 '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')
    types = ''.join(f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                    f'wordprocessingml.{kind}+xml"/>' for part, kind in (('document', 'document.main'),
                                                                        ('numbering', 'numbering')))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        package.writestr('[Content_Types].xml', f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                         f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>')
        package.writestr('_rels/.rels', relationship('officeDocument', 'word/document.xml'))
        package.writestr('word/_rels/document.xml.rels', relationship('numbering', 'numbering.xml'))
        package.writestr('word/document.xml', f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        package.writestr('word/numbering.xml', numbering)


def ems(text):
    return sum(0.5 if c.isascii() else 1 for c in text)


def wrapped(lines, width=36):
    """(text, whether it begins a paragraph, whether it ends one), as a page breaks lines: the first of a
    paragraph is set in by two ems; numbers and Latin words stay whole, no line begins with a mark that closes."""
    for line in lines:
        start = 0
        while start < len(line):
            end, room = start + 1, width - 2 * (start == 0)
            while end < len(line) and ems(line[start:end + 1]) <= room:
                end += 1
            while end < len(line) and end > start + 1 and (
                    line[end] in '，。、；：）》”％%？！' or re.match(r'[0-9A-Za-z.]{2}', line[end - 1:end + 1])):
                end -= 1
            yield line[start:end], start == 0, end == len(line)
            start = end


def one_object(number, x, y, text, steps):
    deltas = f' DeltaX="{steps}"' if steps else ''
    return (f'<ofd:TextObject ID="{number}" Boundary="{x:g} {y} 170 5" Font="1" Size="4.5">'
            f'<ofd:TextCode X="0" Y="4"{deltas}>{escape(text)}</ofd:TextCode></ofd:TextObject>')


def scaled_object(number, x, y, text, steps):
    """The font has one millimetre, its transformation the size; equal steps are written as runs."""
    runs = []
    for step in (f'{float(step) / 4.5:.4g}' for step in steps.split()):
        if runs and runs[-1][1] == step:
            runs[-1][0] += 1
        else:
            runs.append([1, step])
    deltas = ' '.join(step if times == 1 else f'g {times} {step}' for times, step in runs)
    return (f'<ofd:TextObject ID="{number}" Boundary="{x:g} {y} 170 5" Font="1" Size="1" CTM="4.5 0 0 4.5 0 0">'
            f'<ofd:TextCode X="0" Y="0.8889"{f""" DeltaX="{deltas}" """ if deltas else ""}>{escape(text)}'
            '</ofd:TextCode></ofd:TextObject>')


def glyph_objects(number, x, y, text, steps):
    """An object for each glyph, the last first: their order in the file means nothing."""
    places = [x]
    for step in steps.split():
        places.append(places[-1] + float(step))
    return ''.join(one_object(number, place, y, glyph, '') for place, glyph in reversed(list(zip(places, text))))


# How producers write a line; pages take turns.
WRITERS = [one_object, scaled_object, glyph_objects]


def line_object(page, row, text, first, last, size=4.5, width=36):
    """A line of a page; all but a paragraph's last are stretched to the right edge."""
    x, room = (20 + 2 * size, width - 2) if first else (20, width)
    slack = 0 if last or len(text) < 2 else (room - ems(text)) / (len(text) - 1)
    steps = ' '.join(f'{(ems(c) + slack) * size:.4g}' for c in text[:-1])
    return WRITERS[page % len(WRITERS)](100 * page + row, x, 20 + 8 * row, text, steps)


def write_ofd(path, lines):
    rows = list(wrapped(lines))
    pages = [rows[i:i + 30] for i in range(0, len(rows), 30)]
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        package.writestr('OFD.xml', f'<ofd:OFD xmlns:ofd="{OFD}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml'
                                    '</ofd:DocRoot></ofd:DocBody></ofd:OFD>')
        listed = ''.join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
        package.writestr('Doc_0/Document.xml', f'<ofd:Document xmlns:ofd="{OFD}"><ofd:Pages>{listed}</ofd:Pages>'
                                               '</ofd:Document>')
        for i, page_rows in enumerate(pages):
            objects = ''.join(line_object(i, n, *row) for n, row in enumerate(page_rows))
            package.writestr(f'Doc_0/Pages/Page_{i}/Content.xml',
                             f'<ofd:Page xmlns:ofd="{OFD}"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>'
                             '</ofd:Page>')


def write_warc(path, name, html):
    block = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + html
    head = (f'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://www.example.gov.cn/{name}.html\r\n'
            f'Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n')
    with open(path, 'wb') as f:
        f.write(head.encode() + block + b'\r\n\r\n')


def main(notice, folder):
    name = os.path.splitext(os.path.basename(notice))[0]
    path = os.path.join(folder, name)
    with open(notice, 'rb') as f:
        source = f.read()
    plain = re.sub(r'^#+ |\*\*|^- ', '', source.decode(), flags=re.M)
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    html = page(lines)
    with open(path + '.html', 'wb') as f:
        f.write(html)
    write_docx(path + '.docx', lines)
    write_ofd(path + '.ofd', lines)
    pdf.write_pdf(path + '.pdf', lines, head='内部资料 注意保存')
    pdf.write_pdf(path + '.columns.pdf', lines, columns=2)
    with zipfile.ZipFile(path + '.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(os.path.basename(notice), source)
    write_warc(path + '.warc', name, html)


if __name__ == '__main__':
    main(*sys.argv[1:])
