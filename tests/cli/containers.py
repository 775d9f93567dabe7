"""Containers for tests: containers.py NOTICE writes into the working directory a ZIP, tars, crawls
and dumps that hold the notice, some of their members damaged or hostile."""
import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile

NOTICE = open(sys.argv[1], 'rb').read()
PAGE = ('<html><body>' + ''.join(f'<p>{line}</p>' for line in NOTICE.decode().splitlines())
        + '</body></html>').encode()


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def write(name, data):
    with open(name, 'wb') as f:
        f.write(data)


def zip_with_gb_name(name, data):
    """A ZIP as Windows packs it: the name in GB18030, without the mark of UTF-8."""
    placeholder = 'x' * len(name.encode('gb18030'))
    return packed([(placeholder, data)]).replace(placeholder.encode(), name.encode('gb18030'))


def make_archives():
    link = zipfile.ZipInfo('link.txt')
    link.create_system, link.external_attr = 3, 0o120777 << 16
    inner = packed([('in.txt', NOTICE), ('deeper.zip', packed([('deep.txt', NOTICE)]))])
    write('good.zip', packed([('甲/通知.txt', NOTICE), ('乙.html', PAGE), ('__MACOSX/x.txt', NOTICE)]))
    write('gb.zip', zip_with_gb_name('通知.txt', NOTICE))
    write('bad.zip', packed([('../evil.txt', NOTICE), ('/abs.txt', NOTICE), (link, '/etc/passwd'),
                             ('inner.zip', inner), ('picture.png', b'\x89PNG\r\n\x1a\n')]))
    encrypted = bytearray(packed([('secret.txt', NOTICE)]))
    encrypted[6] |= 1
    encrypted[encrypted.find(b'PK\1\2') + 8] |= 1
    write('secret.zip', encrypted)
    for name, mode in (('a.tar', 'w'), ('a.tgz', 'w:gz'), ('a.txz', 'w:xz'), ('a.tbz', 'w:bz2')):
        with tarfile.open(name, mode) as archive:
            member = tarfile.TarInfo('d/n.txt')
            member.size = len(NOTICE)
            archive.addfile(member, io.BytesIO(NOTICE))
    write('n.txt.gz', gzip.compress(NOTICE))
    write('cut.zip', packed([('n.txt', NOTICE)])[:-100])
    write('bomb.zip', packed([(f'{i}.txt', b' ' * (60 << 20)) for i in range(3)]))


def record(kind, uri, block, content='application/http; msgtype=response', version='1.0'):
    head = (f'WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content}\r\n'
            f'Content-Length: {len(block)}\r\n\r\n')
    return head.encode() + block + b'\r\n\r\n'


def response(body, fields='', status='200 OK', content='text/html'):
    return f'HTTP/1.1 {status}\r\nContent-Type: {content}\r\n{fields}\r\n'.encode() + body


def chunks(body):
    parts = (body[i:i + 1000] for i in range(0, len(body), 1000))
    return b''.join(b'%x\r\n%s\r\n' % (len(part), part) for part in parts) + b'0\r\n\r\n'


def make_crawls():
    wrong = response(PAGE)
    records = [
        record('warcinfo', 'x', b'software: x', 'application/warc-fields'),
        record('request', 'http://a.gov.cn/1/', b'GET / HTTP/1.1\r\n\r\n'),
        record('response', 'http://a.gov.cn/1/', response(PAGE)),
        record('response', '<http://a.gov.cn/2.html>', response(chunks(PAGE), 'Transfer-Encoding: chunked\r\n'),
               version='1.1'),
        record('response', 'http://a.gov.cn/3.html',
               response(chunks(gzip.compress(PAGE)), 'Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n')),
        record('response', 'http://a.gov.cn/wrong.html', wrong).replace(b'Length: %d' % len(wrong), b'Length: 99'),
        record('response', 'http://a.gov.cn/none.html', response(PAGE, status='404 Not Found')),
        record('revisit', 'http://a.gov.cn/1/', b'HTTP/1.1 200 OK\r\n\r\n'),
        record('resource', 'file:///x/n.txt', NOTICE, 'text/plain'),
        record('conversion', 'http://a.gov.cn/c', NOTICE, 'text/plain'),
        record('response', 'http://a.gov.cn/logo.png', response(b'\x89PNG', content='image/png')),
    ]
    write('c.warc', b''.join(records))
    write('z.warc.gz', b''.join(gzip.compress(r) for r in records))


def make_dumps():
    text, page = NOTICE.decode(), PAGE.decode()
    with open('d.csv', 'w', newline='', encoding='utf-8-sig') as f:
        csv.writer(f).writerows([['编号', '标题', '正文'], ['A1', '题"一"', text], ['A2', '题, 二', ''],
                                 ['A3', '题三', page], ['A1', '同号', text]])
    with open('g.csv', 'w', newline='', encoding='gb18030') as f:
        csv.writer(f, delimiter='\t').writerows([['编号', '正文'], ['G1', text]])
    with open('d.jsonl', 'w', encoding='utf-8') as f:
        f.write(json.dumps({'id': 7, 'content': text}) + '\n\n{broken\n'
                + json.dumps({'id': '八', 'content': page}, ensure_ascii=False) + '\n')


make_archives()
make_crawls()
make_dumps()
