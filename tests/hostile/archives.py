"""Hostile archives: archives.py NOTICE writes them into the working directory and prints a row for each:

    file TAB status of the container TAB statuses of its members, counted ("ok 2 bad_input 1")

"-" for members stands for whatever they are, "no" for the container for a file that is none. HOSTILE_MEMBERS: how
many tiny members there are (1,000,000 by hand)."""
import bz2
import gzip
import io
import json
import lzma
import os
import random
import struct
import sys
import tarfile
import zipfile
import zlib

NOTICE = open(sys.argv[1], 'rb').read()
PAGE = ('<html><body>' + ''.join(f'<p>{line}</p>' for line in NOTICE.decode().splitlines()) + '</body></html>').encode()
MEBIBYTE = 1 << 20
TINY = int(os.environ.get('HOSTILE_MEMBERS', '5000'))


# ZIP, by hand: what zipfile would refuse to write.

def local(name, packed, size, method=8, flags=0x800, crc=0, packed_size=None):
    packed_size = len(packed) if packed_size is None else packed_size
    return struct.pack('<IHHHHHIIIHH', 0x04034B50, 20, flags, method, 0, 0, crc, packed_size, size, len(name), 0) + name + packed


def central(name, offset, packed_size, size, method=8, flags=0x800, crc=0):
    return struct.pack('<IHHHHHHIIIHHHHHII', 0x02014B50, 20, 20, flags, method, 0, 0, crc, packed_size, size, len(name),
                       0, 0, 0, 0, 0x81A40000, offset) + name


def end(count, size, offset):
    return struct.pack('<IHHHHIIH', 0x06054B50, 0, 0, count, count, size, offset, 0)


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name) if isinstance(name, str) else name, data, method)
    return out.getvalue()


def raw_zip(names, data=NOTICE, size=None, **facts):
    """Members of the given names as they are, bytes and all."""
    packed, body, directory = deflated(data), b'', b''
    size = len(data) if size is None else size
    crc = zlib.crc32(data)
    for name in names:
        directory += central(name, len(body), len(packed), size, crc=crc, **facts)
        body += local(name, packed, size, crc=crc, **facts)
    return body + directory + end(len(names), len(directory), len(body))


def flat_bomb():
    """A gigabyte of blanks in a megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b''.join(packer.compress(b' ' * MEBIBYTE) for _ in range(1024)) + packer.flush()
    name, size = b'blanks.txt', 1 << 30
    body = local(name, packed, size)
    directory = central(name, 0, len(packed), size)
    return body + directory + end(1, len(directory), len(body))


def overlapping():
    """Two hundred members, each of which quotes the heads of those behind it and shares their bytes, as in David
    Fifield's zip bomb."""
    plain = b' ' * (8 * MEBIBYTE)
    packed, directory = deflated(plain), []
    for i in range(200):
        name, crc = b'%d.txt' % i, zlib.crc32(plain)
        head = local(name, b'', len(plain), crc=crc, packed_size=len(packed))
        directory.append((name, len(head) + len(packed), len(packed), len(plain), crc))
        plain = head + plain
        packed = struct.pack('<BHH', 0, len(head), len(head) ^ 0xFFFF) + head + packed
    body = packed[5:]
    entries = b''.join(central(name, len(body) - behind, size, plain_size, crc=crc)
                       for name, behind, size, plain_size, crc in reversed(directory))
    return body + entries + end(len(directory), len(entries), len(body))


def same_offset():
    """Three hundred names for the same bytes: libarchive gives the bytes once."""
    packed = deflated(NOTICE)
    body = local(b'0.txt', packed, len(NOTICE), crc=zlib.crc32(NOTICE))
    directory = b''.join(central(b'0.txt', 0, len(packed), len(NOTICE), crc=zlib.crc32(NOTICE)) for i in range(300))
    return body + directory + end(300, len(directory), len(body))


def nested(levels):
    data = zipped([('deep.txt', NOTICE)])
    for level in range(levels):
        data = zipped([(f'{level}.zip', data), (f'{level}.txt', NOTICE)])
    return data


def wrong_directory():
    """Offsets that lead nowhere, a count that is too high."""
    body = local(b'n.txt', deflated(NOTICE), len(NOTICE), crc=zlib.crc32(NOTICE))
    directory = central(b'n.txt', 0x7FFFFFFF, len(body), len(NOTICE))
    return body + directory + end(60000, len(directory), len(body))


