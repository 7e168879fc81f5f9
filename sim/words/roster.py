"""What `import` says: the columns of a roster, what can be chosen, and what can be wrong with one."""

from __future__ import annotations

from typing import Final

ROSTER_WORDS: Final[dict[str, tuple[str, str]]] = {
    # sheets
    "roster.sheet.organisations": ("organisations", "单位"),
    "roster.sheet.areas": ("areas", "居民区"),
    "roster.sheet.needs": ("needs", "需求"),
    "roster.sheet.ties": ("ties", "结对"),
    "roster.sheet.columns": ("columns", "填写说明"),
    # columns of organisations
    "heading.organisations.number": ("number", "序号"),
    "heading.organisations.number.meaning": ("a running number; not used", "流水号，不使用"),
    "heading.organisations.name": ("name", "单位名称"),
    "heading.organisations.name.meaning": ("what it is called; no two are called the same", "单位的名称，不得重名"),
    "heading.organisations.type": ("type", "单位类型"),
    "heading.organisations.type.meaning": ("which of the eight types of organisation it is", "八类组织中的哪一类"),
    "heading.organisations.street": ("street", "街道"),
    "heading.organisations.street.meaning": (
        "the street it belongs to, where there are several; a street or community committee without an area "
        "stands in "
        "the street's first",
        "有多个街道时，所属的街道；街道党工委、社区党委没有填居民区的，放在该街道的第一个居民区",
    ),
    "heading.organisations.area": ("area", "居民区"),
    "heading.organisations.area.meaning": (
        "the area it stands in; where there is no table of areas, those of the residential areas' own rows are the "
        "areas there are (a residential area without one gives its name to its area). Empty: drawn",
        "所在的居民区；没有“居民区”表时，以各居民区党组织所在行为准（未填的，以其名称为居民区名称）。不填则随机确定",
    ),
    "heading.organisations.level": ("level", "隶属级别"),
    "heading.organisations.level.meaning": (
        "level of its superior; empty: as its type has it",
        "上级的级别；不填则按类型确定",
    ),
    "heading.organisations.members": ("members", "党员数"),
    "heading.organisations.members.meaning": (
        "Party members; empty: drawn from its type",
        "党员人数；不填则按类型随机确定",
    ),
    "heading.organisations.hours": ("hours", "每月可用工时"),
    "heading.organisations.hours.meaning": (
        "hours a month for work beyond its own walls; empty: drawn from its type",
        "每月可用于本单位以外工作的工时；不填则按类型随机确定",
    ),
    "heading.organisations.needs": ("needs", "需求倍数"),
    "heading.organisations.needs.meaning": (
        "how many times the usual rate needs arise inside it; empty: 1",
        "单位内部产生需求的频度是一般水平的几倍；不填为 1",
    ),
    "heading.organisations.resources": ("resources", "可提供资源"),
    "heading.organisations.resources.meaning": (
        "resources it can offer, with units a person-day where known: talent 2, material. One named without an "
        "amount "
        "counts 1, one not named 0; empty: drawn from its type",
        "能提供的资源，知道数量的写明每工日单位数，如：人才 2、物质。只写名称按 1 计，未写的为 0；"
        "整格不填则按类型随机确定",
    ),
    "heading.organisations.functions": ("functions", "承担功能"),
    "heading.organisations.functions.meaning": (
        "functions it is strong in, with a strength from 0 to 1 where known. One named without a strength "
        "counts 0.8, "
        "one not named 0; empty: drawn from its type",
        "擅长的功能，知道强度的写明 0 到 1 的数值。只写名称按 0.8 计，未写的为 0；整格不填则按类型随机确定",
    ),
    "heading.organisations.ties": ("ties", "结对单位"),
    "heading.organisations.ties.meaning": (
        "organisations it has a standing tie with, several in one cell; a tie holds both ways and is told by one of "
        "the two "
        "or by both. A name with a comma in it goes into the table of ties",
        "与之固定结对的单位，可写多个；结对是相互的，任一方写明即可。名称里有逗号、顿号的，请写在“结对”表中",
    ),
    "heading.organisations.remarks": ("remarks", "备注"),
    "heading.organisations.remarks.meaning": ("for yourself; not used", "供自己使用，不读取"),
    # columns of areas
    "heading.areas.number": ("number", "序号"),
    "heading.areas.number.meaning": ("a running number; not used", "流水号，不使用"),
    "heading.areas.name": ("name", "居民区名称"),
    "heading.areas.name.meaning": ("what it is called; no two are called the same", "居民区的名称，不得重名"),
    "heading.areas.street": ("street", "街道"),
    "heading.areas.street.meaning": (
        "the street it lies in; empty: all lie in one",
        "所在的街道；都不填则同属一个街道",
    ),
    "heading.areas.population": ("population", "人口数"),
    "heading.areas.population.meaning": (
        "people; what counts is the ratio to the mean of the areas. Empty: drawn",
        "人数，按与各居民区平均数之比计；不填则随机确定",
    ),
    "heading.areas.hardship": ("hardship", "困难程度"),
    "heading.areas.hardship.meaning": ("0 to 1; empty: drawn", "0 到 1；不填则随机确定"),
    "heading.areas.x": ("x", "东向坐标"),
    "heading.areas.x.meaning": ("kilometres east; empty: drawn", "向东的公里数；不填则随机确定"),
    "heading.areas.y": ("y", "北向坐标"),
    "heading.areas.y.meaning": ("kilometres north; empty: drawn", "向北的公里数；不填则随机确定"),
    "heading.areas.remarks": ("remarks", "备注"),
    "heading.areas.remarks.meaning": ("for yourself; not used", "供自己使用，不读取"),
    # columns of needs
    "heading.needs.number": ("number", "序号"),
    "heading.needs.number.meaning": ("a running number; not used", "流水号，不使用"),
    "heading.needs.title": ("title", "需求或项目"),
    "heading.needs.title.meaning": ("what is wanted, in a few words", "需要做什么，几个字即可"),
    "heading.needs.date": ("date", "产生日期"),
    "heading.needs.date.meaning": (
        "when it arose: 2024-03-01, 2024/3/1, 2024.3.1 or with the characters for year, month and day; or only year "
        "and month (the day is then drawn). The first "
        "month in the table is month 1 of the run",
        "产生的日期：2024-03-01、2024/3/1、2024年3月1日，或只写年月（日子随机确定）。表中最早的月份为第 1 个月",
    ),
    "heading.needs.nature": ("nature", "工作性质"),
    "heading.needs.nature.meaning": ("which of the four natures of work it is", "四性中的哪一性"),
    "heading.needs.area": ("area", "居民区"),
    "heading.needs.area.meaning": ("the area where it arose", "产生需求的居民区"),
    "heading.needs.owner": ("owner", "需求单位"),
    "heading.needs.owner.meaning": (
        "the organisation that has it, in place of an area; the need of a block is that of the area it stands in",
        "提出需求的单位（与居民区只填一个）；块上组织的需求算作其所在居民区的需求",
    ),
    "heading.needs.amount": ("amount", "工作量"),
    "heading.needs.amount.meaning": (
        "work, in person-days; empty: drawn from its nature",
        "所需工日；不填则按性质随机确定",
    ),
    "heading.needs.deadline": ("deadline", "期限天数"),
    "heading.needs.deadline.meaning": ("days until it is too late; empty: drawn", "办理期限（天）；不填则随机确定"),
    "heading.needs.worth": ("worth", "工日价值"),
    "heading.needs.worth.meaning": (
        "worth of a person-day, in points; empty: drawn",
        "每工日的价值（分）；不填则随机确定",
    ),
    "heading.needs.harm": ("harm", "未办危害"),
    "heading.needs.harm.meaning": (
        "harm if it is not met, as a share of its worth; empty: as its nature has it",
        "未办到时的危害，按其价值的倍数计；不填则按性质确定",
    ),
    "heading.needs.resources": ("resources", "所需资源"),
    "heading.needs.resources.meaning": (
        "at most three, the most important first; empty: drawn from its nature",
        "至多三种，重要的写在前面；不填则按性质随机确定",
    ),
    "heading.needs.functions": ("functions", "所需功能"),
    "heading.needs.functions.meaning": ("at most two; empty: drawn from its nature", "至多两项；不填则按性质随机确定"),
    "heading.needs.remarks": ("remarks", "备注"),
    "heading.needs.remarks.meaning": ("for yourself; not used", "供自己使用，不读取"),
    # columns of ties
    "heading.ties.number": ("number", "序号"),
    "heading.ties.number.meaning": ("a running number; not used", "流水号，不使用"),
    "heading.ties.one": ("one organisation", "结对单位一"),
    "heading.ties.one.meaning": ("one organisation of a standing tie", "结对的一方"),
    "heading.ties.other": ("other organisation", "结对单位二"),
    "heading.ties.other.meaning": ("the other", "结对的另一方"),
    "heading.ties.remarks": ("remarks", "备注"),
    "heading.ties.remarks.meaning": ("for yourself; not used", "供自己使用，不读取"),
    # what can be chosen
    "choice.type.street": ("street committee", "街道党工委"),
    "choice.type.community_committee": ("community committee", "社区党委"),
    "choice.type.residential_area": ("residential area", "居民区党组织"),
    "choice.type.agency": ("agency", "机关"),
    "choice.type.public_institution": ("public institution", "事业单位"),
    "choice.type.state_enterprise": ("state enterprise", "国企"),
    "choice.type.university": ("university", "高校"),
    "choice.type.two_new": ("two-new organisation", "“两新”组织"),
    "choice.level.residential": ("residential", "居民区级"),
    "choice.level.street": ("street", "街道级"),
    "choice.level.district": ("district", "区级"),
    "choice.level.city": ("city", "市级"),
    "choice.nature.regional": ("regional", "地区性工作"),
    "choice.nature.social": ("social", "社会性工作"),
    "choice.nature.mass": ("mass", "群众性工作"),
    "choice.nature.public_benefit": ("public benefit", "公益性工作"),
    "choice.wanted.organisational": ("organisational", "组织资源"),
    "choice.wanted.ideological": ("ideological", "思想资源"),
    "choice.wanted.political": ("political", "政治资源"),
    "choice.wanted.institutional": ("institutional", "制度资源"),
    "choice.wanted.talent": ("talent", "人才资源"),
    "choice.wanted.material": ("material", "物质资源"),
    "choice.wanted.public": ("public", "社会公共资源"),
    "choice.function.state_building": ("state building", "国家建设"),
    "choice.function.social_integration": ("social integration", "社会整合"),
    "choice.function.policy_supply": ("policy supply", "政策供给"),
    "choice.function.value_allocation": ("value allocation", "价值分配"),
    "choice.function.interest_coordination": ("interest coordination", "利益协调"),
    "choice.function.overall_regulation": ("overall regulation", "全局调控"),
    # places and the frame of a message
    "roster.place.sheet": ("sheet {sheet}", "工作表“{sheet}”"),
    "roster.place.hidden": ("hidden sheet {sheet}", "隐藏的工作表“{sheet}”"),
    "roster.place.taken": ("{what} (read as the table of {table})", "{what}（按“{table}”表读取）"),
    "roster.place.row": ("row {row}", "第 {row} 行"),
    "roster.place.column": ("column {column}", "{column} 列"),
    "roster.wrong": ("{place}: {wrong}", "{place}：{wrong}"),
    "roster.stop": (".", "。"),
    "roster.found_at": ("{found} ({cells})", "“{found}”（{cells}）"),
    "roster.found_near": ("{found} ({cells}; did you mean {nearest}?)", "“{found}”（{cells}；是不是“{nearest}”？）"),
    "roster.cells": ("{cells} … {count} cells", "{cells} 等 {count} 格"),
    "roster.also": ("the other stands at {cell}", "另一处在 {cell}"),
    "roster.names_more": ("{names} … {count} in all", "{names} 等，共 {count} 个"),
    "roster.found": ("found {found}", "实际为：{found}"),
    "roster.allowed": ("allowed: {allowed}", "允许：{allowed}"),
    "roster.nearest": ("did you mean {nearest}?", "您是不是想写“{nearest}”？"),
    "roster.semicolon": ("; ", "；"),
    "roster.more": ("… and {count} more", "……另有 {count} 处"),
    # files and sheets
    "roster.missing_file": ("there is no such file", "文件不存在"),
    "roster.is_folder": ("this is a folder, not a spreadsheet", "这是文件夹，不是表格文件"),
    "roster.not_a_file": ("this is not an ordinary file", "这不是普通文件"),
    "roster.unreadable": ("the file cannot be read ({reason})", "文件无法读取（{reason}）"),
    "roster.too_big": ("the file is larger than {most} MB", "文件超过 {most} MB"),
    "roster.too_large": ("more than {rows} rows or {columns} columns", "超过 {rows} 行或 {columns} 列"),
    "roster.old_workbook": (
        "this is an old or encrypted workbook; save it as .xlsx without a password, or as CSV",
        "这是旧格式或加密的工作簿，请另存为不带密码的 .xlsx 或 CSV",
    ),
    "roster.not_a_workbook": (
        "the workbook cannot be read; save it anew as .xlsx",
        "工作簿无法读取，请重新另存为 .xlsx",
    ),
    "roster.other_workbook": (
        "this is not an .xlsx workbook but another kind (.ods, .xlsb, .numbers, a document); open it and save "
        "it as .xlsx",
        "这不是 .xlsx 工作簿，而是其他格式（.ods、.xlsb、.numbers 或文档），请打开后另存为 .xlsx",
    ),
    "roster.xml_workbook": (
        "this is a workbook of Excel 2003 in XML, whatever its name; open it and save it as .xlsx",
        "这是 Excel 2003 的 XML 表格（与文件名的后缀无关），请打开后另存为 .xlsx",
    ),
    "roster.web_page": (
        "this is a web page, as some systems export tables under the name .xls; open it in Excel and save it as .xlsx",
        "这其实是网页（有些系统导出的 .xls 就是网页），请用 Excel 或 WPS 打开后另存为 .xlsx",
    ),
    "roster.not_text": (
        "line {line}, byte {byte} ({value}) is no text; a file that is not an .xlsx workbook must be CSV in "
        "UTF-8, GBK or "
        "UTF-16",
        "第 {line} 行第 {byte} 个字节（{value}）不是文字；不是 .xlsx 工作簿的文件须为 UTF-8、GBK 或 UTF-16 编码的 CSV",
    ),
    "roster.unclosed": (
        "a quotation mark opens a cell in line {line} of the file and is not closed where that cell ends; close "
        "it or take "
        "it out",
        "文件第 {line} 行有一个引号打开了单元格，却没有在该格末尾关闭；请补上或删去这个引号",
    ),
    "roster.nothing": ("there is no row in it", "文件中没有一行内容"),
    "roster.no_table": (
        "no row is the header of a table of organisations, areas, needs or ties",
        "没有找到单位、居民区、需求或结对表的表头",
    ),
    "roster.allowed.tables": ("columns {tables}", "列：{tables}"),
    # columns
    "roster.unknown_column": ("there is no column of this name", "没有这个列名"),
    "roster.column_twice": ("this column is there already, as column {first}", "与 {first} 列重复"),
    "roster.missing_column": ("the column {name} is missing", "缺少“{name}”列"),
    "roster.missing_like": (
        "the column {name} is missing; what stands below {heading} looks like it: call that {name} if it is",
        "缺少“{name}”列；“{heading}”下的内容像是它，若是，请把列名改为“{name}”",
    ),
    "roster.no_heading": ("something stands in a column without a heading", "没有列名的列里有内容"),
    # cells
    "roster.empty_cell": ("this cell must be filled in", "此格必须填写"),
    "roster.formula": (
        "a cell may not hold a formula or an error, nor a text begin with = + - or @",
        "单元格不能是公式或错误值，文字不能以 = + - @ 开头",
    ),
    "roster.control_character": ("there is a control character in the text", "文字中有控制字符"),
    "roster.not_a_name": ("this is not a name", "这不是名称"),
    "roster.allowed.text": ("a text", "一段文字"),
    "roster.allowed.name": ("a text of at most {most} characters", "不超过 {most} 个字的文字"),
    "roster.not_a_choice": ("this is none of the {family}", "不在{family}之列"),
    "roster.family.type": ("types of organisation", "八类组织"),
    "roster.family.level": ("levels", "四个隶属级别"),
    "roster.family.nature": ("natures of work", "四性工作"),
    "roster.family.resource": ("resources", "各类资源"),
    "roster.family.wanted": ("resources", "七类资源"),
    "roster.family.function": ("functions", "六项功能"),
    "roster.not_a_number": ("this is not a number", "这不是数值"),
    "roster.out_of_range": ("this number is out of range", "数值超出允许范围"),
    "roster.allowed.number": ("a number from {low} to {high}", "{low} 到 {high} 之间的数值"),
    "roster.not_a_date": ("this is not a date", "这不是日期"),
    "roster.allowed.date": (
        "2024-03-01, 2024/3/1, 2024.3.1, or with the characters for year, month and day; the day may be left out",
        "2024-03-01、2024/3/1、2024.3.1 或 2024年3月1日，可以只写年月",
    ),
    "roster.not_in_list": ("the list names what is none of the {family}", "列表中有不属于{family}的名称"),
    "roster.twice_in_list": ("the list names this twice", "列表中有重复"),
    "roster.no_amount_here": ("what a need asks for has no amounts", "需求所需的资源和功能不写数量"),
    "roster.too_many_in_list": ("the list names more than {most}", "列表超过 {most} 项"),
    # between rows
    "roster.twice": ("this name stands in the table twice", "名称重复"),
    "roster.need_twice": (
        "the same need (title, date and place) stands in the table twice",
        "同一需求重复（名称、日期、地点相同）",
    ),
    "roster.no_year": (
        "this date lacks its year, and the other dates do not tell which it is",
        "日期缺年份，从其他日期也看不出是哪一年",
    ),
    "roster.no_areas": (
        "no area is known: add a table of areas, or the rows of the residential areas' own organisations",
        "没有任何居民区：请补“居民区”表，或补各居民区党组织所在行",
    ),
    "roster.unknown_area": ("there is no area of this name", "没有这个居民区"),
    "roster.allowed.no_areas": (
        "no areas are listed: add the table of areas, or the rows of the residential areas",
        "没有列出居民区，请补“居民区”表，或补各居民区党组织所在行",
    ),
    "roster.area_lacking": (
        "a residential area must say in which area it stands, unless one has its name",
        "居民区党组织须写明所在居民区（与某居民区同名的除外）",
    ),
    "roster.street_lacking": ("other areas name their street, this one does not", "其他居民区写了街道，此行没有写"),
    "roster.unknown_street": ("there is no area in a street of this name", "没有居民区属于这个街道"),
    "roster.other_street": ("the area lies in another street", "居民区属于另一个街道"),
    "roster.only_street": (
        "there are several streets, and an organisation stands in an area: name that as well",
        "有多个街道时，单位须写明所在居民区，只写街道不够",
    ),
    "roster.block_without_street": (
        "there are several streets: name the street or the area of this committee",
        "有多个街道时，须写明该组织所属的街道或居民区",
    ),
    "roster.place_lacking": ("a need has an area or an organisation that has it", "须填写居民区或需求单位"),
    "roster.unknown_unit": ("there is no organisation of this name", "没有这个单位"),
    "roster.allowed.no_units": (
        "no organisations are listed: add the table of organisations, or name the area",
        "没有列出单位，请补“单位”表，或改填居民区",
    ),
    "roster.owner_elsewhere": (
        "the organisation does not stand in this area; the area of a need that has an owner may be left empty",
        "该单位不在这个居民区；填了需求单位的，居民区可以不填",
    ),
    "roster.owner_is_nowhere": (
        "this block has no area that its need could be in",
        "该块上组织没有所在居民区，无法确定需求的地点",
    ),
    "roster.tie_to_itself": ("an organisation has no tie with itself", "单位不能与自己结对"),
    "roster.tie_twice": ("this tie is told already", "这一结对关系已经写过"),
    "roster.all_alike": (
        "by the columns of resources and functions lines and blocks hold the same, so that no need could take both; "
        "leave "
        "cells empty where nothing better is known, and the type decides",
        "按资源、功能两列，条和块所有的完全一样，没有需求须由双方共同满足；不确知的格请留空，由类型决定",
    ),
    "roster.refused": ("as a scenario this is refused: {fault}", "作为情景不被接受：{fault}"),
    # the file that is written
    "roster.head": (
        "{what} Made by {program} import from {file}.\n"
        "What a row does not state is drawn. Check it with: {program} check FILE; run it with: {program} run FILE",
        "{what}由 {program} import 根据 {file} 生成。\n"
        "各行未写明的内容随机确定。检查：{program} check 文件；运行：{program} run 文件",
    ),
    "roster.head.title": (
        "A district of one's own: {organisations} organisations.",
        "自己的区：{organisations} 个单位。",
    ),
    "roster.head.a_roster": ("a roster whose names were replaced", "名称已替换的名册"),
    "roster.head.months": (
        "as many months as the needs span; the first is {year}-{month:02d}",
        "需求所跨的月数；第 1 个月为 {year}-{month:02d}",
    ),
    "roster.head.scale": (
        "only the listed needs arise; 1 adds drawn ones",
        "只产生所列需求；改为 1 则另加随机产生的需求",
    ),
    "roster.head.areas": ("streets count from 0:", "街道从 0 编号："),
    # the template and docs/roster.md
    "roster.yes": ("yes", "是"),
    "roster.no": ("no", "否"),
    "roster.kind.text": ("a text", "文字"),
    "roster.kind.place": ("a name", "名称"),
    "roster.kind.names": ("names, with commas between them", "名称，用逗号或顿号隔开"),
    "roster.kind.date": ("a date", "日期"),
    "roster.kind.unused": ("anything", "任意内容"),
    "roster.explain.sheet": ("sheet", "工作表"),
    "roster.explain.zh": ("heading in Chinese", "中文列名"),
    "roster.explain.en": ("heading in English", "英文列名"),
    "roster.explain.required": ("required", "必填"),
    "roster.explain.allowed": ("what may stand there", "可填内容"),
    "roster.explain.meaning_zh": ("meaning, in Chinese", "含义（中文）"),
    "roster.explain.meaning_en": ("meaning, in English", "含义（英文）"),
}
