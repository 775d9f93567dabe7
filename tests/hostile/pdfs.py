"""Hostile PDFs: pdfs.py writes them into the working directory and prints a row for each, as pages.py does."""
import hashlib
import zlib

FOUND = '数字乡村工作方案'
RECORD = '县工信局'
LINES = ['平和县数字乡村工作方案', '为加快建设，制定本方案。', '一、主要任务',
         '（一）完善设施。到2027年，建成示范村20个。（责任单位：县工信局）', '（二）发展电商。培训人才500人次。']
BOX = '[0 0 595 842]'
FONT = ('<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0'
        '/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>')


def shown(text, x, y, size=14):
    return f'BT /F {size} Tf {x} {y} Td <{text.encode("utf-16-be").hex()}> Tj ET\n'


NOTICE = ''.join(shown(line, 72, 760 - 28 * i) for i, line in enumerate(LINES))


def stream(data, entries=''):
    data = data if isinstance(data, bytes) else data.encode()
    return f'<<{entries}/Length {len(data)}>>stream\n'.encode() + data + b'\nendstream'


def packed(data, times=1):
    for _ in range(times):
        data = zlib.compress(data if isinstance(data, bytes) else data.encode(), 9)
    return stream(data, f'/Filter[{"/FlateDecode" * times}]')