def lying_sizes():
    """A member that says that it has ten bytes, and one that says four gigabytes."""
    packed = deflated(NOTICE)
    first = local(b'small.txt', packed, 10)
    second = local(b'large.txt', packed, 0xFFFFFFF0)
    directory = central(b'small.txt', 0, len(packed), 10) + central(b'large.txt', len(first), len(packed), 0xFFFFFFF0)
    return first + second + directory + end(2, len(directory), len(first + second))


def encrypted():
    data = bytearray(zipped([('secret.txt', NOTICE)]))
    data[6] |= 1
    data[data.find(b'PK\1\2') + 8] |= 1
    return bytes(data)


def tiny():
    return zipped([(f'{i}', b'\n') for i in range(TINY)], zipfile.ZIP_STORED)


# tar

def tar(members, mode='w', form=tarfile.PAX_FORMAT):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:
        for name, data, facts in members:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            for key, value in facts.items():
                setattr(member, key, value)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def header(name, size_field, kind=b'0', magic=b'ustar\x0000'):
    block = bytearray(512)
    block[0:len(name)] = name
    block[100:108], block[108:116], block[116:124] = b'0000644\0', b'0000000\0', b'0000000\0'
    block[124:136] = size_field
    block[136:148], block[148:156], block[156:157] = b'00000000000\0', b' ' * 8, kind
    block[257:265] = magic
    block[148:156] = b'%06o\0 ' % sum(block)
    return bytes(block)


def octal(size):
    return b'%011o\0' % size


def padded(data):
    return data + b'\0' * (-len(data) % 512)


LINKS = [('to-passwd', b'', {'type': tarfile.SYMTYPE, 'linkname': '/etc/passwd'}),
         ('out', b'', {'type': tarfile.SYMTYPE, 'linkname': '../..'}),
         ('out/escaped.txt', NOTICE, {}),
         ('hard', b'', {'type': tarfile.LNKTYPE, 'linkname': '/etc/passwd'}),
         ('itself', b'', {'type': tarfile.SYMTYPE, 'linkname': 'itself'})]
DEVICES = [('null', b'', {'type': tarfile.CHRTYPE, 'devmajor': 1, 'devminor': 3}),
           ('disk', b'', {'type': tarfile.BLKTYPE, 'devmajor': 8, 'devminor': 0}),
           ('pipe', b'', {'type': tarfile.FIFOTYPE}), ('n.txt', NOTICE, {})]
ONE = [('n.txt', NOTICE, {})]


def negative_size():
    return header(b'n.txt', b'\xFF' * 12) + padded(NOTICE) + b'\0' * 1024


def huge_size():
    return header(b'n.txt', b'\x80' + b'\0' * 3 + b'\x7F' * 8) + padded(NOTICE) + b'\0' * 1024


