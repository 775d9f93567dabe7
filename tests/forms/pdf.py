"""A small writer of PDF: write_pdf(path, lines, columns) sets the lines as a word processor does, in one column or two,
with a running head and page numbers. The font is not embedded; its codes are those of Unicode and say so."""
import re

WIDTH, HEIGHT, TOP, BOTTOM, LEFT = 595, 842, 760, 90, 76
CLOSING = '，。、；：）》”％%？！'


def ems(text):
    return sum(0.5 if c.isascii() else 1 for c in text)


def pieces(line):
    """What a line may be broken between: numbers and Latin words stay whole, no line begins with a mark that closes."""
    return re.findall(rf'(?:[0-9A-Za-z.]+|.)[{CLOSING}]*', line)


def broken(line, width):
    """The line's parts as a page breaks it, the first set in by two characters; each with its indent."""
    text, indent = '', 2
    for piece in pieces(line):
        if text and ems(text + piece) > width - indent:
            yield text, indent
            text, indent = '', 0
        text += piece
    yield text, indent


def shown(text, x, y, size):
    codes = ''.join(f'{ord(c):04X}' for c in text)
    return f'BT /F {size} Tf {x:.2f} {y:.2f} Td <{codes}> Tj ET\n' if text else ''


def pages(lines, size, width, columns, rows):
    """Lists of (column, row, indent, text)."""
    page, at = [], 0
    for line in lines:
        for text, indent in broken(line, width):
            page.append((at // rows, at % rows, indent, text))
            at += 1
            if at == rows * columns:
                yield page
                page, at = [], 0
    if page:
        yield page


def content(page, number, size, step, head):
    text = shown(head, LEFT, 790, 9) if head else ''
    for column, row, indent, line in page:
        text += shown(line, LEFT + column * 230 + indent * size, TOP - row * step, size)
    label = f'— {number} —'
    return text + shown(label, (WIDTH - ems(label) * 10) / 2, 50, 10)


def objects(contents):
    kids = ' '.join(f'{2 * i + 10} 0 R' for i in range(len(contents)))
    yield 1, '<</Type/Catalog/Pages 2 0 R>>'
    yield 2, (f'<</Type/Pages/Kids[{kids}]/Count {len(contents)}/MediaBox[0 0 {WIDTH} {HEIGHT}]'
              '/Resources<</Font<</F 3 0 R>>>>>>')
    yield 3, '<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>'
    yield 4, ('<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)'
              '/Supplement 0>>/FontDescriptor 5 0 R/DW 1000/W[32 126 500]>>')
    yield 5, ('<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -140 1000 860]/ItalicAngle 0/Ascent 860'
              '/Descent -140/CapHeight 700/StemV 80>>')
    ranges = [f'<{i:02X}00><{i:02X}FF><{i:02X}00>' for i in range(256)]
    table = '\n'.join(f'{len(part)} beginbfrange\n' + '\n'.join(part) + '\nendbfrange'
                      for part in (ranges[:100], ranges[100:200], ranges[200:]))
    yield 6, stream('/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n<0000><FFFF>\n'
                    'endcodespacerange\n' + table + '\nendcmap end end')
    for i, text in enumerate(contents):
        yield 2 * i + 10, f'<</Type/Page/Parent 2 0 R/Contents {2 * i + 11} 0 R>>'
        yield 2 * i + 11, stream(text)


def stream(text):
    return f'<</Length {len(text)}>>stream\n{text}\nendstream'


def write_objects(path, contents):
    body, places = b'%PDF-1.4\n', {}
    for number, text in objects(contents):
        places[number] = len(body)
        body += f'{number} 0 obj\n{text}\nendobj\n'.encode('ascii')
    entries = ''.join(f'{n} 1\n{at:010} 00000 n \n' for n, at in places.items())
    end = f'xref\n0 1\n0000000000 65535 f \n{entries}trailer<</Size {max(places) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n'
    with open(path, 'wb') as f:
        f.write(body + end.encode('ascii'))


def write_pdf(path, lines, columns=1, head=''):
    size = 16 if columns == 1 else 10.5
    step = 29 if columns == 1 else 17
    width = 28 if columns == 1 else 20
    rows = int((TOP - BOTTOM) / step)
    set_pages = pages(lines, size, width, columns, rows)
    write_objects(path, [content(p, i + 1, size, step, head) for i, p in enumerate(set_pages)])
