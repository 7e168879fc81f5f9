"""Lessons: what the command says of them, how their texts are headed, and what can be wrong with them."""

from __future__ import annotations

from typing import Final

LESSON_WORDS: Final[dict[str, tuple[str, str]]] = {
    # how the parts of a lesson's text are headed
    "lesson.heading.guess": ("Guess", "猜一猜"),
    "lesson.heading.watch": ("Watch", "看什么"),
    "lesson.heading.result": ("Result", "结果"),
    "lesson.heading.right": ("Guessed right", "猜对了"),
    "lesson.heading.wrong": ("Guessed wrong", "猜错了"),
    "lesson.heading.why": ("Why", "为什么"),
    "lesson.heading.questions": ("Questions", "课前课后问卷"),
    # the command
    "lesson.list.head": ("Lessons that come with the program:", "程序自带的课："),
    "lesson.list.row": ("{number}  {name:<16} {title}", "第 {number} 课  {name:<16} {title}"),
    "lesson.list.further": (
        "lesson save NAME writes one as a file that opens by double click; lesson try NAME holds its words against "
        "seeds; lesson new FOLDER begins one of your own.",
        "lesson save 名称：存成双击即可打开的一个文件；lesson try 名称：换若干随机种子，核对课里说的话；"
        "lesson new 文件夹：开始写自己的课。",
    ),
    "lesson.fine": ("{name}: nothing is wrong with this lesson.", "{name}：这一课没有问题。"),
    "lesson.saved": ("Written: {file}", "已写入：{file}"),
    "lesson.new": (
        "Written: {files}. Change what is in them, then: lesson check {folder}",
        "已写入：{files}。改好以后运行：lesson check {folder}",
    ),
    "lesson.try.head": ("{title}: {seeds} seeds", "{title}：{seeds} 个随机种子"),
    "lesson.try.row": (
        "{mark} {name}: {mean}; the lesson says {stated} ± {give}",
        "{mark} {name}：{mean}；课里说 {stated} ± {give}",
    ),
    "lesson.try.limit": (
        "  above or below as it says in {share} of the seeds (it says: at least {least})",
        "  在 {share} 的种子里满足课里说的界限（课里说：至少 {least}）",
    ),
    "lesson.try.holds": ("holds", "成立"),
    "lesson.try.fails": ("FAILS", "不成立"),
    "command.lesson": ("list, check, try, save or begin lessons", "课：列出、检查、核对、存成文件、新写一课"),
    "description.lesson": (
        "A lesson lets a class guess, run and see why. list names those that come with the program; save writes one as "
        "NAME.LANG.html, a page that opens by double click without network; check says all that is wrong with a "
        "lesson's folder (lesson.yaml, zh.md, en.md); try runs its worlds over --seeds seeds and holds what it says "
        "against what comes out, status 1 where that fails; new begins one of your own.",
        "一课就是：先猜，再运行，再看为什么。list 列出程序自带的课；save 把一课存成 名称.语言.html，"
        "不联网、双击即可打开；"
        "check 指出课的文件夹（lesson.yaml、zh.md、en.md）里的所有错误；try 换 --seeds 个随机种子运行，核对课里说的话，"
        "对不上时退出状态为 1；new 开始写自己的课。",
    ),
    "value.lesson": ("list|check|try|save|new [LESSON …]", "list|check|try|save|new [课 …]"),
    "option.seeds": ("over how many seeds a lesson is tried: 20 unless given", "核对时换多少个随机种子，默认 20"),
    "option.lesson_all": (
        "with save, check and try: every lesson that comes with the program; save writes it in both languages unless "
        "--lang names one",
        "用于 save、check、try：程序自带的全部课程；save 中英文各存一份，除非用 --lang 指定一种",
    ),
    "option.lesson_out": (
        "folder into which lessons are saved: this one unless given",
        "课存到哪个文件夹，默认当前文件夹",
    ),
    "example.lesson_list": ("the lessons that come with the program", "程序自带的课"),
    "example.lesson_save": ("a lesson as a file that opens by double click", "把一课存成双击即可打开的文件"),
    "example.lesson_save_all": ("all eight, in both languages", "八课全部存好，中英文各一份"),
    "example.lesson_new": ("a lesson of one's own, begun from a whole one", "以现成的一课为蓝本，新写一课"),
    "example.lesson_check": ("what is wrong with a lesson of one's own", "检查自己写的课有没有错"),
    "example.lesson_try": ("whether what a lesson says holds over 30 seeds", "换 30 个随机种子，核对课里说的话"),
    "typed.lesson_what": (
        "lesson takes list, check, try, save or new, not {found}",
        "lesson 后面写 list、check、try、save 或 new，不能写 {found}",
    ),
    "typed.lesson_all": (
        "--all stands for every lesson that comes with the program, after save, check or try and with no other name; "
        "found: {found}",
        "--all 代表程序自带的全部课程，写在 save、check 或 try 之后，不再另写课名；现在写的是：{found}",
    ),
    "typed.lesson_which": (
        "which lesson? A name (lesson list) or a folder",
        "哪一课？请写名称（见 lesson list）或文件夹",
    ),
    "typed.lesson_seeds": (
        "--seeds {found}: a whole number from 2 to 10000",
        "--seeds {found}：应为 2 到 10000 的整数",
    ),
    "typed.lesson_there": ("{folder} is there already: nothing was written", "{folder} 已经存在，没有写入任何内容"),
}