def sparse():
    """Eight terabytes, of which a few bytes are there (GNU's PAX format 1.0)."""
    size = 8 << 40
    table = padded(f'1\n{size - len(NOTICE)}\n{len(NOTICE)}\n'.encode())
    facts = {'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'n.txt', 'GNU.sparse.realsize': str(size)}
    return tar([('n.txt', table + NOTICE, {'pax_headers': facts})])


def pax_bomb():
    """Forty megabytes of attributes for one member."""
    record = b'comment=' + b'x' * (40 * MEBIBYTE) + b'\n'
    length = len(record) + 9
    record = b'%d ' % length + record
    return header(b'pax', octal(len(record)), b'x') + padded(record) + tar(ONE)


def pax_many():
    record = b'21 comment=123456789\n'
    return (header(b'g', octal(len(record)), b'g') + padded(record)) * 20000 + tar(ONE)


def truncated(data):
    return data[:len(data) * 2 // 3]


def zstd_raw(data):
    """A frame of raw blocks (RFC 8878)."""
    out = struct.pack('<IB', 0xFD2FB528, 0xA0) + struct.pack('<I', len(data))
    parts = [data[i:i + 65536] for i in range(0, len(data), 65536)]
    for i, part in enumerate(parts):
        out += struct.pack('<I', (i == len(parts) - 1) | len(part) << 3)[:3] + part
    return out


def zstd_window():
    """A frame that asks for a window of terabytes."""
    return struct.pack('<IBB', 0xFD2FB528, 0x00, 0xFF) + b'\x01\0\0'


def lzma_dictionary():
    """LZMA that asks for a dictionary of four gigabytes."""
    data = bytearray(lzma.compress(tar(ONE), format=lzma.FORMAT_ALONE))
    data[1:5] = b'\xFF\xFF\xFF\xFF'
    return bytes(data)


# WARC

def record(kind, uri, block, length=None, content='application/http; msgtype=response'):
    length = len(block) if length is None else length
    return (f'WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content}\r\n'
            f'Content-Length: {length}\r\n\r\n').encode() + block + b'\r\n\r\n'


def response(body, fields=''):
    return f'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{fields}\r\n'.encode() + body


CHUNKED, GZIP = 'Transfer-Encoding: chunked\r\n', 'Content-Encoding: gzip\r\n'
GOOD = record('response', 'http://a/good', response(PAGE))


def warc(*blocks):
    return b''.join(record('response', f'http://a/{i}', block) for i, block in enumerate(blocks)) + GOOD


def dump(rows):
    return b''.join(json.dumps({'content': NOTICE.decode()}).encode() + b'\n' if row is None else row for row in rows)


BAD_ROW, LOST = 'bad_input 1', 'bad_input'
ARCHIVES = [
    ('flat-bomb.zip', flat_bomb, 'too_large', 'too_large 1'),
    ('overlapping.zip', overlapping, 'too_large', '-'),
    ('same-offset.zip', same_offset, 'ok', 'ok 1'),
    ('nested-quine.zip', lambda: nested(9), 'ok', 'ok 2 too_large 1'),
    ('nested-once.zip', lambda: nested(1), 'ok', 'ok 2'),
    ('nested-twice.zip', lambda: nested(2), 'ok', 'ok 2 too_large 1'),
    ('traversal.zip', lambda: zipped([(name, NOTICE) for name in (
        '../a.txt', 'a/../../b.txt', '..\\c.txt', 'C:\\d.txt', '//server/e.txt', 'a/..', 'f.txt')]), 'ok', 'bad_input 6 ok 1'),
    ('absolute.tar', lambda: tar([('/tmp/duban-escaped.txt', NOTICE, {}), ('n.txt', NOTICE, {})]), 'ok', 'bad_input 1 ok 1'),
    ('links.tar', lambda: tar(LINKS), 'ok', 'bad_input 4 ok 1'),
    ('devices.tar', lambda: tar(DEVICES), 'ok', 'bad_input 3 ok 1'),
    ('names-gbk.zip', lambda: raw_zip(['通知.txt'.encode('gb18030'), '关于/方案.txt'.encode('gb18030')], flags=0), 'ok', 'ok 2'),
    ('names-lines.zip', lambda: raw_zip([b'a\nb.txt', b'a\r\n\t\x1b[31mred.txt', b'\x7f\xc2\x85.txt']), 'ok', 'ok 3'),
    ('names-nul.zip', lambda: raw_zip([b'n.txt\0.exe', b'\0', b'm.txt']), 'ok', '-'),
    ('names-empty.zip', lambda: raw_zip([b'', b'n.txt']), 'ok', '-'),
    ('names-broken.zip', lambda: raw_zip([b'\xff\xfe\x80.txt', b'!/!/x!/y.txt', b'100%.txt']), 'ok', 'ok 3'),
    ('names-long.zip', lambda: raw_zip([b'a' * 10240 + b'1', b'a' * 10240 + b'2', b'd/' * 5000 + b'n.txt']), 'ok', 'ok 3'),
    ('names-long.tar', lambda: tar([('长' * 100000, NOTICE, {})]), 'ok', 'ok 1'),
    ('names-same.zip', lambda: raw_zip([b'n.txt'] * 200 + [b'n.txt~2']), 'ok', 'ok 201'),
    ('bomb.docx', lambda: zipped([('[Content_Types].xml', b'<Types/>'), ('word/document.xml', b' ' * (300 * MEBIBYTE))]),
     'too_large', ''),
    ('encrypted.zip', encrypted, 'ok', 'encrypted 1'),
    ('directory-wrong.zip', wrong_directory, '-', '-'),
    ('directory-missing.zip', lambda: zipped([('n.txt', NOTICE)])[:-120], '-', '-'),
    ('sizes-lie.zip', lying_sizes, '-', '-'),
    ('method-unknown.zip', lambda: raw_zip([b'n.txt'], method=77), 'ok', BAD_ROW),
    ('tiny.zip', tiny, 'ok', f'no_text {TINY}'),
    ('tail-cut.tar.gz', lambda: truncated(tar(ONE * 20, 'w:gz')), LOST, '-'),
    ('tail-cut.tar.xz', lambda: truncated(tar([(str(i), random.Random(i).randbytes(3000), {}) for i in range(9)] + ONE, 'w:xz')), LOST, '-'),
    ('tail-cut.tar.zst', lambda: truncated(zstd_raw(tar(ONE * 20))), LOST, '-'),
    ('window.tar.zst', zstd_window, LOST, '-'),
    ('dictionary.tar.lzma', lzma_dictionary, '-', '-'),
    ('size-negative.tar', negative_size, '-', '-'),
    ('size-huge.tar', huge_size, LOST, '-'),
    ('sparse.tar', sparse, '-', '-'),
    ('pax-bomb.tar', pax_bomb, '-', '-'),
    ('pax-many.tar', pax_many, 'ok', '-'),
    ('bomb.txt.gz', lambda: gzip.compress(b' ' * (200 * MEBIBYTE)), 'too_large', 'too_large 1'),
    ('bomb.txt.bz2', lambda: bz2.compress(b' ' * (200 * MEBIBYTE)), 'too_large', 'too_large 1'),
    ('streams.gz', lambda: gzip.compress(b'') * 20000 + gzip.compress(NOTICE), 'ok', 'ok 1'),
    ('lengths.warc', lambda: record('response', 'http://a/short', response(PAGE), 50)
     + record('response', 'http://a/long', response(PAGE), 10 ** 15) + GOOD, 'ok_partial', '-'),
    ('lengths-odd.warc', lambda: record('response', 'http://a/1', b'x', '-5') + record('response', 'http://a/2', b'x', '9' * 30)
     + GOOD, 'ok_partial', 'ok 1'),
    ('heads.warc', lambda: b'WARC/1.0\r\n' * 2000 + GOOD, 'ok', 'ok 1'),
    ('chunks.warc', lambda: warc(response(b'FFFFFFFFFFFFFFFF\r\n' + PAGE, CHUNKED), response(b'ffffffff\r\n' + PAGE, CHUNKED),
                                 response(b'0\r\n\r\n' + PAGE, CHUNKED), response(b'-1\r\n' + PAGE, CHUNKED)), 'ok', '-'),
    ('codings.warc', lambda: warc(response(gzip.compress(PAGE)[:-30], GZIP), response(PAGE, GZIP),
                                  response(gzip.compress(b' ' * (100 * MEBIBYTE)), GZIP),
                                  response(PAGE, 'Content-Encoding: br\r\n')), 'ok', 'bad_input 1 ok 2 too_large 1 unsupported 1'),
    ('bomb.warc.gz', lambda: gzip.compress(GOOD) + gzip.compress(record('response', 'http://a/z', response(b' ' * (300 * MEBIBYTE)))),
     'too_large', '-'),
    ('long-line.jsonl', lambda: dump([None, b'{"content":"' + b'x' * (100 * MEBIBYTE) + b'"}\n', None]), 'ok', 'ok 2 too_large 1'),
    ('deep.jsonl', lambda: dump([b'{"content":' + b'[' * 1000000 + b'\n', None]), 'ok', 'bad_input 1 ok 1'),
    ('quote-open.csv', lambda: b'id,content\n1,"' + NOTICE + b'"\n2,"' + (b'y' * 1023 + b'\n') * (100 << 10), LOST, 'ok 1'),
    ('columns.csv', lambda: b'content,id' + b',x' * 100000 + b'\n' + b'"' + NOTICE + b'",1' + b',y' * 100000 + b'\n', 'ok', 'ok 1'),
]

for name, make, status, members in ARCHIVES:
    with open(name, 'wb') as file:
        file.write(make())
    print(name, status, members, sep='\t')
