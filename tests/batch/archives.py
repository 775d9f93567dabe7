"""Containers for the tests of batches: archives.py SOURCE DIR COUNT

DIR/big.zip with COUNT notices that differ, DIR/crawl.warc.gz with as many pages, DIR/dump.csv with as many rows
(columns 编号 and 正文), DIR/mixed.tar with what gives documents and what does not."""
import csv
import gzip
import io
import os
import sys
import tarfile
import zipfile

SOURCE, FOLDER, COUNT = sys.argv[1], sys.argv[2], int(sys.argv[3])
NOTICE = open(f'{SOURCE}/tests/cli/notice.txt', encoding='utf-8').read()


def notice(i):
    return f'{NOTICE}\n附件：第{i}号\n'


def page(i):
    return '<html><body>' + ''.join(f'<p>{line}</p>' for line in notice(i).splitlines()) + '</body></html>'


def big():
    with zipfile.ZipFile(f'{FOLDER}/big.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
        for i in range(COUNT):
            archive.writestr(zipfile.ZipInfo(f'd{i % 7}/n{i}.txt'), notice(i))


def crawl():
    with open(f'{FOLDER}/crawl.warc.gz', 'wb') as file:
        for i in range(COUNT):
            body = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n' + page(i).encode()
            head = (f'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.gov.cn/{i}/\r\n'
                    f'Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n')
            file.write(gzip.compress(head.encode() + body + b'\r\n\r\n', mtime=0))


def dump():
    with open(f'{FOLDER}/dump.csv', 'w', newline='', encoding='utf-8') as file:
        csv.writer(file).writerows([['编号', '正文']] + [[f'A{i}', notice(i)] for i in range(COUNT)])


def mixed():
    with tarfile.open(f'{FOLDER}/mixed.tar', 'w', format=tarfile.PAX_FORMAT) as archive:
        def add(name, data, **facts):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            for key, value in facts.items():
                setattr(member, key, value)
            archive.addfile(member, io.BytesIO(data))
        text = notice(0).encode()
        add('a.txt', text)
        add('a.txt', text)
        add('a.txt', notice(1).encode())
        add('a.txt~2', text)
        add('empty.txt', b'')
        add('noise.bin', bytes(range(256)) * 20)
        add('../out.txt', text)
        add('.hidden', text)
        add('link', b'', type=tarfile.SYMTYPE, linkname='a.txt')
        add('two\nlines!/x.txt', text)


os.makedirs(FOLDER, exist_ok=True)
big()
crawl()
dump()
mixed()