LESSON_FAULTS: Final[dict[str, tuple[str, str]]] = {
    "unknown_lesson": ("there is no lesson of this name and no such folder", "没有这个名称的课，也没有这个文件夹"),
    "lesson_html": ("a lesson's text holds no HTML", "课文里不能有 HTML"),
    "lesson_markup": ("this markup is not shown on the page", "页面不显示这种标记"),
    "lesson_heading": ("there is no part of this name", "没有这个标题的部分"),
    "lesson_heading_twice": ("this heading stands there twice", "这个标题写了两次"),
    "lesson_heading_missing": ("a part is missing", "少了一个部分"),
    "lesson_no_title": ("the title is missing: a line that begins with a single #", "缺少课名：以一个 # 开头的一行"),
    "lesson_options": ("a question needs words, and two options at least", "问题要有文字，至少两个选项"),
    "lesson_wrong": (
        "there must be as many items as options, with – for the right one",
        "条目数要和选项数一样多，猜对的那一条写“–”",
    ),
    "lesson_no_words": (
        "nothing is said to who guessed option {number}, which is not the right one",
        "选项 {number} 不是对的，猜它的人看不到任何话",
    ),
    "lesson_words_of_right": (
        "option {number} is the right one (right in lesson.yaml); write – here",
        "选项 {number} 是对的（lesson.yaml 里的 right），这里请写“–”",
    ),
    "lesson_same_words": (
        "two wrong guesses are told the same; say to each why it is wrong",
        "两个错误的猜测说的是同一番话；请分别说明错在哪里",
    ),
    "lesson_item_empty": ("an item without words", "这一条没有文字"),
    "lesson_heading_space": ("a heading begins with # and a space", "标题以半角的 # 加一个空格开头"),
    "lesson_item_space": (
        "an item of a list begins with a number, a half-width stop and a space, or with - and a space",
        "列表的每一条以数字、半角句点和空格开头，或者以 - 加空格开头",
    ),
    "lesson_wide_braces": ("full-width braces hold no figure", "全角花括号里放不了数字"),
    "lesson_only_paragraphs": ("only paragraphs stand here", "这里只能写段落"),
    "lesson_part_empty": ("this part says nothing", "这个部分没有内容"),
    "lesson_question": (
        "a question is a heading ###, and under it a list of options",
        "每个问题是一个 ### 标题，下面列出选项",
    ),
    "lesson_braces": ("braces are for figures, each as {{name}} and nothing else", "花括号只用来放数字，写作 {{名称}}"),
    "lesson_no_figure": ("no outcome of this name", "没有这个名称的结果（outcomes）"),
    "lesson_parts": (
        "“{part}” has not as many paragraphs as in {other}",
        "“{part}”的段落数和 {other} 的不一样",
    ),
    "lesson_parts_items": ("“{part}” has not as many items as in {other}", "“{part}”的条目数和 {other} 的不一样"),
    "lesson_scenario": ("a lesson plays a scenario that comes with the program", "课只用程序自带的情景"),
    "lesson_uses": (
        "a lesson brings no code along: this scenario uses a file of its own",
        "课不带代码：这个情景用到了自己的程序文件",
    ),
    "lesson_closed": ("a lesson does not set this field of its scenario", "课不能设定情景的这个字段"),
    "lesson_no_other": (
        "with settings compared there must be another world under others",
        "比较不同设定时，others 里至少要有一个世界",
    ),
    "lesson_no_world": ("there is no world of this name", "没有这个名称的世界"),
    "lesson_nothing_less": ("this needs less, a world of which is taken off", "这一项需要写 less，即减去哪个世界"),
    "lesson_no_limit": ("a share of seeds needs above or below", "写了种子的比例，就要写 above 或 below"),
    "say.lesson_blocks": ("headings, paragraphs and lists of plain text", "标题、段落和列表，都是纯文字"),
    "hint.lesson_named": (
        "{there} is there: give it this name (Windows may hide the ending).",
        "文件夹里有 {there}：请改成这个名称（Windows 可能隐藏了扩展名）。",
    ),
    "say.lesson_title": ("text; a title in each language", "文字；中英文各写一个名称"),
    "say.lesson_less": ("less: the name of a world", "less：某个世界的名称"),
    "say.lesson_limit": ("above or below", "above 或 below"),
}
