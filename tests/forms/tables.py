"""tables.py DUBAN FOLDER: a notice with two tables in Markdown and, as a PDF whose tables are ruled, have three lines, or
none, with cells at the top or in the middle of their rows, gives the same records, and each ledger is proven."""
import os
import sys

import compare
import pdf

BEFORE = ['平和县新型城镇化行动方案', '为贯彻落实国家部署，结合我县实际，制定本方案。', '一、主要目标', '到2025年，主要指标如下。']
INDICATORS = [['序号', '指标名称', '单位', '2020年', '2025年', '属性'],
              ['1', '常住人口城镇化率', '%', '60.98', '65', '预期性'],
              ['2', '城镇新增就业人数', '万人', '3.69', '4.5', '预期性'],
              ['3', '城市公共供水管网漏损率', '%', '12.5', '9', '约束性'],
              ['4', '建成区绿地率', '%', '38.2', '40', '约束性'],
              ['5', '城市道路网密度', '公里/平方公里', '7.13', '8', '预期性']]
BETWEEN = ['二、主要任务', '各部门按下表落实。']
TASKS = [['序号', '工作任务', '责任单位', '完成时限'],
         ['1', '推进农业转移人口市民化，全面放开城市落户限制，新增落户2万人。', '县公安局、县人力资源社会保障局', '2025年12月'],
         ['2', '建设产业园区5个。', '县工业和信息化局', '2026年底'],
         ['3', '完善城市排水防涝体系，改造老旧管网100公里，消除易涝点12处。', '县城市管理局、县水利局', '2027年6月'],
         ['4', '新建学校8所。', '县教育局', '2026年9月']] + [
             [str(i), f'建设村级服务中心{i}个，培训人员{i}00人次。', '县民政局', f'20{20 + i}年底'] for i in range(5, 17)]
AFTER = ['三、工作保障', '各部门要加强领导，落实责任。']
WIDTHS = {id(INDICATORS): [2, 9, 5, 4, 4, 4], id(TASKS): [2, 13, 9, 6]}
SIZE, STEP, LEFT, TOP, BOTTOM = 12, 18, 80, 770, 80


def broken(text, width):
    lines = ['']
    for character in text:
        if lines[-1] and pdf.ems(lines[-1] + character) > width:
            lines.append('')
        lines[-1] += character
    return lines


class Setter:
    """Sets lines and tables on pages; rules: 'all', 'three' or 'none'; heads of tables are repeated on each page."""

    def __init__(self, rules, middle):
        self.rules, self.middle = rules, middle
        self.pages, self.y = [''], TOP

    def turn(self):
        self.pages.append('')
        self.y = TOP

    def line(self, text, indent):
        if self.y < BOTTOM:
            self.turn()
        self.pages[-1] += pdf.shown(text, LEFT + indent * SIZE, self.y, SIZE)
        self.y -= 2 * STEP

    def across(self, right):
        self.pages[-1] += f'{LEFT - 4} {self.y + SIZE + 3} m {right} {self.y + SIZE + 3} l S\n'

    def row(self, cells, widths, right):
        parts = [broken(text, width) for text, width in zip(cells, widths)]
        height = max(map(len, parts))
        x = LEFT
        for lines, width in zip(parts, widths):
            down = (height - len(lines)) // 2 * STEP if self.middle else 0
            for i, text in enumerate(lines):
                self.pages[-1] += pdf.shown(text, x, self.y - down - i * STEP, SIZE)
            x += (width + 1) * SIZE
        top = self.y
        self.y -= height * STEP + (4 if self.rules == 'all' else 0)
        if self.rules == 'all':
            self.across(right)
            x = LEFT
            for width in [0, *(w + 1 for w in widths)]:
                x += width * SIZE
                self.pages[-1] += f'{x - 4} {top + SIZE + 3} m {x - 4} {self.y + SIZE + 3} l S\n'

    def table(self, rows):
        widths = WIDTHS[id(rows)]
        right = LEFT + sum(w + 1 for w in widths) * SIZE - 4
        for i, cells in enumerate(rows):
            turned = self.y < BOTTOM + 3 * STEP
            if turned:
                self.turn()
            if self.rules != 'none' and (i == 0 or turned):
                self.across(right)
            if turned:
                self.row(rows[0], widths, right)
            self.row(cells, widths, right)
            if self.rules == 'three' and i in (0, len(rows) - 1):
                self.across(right)
        self.y -= STEP


def write_pdf(path, rules, middle):
    setter = Setter(rules, middle)
    for part in (BEFORE, INDICATORS, BETWEEN, TASKS, AFTER):
        if isinstance(part[0], list):
            setter.table(part)
        else:
            for text in part:
                setter.line(text, 2)
    pdf.write_objects(path, setter.pages)


def markdown():
    parts = []
    for part in (BEFORE, INDICATORS, BETWEEN, TASKS, AFTER):
        if not isinstance(part[0], list):
            parts += part
            continue
        rows = ['| ' + ' | '.join(row) + ' |' for row in part]
        parts.append('\n'.join([rows[0], '|' + ' --- |' * len(part[0]), *rows[1:]]))
    return '\n\n'.join(parts) + '\n'


def main(duban, folder):
    os.makedirs(folder, exist_ok=True)
    source = os.path.join(folder, 'notice.md')
    with open(source, 'w', encoding='utf-8') as f:
        f.write(markdown())
    expected = compare.records(compare.ledger_of(duban, source, os.path.join(folder, 'text'))[0])
    bad = sum(expected.values()) < 60
    for rules in ('all', 'three', 'none'):
        for middle in (False, True):
            path = os.path.join(folder, f'{rules}-{"middle" if middle else "top"}.pdf')
            write_pdf(path, rules, middle)
            ledger, said = compare.ledger_of(duban, path, os.path.join(folder, 'ledger'))
            found = compare.records(ledger) if ledger else {}
            proof = compare.run(duban, 'verify', ledger).returncode if ledger else said
            wrong = list((expected - found).items()) + list((found - expected).items()) if ledger else ['no ledger']
            bad |= bool(wrong or proof)
            print(os.path.basename(path), 'the same' if not wrong else wrong[:6], proof or '')
    print(sum(expected.values()), 'records')
    return bad


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