def pdf(changed=None, content=NOTICE, trailer='', before=b'', end=None):
    """A PDF of one page; changed: objects that are others or more."""
    objects = {1: '<</Type/Catalog/Pages 2 0 R>>', 2: f'<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox{BOX}/Resources<</Font<</F 5 0 R>>>>>>',
               3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>', 4: content if isinstance(content, bytes) else stream(content), 5: FONT}
    objects.update(changed or {})
    body, places = before + b'%PDF-1.5\n', {}
    for number, text in objects.items():
        places[number] = len(body)
        body += f'{number} 0 obj\n'.encode() + (text if isinstance(text, bytes) else text.encode()) + b'\nendobj\n'
    if end is not None:
        return body + end
    entries = ''.join(f'{n} 1\n{at:010} 00000 n \n' for n, at in places.items())
    return body + (f'xref\n0 1\n0000000000 65535 f \n{entries}trailer<</Size {max(places) + 1}/Root 1 0 R{trailer}>>\n'
                   f'startxref\n{len(body)}\n%%EOF\n').encode()


def pages(count, content=NOTICE, each=None):
    """Many pages: the first has the notice, the others another text."""
    kids = {10 + i: f'<</Type/Page/Parent 2 0 R/Contents {4 if i == 0 else 6} 0 R>>' for i in range(count)}
    listed = ' '.join(f'{number} 0 R' for number in kids)
    tree = f'<</Type/Pages/Kids[{listed}]/Count {count}/MediaBox{BOX}/Resources<</Font<</F 5 0 R>>>>>>'
    return pdf({2: tree, 6: stream(each or shown('各部门要抓好落实。', 72, 700)), **kids}, content)


def boxed(box):
    return pdf({3: f'<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox{box}>>'})


def rc4(key, data):
    state, j, out, i = list(range(256)), 0, bytearray(), 0
    for n in range(256):
        j = (j + state[n] + key[n % len(key)]) % 256
        state[n], state[j] = state[j], state[n]
    j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypted(user):
    """By the standard handler, revision 2, for this password of the reader's; the owner's is another."""
    padding = bytes.fromhex('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A')
    word, owner = ((p + padding)[:32] for p in (user, b'owner'))
    owned = rc4(hashlib.md5(owner).digest()[:5], word)
    mark = b'duban-hostile-id'
    key = hashlib.md5(word + owned + (0xFFFFFFFC).to_bytes(4, 'little') + mark).digest()[:5]
    known = rc4(key, padding)
    of_content = hashlib.md5(key + (4).to_bytes(3, 'little') + b'\0\0').digest()[:10]
    security = f'<</Filter/Standard/V 1/R 2/O<{owned.hex()}>/U<{known.hex()}>/P -4>>'
    hidden = {5: FONT.replace('(Adobe)', sealed(key, b'Adobe')).replace('(GB1)', sealed(key, b'GB1')), 6: security}
    return pdf(hidden, stream(rc4(of_content, NOTICE.encode())), f'/Encrypt 6 0 R/ID[<{mark.hex()}><{mark.hex()}>]')


def sealed(key, text):
    return '<' + rc4(hashlib.md5(key + (5).to_bytes(3, 'little') + b'\0\0').digest()[:10], text).hex() + '>'


def resources(entries, content):
    return {3: f'<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{entries}>>>>', 4: stream(content)}


def form(content, entries=''):
    return stream(content, f'/Type/XObject/Subtype/Form/BBox{BOX}/Resources<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>{entries}')


def picture(width, height, entries, data=b'x'):
    return stream(data, f'/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace/DeviceGray{entries}')


def lines(count):
    across = ''.join(f'0 {i * 842 / count:.2f} m 595 {i * 842 / count:.2f} l S\n' for i in range(count))
    return across + ''.join(f'{i * 595 / count:.2f} 0 m {i * 595 / count:.2f} 842 l S\n' for i in range(count))


def table(count):
    """Ruled cells with text in them."""
    rows = ''.join(shown('甲乙', 60 + 40 * (i % 12), 780 - 4 * (i // 12), 2) for i in range(count))
    return ''.join(f'50 {784 - 4 * i} m 540 {784 - 4 * i} l S\n' for i in range(180)) + \
        ''.join(f'{50 + 40 * i} 64 m {50 + 40 * i} 784 l S\n' for i in range(13)) + rows


def object_stream(count, size):
    """Objects that no page needs, in a stream that is small only while it is packed."""
    head = ' '.join(f'{100 + i} {i}' for i in range(count)).encode() + b' '
    return stream(zlib.compress(head + b' ' * size, 9), f'/Type/ObjStm/N {count}/First {len(head)}/Filter/FlateDecode')


def xref_stream():
    return pdf(end=b'9 0 obj\n' + stream(b'\xff' * 64, '/Type/XRef/Size 99999999/W[8 8 8]/Index[0 99999999]/Root 1 0 R') +
               b'\nendobj\nstartxref\n500\n%%EOF\n')


SOUND = pdf()
SCRIPT = '<</S/JavaScript/JS(app.launchURL\\("http://127.0.0.1:9/"\\))>>'
BOMB = 256 << 20  # bytes that a few hundred kilobytes unpack to

# name, bytes, ends in, in the ledger, in the messages
PDFS = [
    ('sound.pdf', SOUND, 'ok', RECORD, '-'),
    ('tree-loop.pdf', pdf({2: f'<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2/MediaBox{BOX}/Resources<</Font<</F 5 0 R>>>>>>'}), 'any', '-', '-'),
    ('tree-only-loop.pdf', pdf({2: '<</Type/Pages/Kids[2 0 R]/Count 1>>'}), 'bad_input', '-', '-'),
    ('tree-deep.pdf', pdf({1: '<</Type/Catalog/Pages 10 0 R>>', **{10 + i: f'<</Type/Pages/Kids[{11 + i} 0 R]/Count 1>>' for i in range(5000)},
                           5010: f'<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox{BOX}/Resources<</Font<</F 5 0 R>>>>>>'}), 'any', '-', '-'),
    ('tree-parent-loop.pdf', pdf({2: f'<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R/MediaBox{BOX}>>',
                                  3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>'}), 'any', '-', '-'),
    ('tree-count.pdf', pdf({2: f'<</Type/Pages/Kids[3 0 R]/Count 2147483647/MediaBox{BOX}/Resources<</Font<</F 5 0 R>>>>>>'}), 'any', '-', '-'),
    ('tree-none.pdf', pdf({2: '<</Type/Pages/Kids[]/Count 0>>'}), 'bad_input', '-', '-'),
    ('tree-one-page.pdf', pdf({2: f'<</Type/Pages/Kids[{"3 0 R " * 2000}]/Count 2000/MediaBox{BOX}/Resources<</Font<</F 5 0 R>>>>>>'}), 'any', '-', '-'),
    ('catalog-loop.pdf', pdf({1: '1 0 R'}), 'bad_input', '-', '-'),
    ('pages-10000.pdf', pages(10000), 'ok', RECORD, '-'),
    ('pages-tables.pdf', pages(510, each=shown('甲', 72, 700) + shown('乙', 300, 700) + lines(20)), 'ok', RECORD, 'tables were not looked for'),
    ('box-huge.pdf', boxed('[0 0 1000000000 1000000000]'), 'any', '-', '-'),
    ('box-wide.pdf', boxed('[0 0 14400 14400]'), 'ok', RECORD, '-'),
    ('box-negative.pdf', boxed('[595 842 0 0]'), 'ok', RECORD, '-'),
    ('box-none.pdf', boxed('[0 0 0 0]'), 'any', '-', '-'),
    ('box-words.pdf', boxed('[/a (b) null 1e999]'), 'any', '-', '-'),
    ('bomb-content.pdf', pdf(content=packed(b' ' * BOMB)), 'any', '-', '-'),
    ('bomb-text.pdf', pdf(content=packed(NOTICE + shown('促进发展', 72, 300) * 500000)), 'any', '-', '-'),
    ('bomb-filters.pdf', pdf(content=packed(NOTICE, 200)), 'any', '-', '-'),
    ('bomb-objects.pdf', pdf({6: object_stream(1000, BOMB)}), 'ok', RECORD, '-'),
    ('bomb-operands.pdf', pdf(content=packed(b'[' * 5000000)), 'any', '-', '-'),
    ('bomb-nesting.pdf', pdf({6: b'[' * 200000 + b']' * 200000}), 'ok', RECORD, '-'),
    ('no-xref.pdf', pdf(end=b'trailer<</Root 1 0 R>>\n'), 'ok', RECORD, '-'),
    ('no-trailer.pdf', pdf(end=b''), 'any', '-', '-'),
    ('bad-startxref.pdf', SOUND.replace(b'startxref\n', b'startxref\n9'), 'ok', RECORD, '-'),
    ('bad-places.pdf', SOUND.replace(b'\n0000000', b'\n0000009'), 'any', '-', '-'),
    ('xref-loop.pdf', pdf(trailer='/Prev 9').replace(b'/Prev 9', b'/Prev %d' % SOUND.index(b'xref\n0 1')), 'any', '-', '-'),
    ('xref-stream.pdf', xref_stream(), 'any', '-', '-'),
    ('cut-half.pdf', SOUND[:len(SOUND) // 2], 'any', '-', '-'),
    ('cut-head.pdf', SOUND[:60], 'bad_input', '-', 'damaged'),
    ('cut-end.pdf', SOUND[:-20], 'ok', RECORD, '-'),
    ('cut-trailer.pdf', SOUND[:-200], 'bad_input', '-', 'damaged'),
    ('nothing.pdf', b'%PDF-1.7\n' + bytes(range(256)) * 4000, 'bad_input', '-', 'damaged'),
    ('bad-stream.pdf', pdf({2: f'<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/MediaBox{BOX}/Resources<</Font<</F 5 0 R>>>>>>',
                            6: '<</Type/Page/Parent 2 0 R/Contents 7 0 R>>', 7: stream(zlib.compress(NOTICE.encode())[:200] + b'\xff' * 99,
                                                                                      '/Filter/FlateDecode')}), 'ok', RECORD, 'text may be missing'),
    ('junk-before.pdf', pdf(before=b'\0\xff junk\n' * 100), 'ok', RECORD, '-'),
    ('owner.pdf', encrypted(b''), 'ok', RECORD, '-'),
    ('password.pdf', encrypted(b'secret'), 'bad_input', '-', 'password'),
    ('handler.pdf', pdf(trailer='/Encrypt<</Filter/Unheard.Of/V 9>>/ID[<00><00>]'), 'any', '-', '-'),
    ('form-loop.pdf', pdf({**resources('/XObject<</X 7 0 R>>', NOTICE + '/X Do'), 7: form('/X Do')}), 'ok', RECORD, '-'),
    ('form-many.pdf', pdf({**resources('/XObject<</X 7 0 R>>', NOTICE + '/X Do ' * 20000), 7: form(shown('甲', 72, 300))}), 'ok', RECORD, '-'),
    ('picture-huge.pdf', pdf({**resources('/XObject<</X 7 0 R>>', NOTICE + 'q 500 0 0 500 0 0 cm /X Do Q'),
                              7: picture(1000000, 1000000, '')}), 'ok', RECORD, '-'),
    ('picture-bomb.pdf', pdf({**resources('/XObject<</X 7 0 R>>', '/X Do'), 7: stream(
        zlib.compress(b'\0' * BOMB, 9), '/Type/XObject/Subtype/Image/Width 16384/Height 16384/BitsPerComponent 8'
        '/ColorSpace/DeviceGray/Filter/FlateDecode')}), 'bad_input', '-', '-'),
    ('picture-junk.pdf', pdf({**resources('/XObject<</X 7 0 R>>', NOTICE + '/X Do'), 7: picture(99, 99, '/Filter/JPXDecode', b'\xff\x4f' * 99)}),
     'ok', RECORD, '-'),
    ('font-none.pdf', pdf({5: 'null'}), 'any', '-', '-'),
    ('font-loop.pdf', pdf({5: '<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 5 0 R>>'}), 'any', '-', '-'),
    ('font-glyphs.pdf', pdf({5: '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255/Widths[]'
                             '/Encoding<</Differences[0/a]>>/CharProcs<</a 4 0 R>>/Resources<</Font<</F 5 0 R>>>>>>'}), 'any', '-', '-'),
    ('font-names.pdf', pdf({5: FONT[:-2] + '/ToUnicode 6 0 R>>', 6: packed('1 begincmap 6000 beginbfrange ' +
                           ''.join(f'<{i:04x}><ffff><{i:04x}>' for i in range(6000)) + ' endbfrange endcmap')}), 'any', '-', '-'),
    ('places-far.pdf', pdf(content=NOTICE + shown('远处', 10 ** 12, -10 ** 12) + shown('很小', 72, 300, 0) + shown('很大', 72, 300, 10 ** 9)),
     'ok', RECORD, '-'),
    ('places-one.pdf', pdf(content=NOTICE + shown('同一处', 72, 300) * 20000), 'ok', RECORD, '-'),
    ('places-turned.pdf', pdf(content=NOTICE + ''.join(f'BT /F 9 Tf {i} 3 -3 {i} 300 300 Tm <65b976ee> Tj ET\n' for i in range(3000))), 'any', '-', '-'),
    ('places-bad.pdf', pdf(content=NOTICE + 'BT /F nan Tf 1e400 -1e400 Td <65b976ee> Tj ET'), 'ok', RECORD, '-'),
    ('words-many.pdf', pdf(content=packed(NOTICE + ''.join(shown('词', 10 + i % 570, 5 + i // 570 * 2, 1) for i in range(150000)))), 'any', '-', '-'),
    ('columns-many.pdf', pdf(content=NOTICE + ''.join(shown('栏', 5 + i % 59 * 10, 5 + i // 59 * 5, 4) for i in range(6000))), 'ok', '-', '-'),
    ('lines-many.pdf', pdf(content=NOTICE + lines(2000)), 'ok', FOUND, '-'),
    ('lines-touching.pdf', pdf(content=NOTICE + shown('甲', 300, 760) + lines(140)), 'ok', '-', '-'),
    ('cells-many.pdf', pdf(content=shown('序号', 60, 800) + table(2100)), 'any', '-', '-'),
    ('actions.pdf', pdf({1: f'<</Type/Catalog/Pages 2 0 R/OpenAction {SCRIPT}/AA<</WC {SCRIPT}>>>>',
                         3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R/AA<</O<</S/Launch/F(/bin/sh)>>>>>>'}), 'ok', RECORD, '-'),
    ('outlines-loop.pdf', pdf({1: '<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>', 6: '<</First 6 0 R/Last 6 0 R/Next 6 0 R/Prev 6 0 R>>'}), 'ok', RECORD, '-'),
]


def main():
    for name, content, ending, ledger, message in PDFS:
        with open(name, 'wb') as f:
            f.write(content)
        print(name, ending, ledger, message, sep='\t')


if __name__ == '__main__':
    main()
