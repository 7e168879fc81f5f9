"""What `import` says: what was written, what was read freely (a line a kind), and what is left to a person."""

from __future__ import annotations

from typing import Final

IMPORT_WORDS: Final[dict[str, tuple[str, str]]] = {
    # parts of a line
    "note.in": ("[{where}] {what}", "【{where}】{what}"),
    "note.between": ("; ", "，"),
    "note.column": ("column {column}, cells: {count} ({marks})", "{column} 列 {count} 格（{marks}）"),
    "note.mark": ("{mark}", "“{mark}”"),
    "note.marks": (", ", ""),
    "note.rows": ("row {rows}", "第 {rows} 行"),
    "note.word": ("{words} ({cells})", "{words}（{cells}）"),
    "note.taken": ("{words} as {taken} ({cells})", "{words}读作{taken}（{cells}）"),
    "note.more": (" … and {count} more", "……另有 {count} 种"),
    # what was read freely
    "note.heading": ("Headings: {what}.", "列名：{what}。"),
    "note.left.column": (
        "Columns of no use here, not read: {what}.",
        "用不到的列，未读取：{what}。",
    ),
    "note.left.sheet": (
        "Sheets without the header of a table, not read: {what}.",
        "没有认出表头的工作表，未读取：{what}。",
    ),
    "note.rows.total": ("Rows of totals, left out: {what}.", "合计行，略去：{what}。"),
    "note.rows.note": ("Rows that only explain, left out: {what}.", "说明行，略去：{what}。"),
    "note.rows.section": ("Titles of sections, left out: {what}.", "分节标题行，略去：{what}。"),
    "note.rows.header": ("The header once more, left out: {what}.", "重复的表头，略去：{what}。"),
    "note.rows.again": (
        "Rows that say the same as the one above, left out: {what}.",
        "与上一行相同的行，略去：{what}。",
    ),
    "note.nothing": ("Marks for nothing, read as empty cells: {what}.", "表示“没有”的符号，按空格读取：{what}。"),
    "note.units": ("Taken off beside a number: {what}.", "数字旁的字样，已去掉：{what}。"),
    "note.factor": ("Units converted: {what}.", "单位换算：{what}。"),
    "note.range": ("Of a range the middle: {what}.", "写成区间的，取中间值：{what}。"),
    "note.counted": (
        "Counts in a list are not units a person-day; not used, the resource counts 1: {what}.",
        "资源后写的件数、人数不是“每工日单位数”，不采用，该资源按 1 计：{what}。",
    ),
    "note.choice.type": ("Types of organisation: {what}.", "单位类型：{what}。"),
    "note.choice.level": ("Levels: {what}.", "隶属级别：{what}。"),
    "note.choice.nature": ("Natures of work: {what}.", "工作性质：{what}。"),
    "note.choice.resource": ("Resources: {what}.", "资源：{what}。"),
    "note.choice.wanted": ("Resources needed: {what}.", "所需资源：{what}。"),
    "note.choice.function": ("Functions: {what}.", "功能：{what}。"),
    "note.name.area": ("Areas by a short or other name: {what}.", "居民区的简称或别称：{what}。"),
    "note.name.own": (
        "Residential areas whose area was found by its name: {what}.",
        "居民区党组织按名称对应居民区：{what}。",
    ),
    "note.name.unit": ("Organisations by a short name: {what}.", "单位的简称：{what}。"),
    "note.date.part": (
        "Dates that tell only a part of the year, spread over its months in the order of the rows: {what}.",
        "日期只写到半年或季度的，按行的先后均匀分到其中各月：{what}。",
    ),
    "note.date.month": ("Dates that tell only about the month: {what}.", "日期只写到月的上中下旬的，按该月：{what}。"),
    "note.date.year": (
        "Dates without a year, read as the year of all others: {what}.",
        "日期没写年份，按其余日期的年份：{what}。",
    ),
    "note.date.until": (
        "Deadlines that are dates, as days from the date of the need: {what}.",
        "期限写成日期的，按距产生日期的天数：{what}。",
    ),
    # what is left to a person
    "note.open.level": (
        "{what}: none of the levels, left empty; put it under one: {allowed}.",
        "{what}：不是四个隶属级别中的任何一级，暂按未填处理；知道的请改为其中一级（{allowed}）。",
    ),
    "note.open.resource": (
        "{what}: none of the resources, not used. Put each under one, such as talent for people and services, "
        "material for "
        "rooms, things and money: {allowed}.",
        "{what}：不是各类资源中的任何一类，暂未采用。请归入其中一类，如人员、服务归入人才资源，场所、物品、资金归入物质资源"
        "（可填：{allowed}）。",
    ),
    "note.open.wanted": (
        "{what}: none of the seven resources, not used. Put each under one, such as talent for people and services: "
        "{allowed}.",
        "{what}：不是七类资源中的任何一类，暂未采用。请归入其中一类，如人员、服务归入人才资源（可填：{allowed}）。",
    ),
    "note.open.function": (
        "{what}: none of the functions, not used; put each under one: {allowed}.",
        "{what}：不是六项功能中的任何一项，暂未采用；请归入其中一项（{allowed}）。",
    ),
    "note.open.number": (
        "{what}: not a number, read as an empty cell; write a number where one is known.",
        "{what}：不是数值，暂按未填处理；知道具体数的请填数字。",
    ),
    # the command
    "import.no_file": (
        "import needs the files of a roster: import roster.xlsx -o mine.yaml (import --template FILE.xlsx writes one "
        "to "
        "fill in).",
        "import 后面要有名册文件：import 名册.xlsx -o mine.yaml（import --template 文件.xlsx 写出可供填写的模板）。",
    ),
    "import.no_out": (
        "import needs to know where to write: -o mine.yaml.",
        "import 要写明写入哪个文件：-o mine.yaml。",
    ),
    "import.template_alone": (
        "--template writes an empty roster to fill in; it takes no files, -o, --marked or --anonymise.",
        "--template 只写出待填写的空白名册，不与名册文件、-o、--marked、--anonymise 同用。",
    ),
    "import.not_xlsx": (
        "{file}: the template is a workbook, so its name ends in .xlsx.",
        "{file}：模板是工作簿，文件名须以 .xlsx 结尾。",
    ),
    "import.itself": ("{file} is a file of the roster itself.", "{file} 就是名册文件本身。"),
    "import.exists": (
        "{file} exists already; --overwrite replaces it, another name leaves it alone.",
        "{file} 已存在；加 --overwrite 则替换，或者换一个文件名。",
    ),
    "import.too_large": (
        "the scenario would have more than {most} bytes, more than a scenario file may.",
        "情景文件将超过 {most} 字节的上限。",
    ),
    "import.template": (
        "Written: {file}. Fill it in, then: {command}",
        "已写入 {file}。填好后运行：{command}",
    ),
    "import.written": (
        "Written: {file} – organisations: {organisations}, areas: {areas}, streets: {streets}.",
        "已写入 {file}：单位 {organisations} 个，居民区 {areas} 个，街道 {streets} 个。",
    ),
    "import.encoding": ("{file} was read as {encoding}.", "{file} 按 {encoding} 编码读取。"),
    "import.areas_from_rows": (
        "There is no table of areas: they are those of the residential areas' rows.",
        "没有“居民区”表，居民区取自各居民区党组织所在行。",
    ),
    "import.no_organisations": (
        "There is no table of organisations: they are drawn, {lines} line organisations among them (district.lines).",
        "没有“单位”表，组织随机产生，其中条上单位 {lines} 个（district.lines）。",
    ),
    "import.needs": (
        "Needs: {needs} over months: {months}, the first being {year}-{month:02d}; only these arise (needs.scale: 0).",
        "需求 {needs} 项，跨 {months} 个月，第 1 个月为 {year}-{month:02d}；只产生这些需求（needs.scale: 0）。",
    ),
    "import.table": ("{where}: read as the table of {table}, rows: {rows}.", "{where}：按“{table}”表读取，{rows} 行。"),
    "import.read": (
        "Read freely, a line a kind; where one is not what was meant, change the spreadsheet and import it again:",
        "以下内容放宽了读法，一类一行；与原意不符的，请改表后重新导入：",
    ),
    "import.open": (
        "Left to you, kinds: {count}. The scenario is made without them:",
        "请您决定的有 {count} 类，情景中暂未采用：",
    ),
    "import.marked": (
        "Written: {file}, a copy with the cells marked: {cells}.",
        "已写入 {file}：原表副本，标出了 {cells} 格。",
    ),
    "import.nothing_marked": (
        "{file} was not written: no cell needs a mark.",
        "没有需要标出的单元格，未写 {file}。",
    ),
    "import.mark": (
        "{count} kinds in all; nothing was written. A copy with the cells marked: add --marked FILE.xlsx",
        "共 {count} 类问题，未写入任何文件。要一份标出这些单元格的副本，请加 --marked 文件.xlsx",
    ),
    "import.copy_not_xlsx": (
        "{file}: the copy with marks is a workbook, so its name ends in .xlsx.",
        "{file}：标出单元格的副本是工作簿，文件名须以 .xlsx 结尾。",
    ),
    "import.marked_same": (
        "--marked needs a name of its own: {file} is the scenario or a file of the roster.",
        "--marked 要另起文件名：{file} 是情景文件或名册文件本身。",
    ),
    "import.marked_sheet": ("file {number}", "文件{number}"),
    "import.a_roster": (
        "{file} is a spreadsheet; import makes a scenario of it: {command}",
        "{file} 是表格，先用 import 导入为情景：{command}",
    ),
    "import.next": ("Run it: {command}", "运行：{command}"),
    "import.unit.street": ("street-committee-{number:03d}", "街道党工委{number:03d}"),
    "import.unit.community_committee": ("community-committee-{number:03d}", "社区党委{number:03d}"),
    "import.unit.residential_area": ("residential-area-{number:03d}", "居民区党组织{number:03d}"),
    "import.unit.agency": ("agency-{number:03d}", "机关{number:03d}"),
    "import.unit.public_institution": ("public-institution-{number:03d}", "事业单位{number:03d}"),
    "import.unit.state_enterprise": ("state-enterprise-{number:03d}", "国企{number:03d}"),
    "import.unit.university": ("university-{number:03d}", "高校{number:03d}"),
    "import.unit.two_new": ("two-new-{number:03d}", "两新组织{number:03d}"),
    "import.unit.area": ("area-{number:03d}", "居民区{number:03d}"),
    "import.unit.need": ("need-{number:03d}", "需求{number:03d}"),
    "import.unit.street_number": ("street-{number:02d}", "街道{number:02d}"),
    "roster.title": ("Imported from {file}", "由 {file} 导入"),
    "roster.title.neutral": ("Imported roster, names replaced", "导入的名册（已替换名称）"),
    # docs/roster.md
    "roster.page.words": (
        "What means exactly the same is among the names above or in this table. Each word of this table that is "
        "used is "
        "listed when a roster is imported, with what it was taken for. A word that could be put under several "
        "is not here: "
        "it is left out, and listed for a person to decide. A level is also read from how the name of the "
        "superior begins "
        "(district, county, city, province, street), and a resource from how its name ends (volunteers, rooms).",
        "街道常用的说法按下表归类；导入时用到的每一种都会列出归入了哪一类，供核对。可以归入几类的说法不在表中，"
        "导入时不采用，并列出请人决定。隶属级别也按上级名称的开头读取（区、县、市、省、街道），"
        "资源也按说法的结尾读取（如“教师志愿者”“大会议室”）。",
    ),
    "roster.page.school": (
        "university if its name says so, else public institution",
        "名称含“大学”“学院”的归高校，其余归事业单位",
    ),
    "roster.page.free": (
        "Marks for nothing (a lone stroke or dash, or none), words beside a number (about, more), units behind "
        "one, rows of totals, notes, titles "
        "of sections, headings of columns that have no use here, dates that tell half a year or lack their "
        "year, short names "
        "of areas and organisations: all these are read or left out, and each kind is listed in one line. A "
        "star or (required) "
        "at a heading does not matter. Units that may stand behind a number, with what it is multiplied by:",
        "表示“没有”的符号（/、—、-、无），数字旁的“约”“余”“左右”，数字后的单位，合计行，说明行，分节标题行，"
        "用不到的列，"
        "只写半年或没写年份的日期，居民区和单位的简称：这些都放宽读取或略去，每一种用一行列出。列名上的 * "
        "或（必填）不影响读取。"
        "数字后可以带的单位及其倍数：",
    ),
}
