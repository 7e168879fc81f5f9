"""What the teaching page is sent in words: names of places and organisations, of its numbers, and what `demo` says."""

from __future__ import annotations

from typing import Final

LIVE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "live.street": ("street {number}", "{number}街道"),
    "live.area": ("area {street}.{number}", "居民区{street}-{number}"),
    "live.one.street": ("street committee {number}", "街道党工委{number}"),
    "live.one.community_committee": ("community committee {number}", "社区党委{number}"),
    "live.one.residential_area": ("residential branch {number}", "居民区党组织{number}"),
    "live.one.agency": ("agency {number}", "机关{number}"),
    "live.one.public_institution": ("public institution {number}", "事业单位{number}"),
    "live.one.state_enterprise": ("state enterprise {number}", "国企{number}"),
    "live.one.university": ("school {number}", "高校{number}"),
    "live.one.two_new": ("two-new organisation {number}", "“两新”组织{number}"),
    "live.mode.two_way": ("two-way claiming", "双向认领"),
    "live.mode.one_way": ("one-way claiming", "单向认领"),
    "live.mode.blind": ("blind", "互不知情"),
    "live.mode.appointment": ("appointment", "指派"),
    "live.mode.optimal": ("best assignment", "最优分派"),
    "live.strength": ("strength of the mechanism (0: switched off)", "机制的力度（0：没有这个机制）"),
    "live.world.joint": ("joint", "联合"),
    "live.world.apart": ("the two kinds apart", "条块各干各的"),
    "live.world.a": ("as it is", "原样"),
    "live.world.b": ("changed", "改动后"),
    # why nobody served a need
    "live.why.unseen": ("nobody saw it", "没有人看见"),
    "live.why.late": ("it was seen when its time was up", "看见时已经过了期限"),
    "live.why.beyond": ("nobody in the plan has what it takes", "清单上的各方都不具备所需条件"),
    "live.why.waiting": ("it waits for a place on a list", "还没有排上清单"),
    "live.why.nobody_near": ("nobody near enough has what it takes", "近处没有能办的组织"),
    "live.why.nobody_willing": ("nobody near is willing", "近处的组织都不愿投入"),
    "live.why.nobody_heard": ("nobody who is willing heard of it", "愿意办的组织都没有得知"),
    "live.why.refused": ("those who heard were refused as partners", "得知的组织合作被拒"),
    "live.why.unable": ("those who would come could not do it well", "肯来的组织办不好"),
    "live.why.taken": ("those who could are taken up by other needs", "能办的组织都忙于别的需求"),
    "live.why.hours_gone": ("the convener's hours are gone", "牵头单位的工时用尽了"),
    "live.why.thought_done": ("it is thought to be done", "以为已经办完了"),
    "live.why.partly": ("begun, but not finished in time", "动手了，但没能按期办完"),
    # what became of one who came into question
    "live.fate.full": ("the team was complete", "项目组已经满员"),
    "live.fate.no_days": ("had no days left", "已经没有工日"),
    "live.fate.unheard": ("did not hear of it", "没有得知"),
    "live.fate.refused": ("was refused as a partner", "合作被拒"),
    "live.fate.declined": ("declined", "谢绝了"),
    "live.fate.unclaimed": ("claimed other needs", "认领了别的需求"),
    "live.fate.spent": ("had spent its days by then", "轮到时工日已经用完"),
    "live.fate.hours_gone": ("the convener had no hours left for it", "牵头单位没有工时去争取"),
    "live.fate.apart": ("block and line do not come together here", "条块在这里不联办"),
    "live.fate.no_gain": ("would have added less than it costs", "加入的好处抵不上成本"),
    "live.fate.dissolved": ("the team would not have done it well", "组起来也办不好，散了"),
    "live.fate.called_off": ("the team was called off", "项目组取消了"),
    "live.fate.stayed_away": ("stayed away", "没有到场"),
    "live.fate.joined": ("came", "参加了"),
    # numbers
    "live.value_leads": (
        "Where settings differ, look at value first. 1+1 is a quotient: when a change takes more from each kind alone "
        "than from both together, 1+1 rises although less gets done.",
        "两边设定不同时，先看成效。“1+1”的得数是商：如果一项改动使条、块单干损失得更多，得数会上升，实际办成的事却少了。",
    ),
    "live.too_early": ("In the first year the quotient still swings.", "头一年得数起伏很大，暂不显示。"),
    "live.sum.null": (
        "One and one make two here: after {count} replicates 1+1 lies between {low} and {high}, no further than "
        "{margin} from 2, which is too little to matter.",
        "这里一加一就是二：重复{count}次，得数在 {low} 与 {high} 之间，与 2 相差不到 {margin}，没有实际意义。",
    ),
    "live.sum.unclear": (
        "Not clear yet: after {count} replicates 1+1 lies between {low} and {high}, and 2 is among them.",
        "还看不清：重复{count}次，得数在 {low} 与 {high} 之间，2 也在其中。",
    ),
    "live.sum.above": (
        "1+1 is above 2: after {count} replicates it lies between {low} and {high}.",
        "1+1大于2：重复{count}次，得数在 {low} 与 {high} 之间。",
    ),
    "live.sum.below": (
        "1+1 is below 2: after {count} replicates it lies between {low} and {high}.",
        "1+1小于2：重复{count}次，得数在 {low} 与 {high} 之间。",
    ),
    "live.value.null": (
        "No difference that matters: after {count} replicates what gets done on the right is {low} to {high} times as "
        "much as on the left, no further than {margin} from 1.",
        "没有实际意义的差别：重复{count}次，右边的成效是左边的 {low} 至 {high} 倍，与 1 相差不到 {margin}。",
    ),
    "live.value.unclear": (
        "Not clear yet: after {count} replicates what gets done on the right is {low} to {high} times as much as on "
        "the left.",
        "还看不清：重复{count}次，右边的成效是左边的 {low} 至 {high} 倍，可能更多，也可能更少。",
    ),
    "live.value.above": (
        "More gets done on the right: after {count} replicates {mean} times as much as on the left ({low} to {high}).",
        "右边办成的更多：重复{count}次，成效是左边的 {mean} 倍（{low} 至 {high}）。",
    ),
    "live.value.below": (
        "Less gets done on the right: after {count} replicates {mean} times as much as on the left ({low} to {high}).",
        "右边办成的更少：重复{count}次，成效是左边的 {mean} 倍（{low} 至 {high}）。",
    ),
    # what is wrong
    "live.no_scenario": (
        "{found} is no scenario that comes with the program.",
        "{found} 不是本程序自带的情景。",
    ),
    "live.two_districts": (
        "Two settings are compared in one district, so that places and luck match; the second has other streets, areas "
        "or organisations.",
        "两种设定要放在同一个区域里比较，位置和运气才对得上；第二种设定的街道、居民区或组织与第一种不同。",
    ),
    "live.too_long": (
        "A page plays {most} months at most; found {found}.",
        "页面最多演示 {most} 个月；实际为 {found} 个月。",
    ),
    "live.not_understood": (
        "The page sent something that is not understood: {found}.",
        "页面发来的内容无法识别：{found}。",
    ),
    "live.not_whole": (
        "{name}: found {found}; allowed: a whole number from {low} to {high}.",
        "{name}：实际为 {found}；允许：{low} 到 {high} 的整数。",
    ),
    "live.too_often": ("That was asked for too often; wait a moment.", "请求过于频繁，请稍候。"),
    "live.nothing_open": ("Nothing is being played yet.", "还没有打开任何情景。"),
    "live.no_key": (
        "This page belongs to whoever started the program; its address stands where the command was typed.",
        "这是主讲人的页面，地址显示在输入命令的窗口里。",
    ),
    "live.enough_kept": (
        "A file holds {most} comparisons at most.",
        "一个文件最多放 {most} 组比较。",
    ),
    "live.nothing_kept": ("There is nothing to fetch here any more; keep it again.", "这里已经没有文件，请重新保存。"),
    "live.class.no_code": ("This is not the code of the class.", "入课码不对。"),
    "live.class.full": ("The class is full: {most} have joined.", "人数已满：已有 {most} 人加入。"),
    "live.class.too_large": (
        "That is too large for a class to play with: {most} organisations at most.",
        "学员页面上最多演示 {most} 个组织，这个情景太大。",
    ),
    "live.class.closed": ("Nothing is to be guessed now.", "现在没有要猜的题。"),
    "live.failed": (
        "Something went wrong in the program; the page can go on. What it was stands where the command was typed.",
        "程序出了错，页面可以继续使用。错误信息在输入命令的窗口里。",
    ),
    # what `demo` says
    "serve.there": (
        "The page is at {url}\nIt is there as long as this window stays open; Ctrl-C ends it.",
        "页面地址：{url}\n请让本窗口一直开着；按 Ctrl-C 结束。",
    ),
    "serve.class": (
        "A class joins at {url} with the code {code}.",
        "学员入口：{url}，入课码：{code}。",
    ),
    "serve.class_others": (
        "This computer has other addresses, too: {others}. Where phones do not get in, choose another on the page, or "
        "with --host.",
        "本机还有其他地址：{others}。手机打不开时，请在页面上换一个，或用 --host 指定。",
    ),
    "serve.host_alone": (
        "--host says under which address a class joins; it needs --class.",
        "--host 指定学员加入时用的地址，须与 --class 同用。",
    ),
    "serve.no_host": (
        "--host: {found} is no address of this computer; it has {there}.",
        "--host：{found} 不是本机的地址；本机的地址有 {there}。",
    ),
    "serve.ended": ("The page has ended.", "页面服务已结束。"),
    "serve.saved": (
        "Written: {file} ({kilobytes} kB). It opens by double click, without this program and off line.",
        "已写入 {file}（{kilobytes} kB）。双击即可打开，不需要本程序，也不需要联网。",
    ),
    "serve.not_html": ("--save: {file} should end in .html.", "--save：{file} 应以 .html 结尾。"),
    "serve.cannot": ("--save: {file} cannot be written: {reason}.", "--save：无法写入 {file}：{reason}。"),
    "serve.other_alone": (
        "--other says what is otherwise in the second of two settings; --compare says {found}.",
        "--other 写的是两种设定中第二种的不同之处；而 --compare 写的是 {found}。",
    ),
    "serve.lacking": (
        "The live page needs packages that are not installed: {names}. Install them now with\n  {command}\n(y/n)?",
        "实时页面还需要安装：{names}。现在就用\n  {command}\n安装吗（y/n）？",
    ),
    "serve.install": (
        "The live page needs packages that are not installed: {names}. Install them with: {command} (demo --save needs "
        "none of them.)",
        "实时页面还需要安装：{names}。请运行：{command}（demo --save 不需要它们。）",
    ),
    "serve.not_installed": (
        "They could not be installed; nothing has changed. Try: {command}",
        "安装没有成功，没有改动任何内容。请尝试：{command}",
    ),
    "serve.ask_class": (
        "With --class everybody in this local network can open the class's page; they can send guesses and look, and "
        "nothing else. Names are not asked for. Go on (y/n)?",
        "使用 --class，本地网络中的所有人都能打开学员页面：他们只能提交猜测和观看，不能做别的，也不会被问姓名。"
        "继续吗（y/n）？",
    ),
    "serve.no_class": (
        "Without a yes, typed here, no class is served; demo without --class is for this machine alone.",
        "没有在这里输入 y 确认，就不开放给学员；不带 --class 的 demo 只供本机使用。",
    ),
}
