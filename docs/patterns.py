"""The same of each pattern from the field, and from critical studies."""

from __future__ import annotations

from rows import Piece

PATTERNS: dict[str, Piece] = {
    "H1": Piece(
        "Line units take part less than blocks at equal endowment when the street's pull is weak.",
        "禀赋相当、街道牵引弱时，条的参与低于块。",
        ("model.phases.mobilise.weigh",),
        ("types.agency.consciousness", "participation.hierarchy", "mechanisms.mobilisation.consciousness"),
    ),
    "H2": Piece(
        "Where assessment has a minimum, effort bunches at it.",
        "考核有最低要求时，努力程度扎堆在达标线上。",
        ("model.phases.mobilise.engage", "model.phases.appraise.appraise"),
        ("mechanisms.supervision.linked_goals", "participation.pull"),
    ),
    "H3": Piece(
        "Activity grows faster than verified service: listed, claimed, completed and verified are not the same.",
        "活动量增长快于经核实的服务：上清单、认领、办结、办好不是一回事。",
        ("model.phases.mobilise.engage", "model.phases.learn._book"),
        ("effort.formal", "effort.pressure", "effort.formal_value"),
    ),
    "H4": Piece(
        "Mobilisation decays after a campaign.",
        "运动过后，动员衰减。",
        ("model.phases.learn.learn",),
        ("learning.keep", "learning.recognition", "learning.fatigue"),
    ),
    "H5": Piece(
        "Members who move about free-ride and herd.",
        "流动的党员搭便车、随大流。",
        ("model.phases.mobilise.weigh",),
        ("participation.peers", "participation.conditional"),
    ),
    "H6": Piece(
        "Rising activity, flat outcome (involution).",
        "活动增加，成效不增（内卷）。",
        ("model.phases.mobilise.engage", "model.phases.deliver.deliver"),
        ("effort.pressure", "effort.formal_value"),
    ),
    "H7": Piece(
        "Fragmentation and unevenness.",
        "碎片化与不均衡。",
        ("model.measures.gini", "model.places.lay_out"),
        ("district.concentration", "district.unevenness", "channels.partners"),
    ),
    "H8": Piece(
        "Take the hub away and exchange collapses.",
        "撤去枢纽，往来崩塌。",
        ("model.phases.plan.plan", "model.phases.pairs.take_seats"),
        ("convening.block_hours", "institutions.district_platform", "mechanisms.liaison.strength"),
    ),
    "H9": Piece(
        "Weight a measured task and the unmeasured one falls (Holmström & Milgrom 1991).",
        "考核什么就抓什么，不考核的便荒废（Holmström、Milgrom 1991）。",
        ("model.phases.appraise.appraise", "model.phases.mobilise.engage"),
        ("mechanisms.supervision.dual_assessment", "mechanisms.supervision.residents_rating"),
    ),
    "P1": Piece(
        "Responsibility flows back to the organiser; the platform is a club with administrative push (Liu "
        "Xiaoyan 2020).",
        "责任回流到组织者，平台成了靠行政推动的俱乐部（Liu Xiaoyan，2020）。",
        ("model.phases.mobilise.mobilise", "model.phases.match.match", "model.phases.last_resort.serve_at_last"),
        (
            "types.street.hours",
            "participation.cost",
            "participation.office_follows",
            "matching.last_resort",
            "learning.fatigue",
        ),
    ),
    "P2": Piece(
        "Units that share stay a minority even where sharing is promoted; idle resources and shortage exist side "
        "by side (Zhang Qiujie et al. 2018, 2021).",
        "即使政策提倡，开放共享的单位仍是少数；资源闲置与短缺并存（Zhang Qiujie 等，2018、2021）。",
        ("model.phases.team.at_hand", "model.phases.deliver.deliver"),
        ("resources.consent", "resources.by_order"),
    ),
    "P3": Piece(
        "Compulsion called voluntary: quotas, resentment, weak reception (Wang Huoliang, Sun Minyue 2021).",
        "以自愿为名的强制：指标、抵触、社区承接弱（Wang Huoliang、Sun Minyue，2021）。",
        ("model.phases.match.match", "model.phases.mobilise.weigh"),
        ("matching.mode", "matching.order_resentment", "resources.resentment"),
    ),
    "P4": Piece(
        "Motivation falls once the emergency has passed (Zhao Xiaoyan 2022).",
        "应急过后，动力下降（Zhao Xiaoyan，2022）。",
        ("model.phases.learn.learn",),
        ("learning.keep", "learning.fatigue"),
    ),
    "P5": Piece(
        "Supply and demand mismatch, a ceiling on quality, formalism, blocked spread (Lü Lina 2023).",
        "供需错配、质量封顶、形式主义、推广受阻（Lü Lina，2023）。",
        ("model.phases.match.match", "model.production.quality"),
        ("matching.mode", "effort.formal", "production.resource_share"),
    ),
    "P6": Piece(
        "Lack of belonging and responsiveness explains unstable participation better than weak rules (Zhang "
        "Yangyang 2020).",
        "参与不稳，归属感与回应缺失比制度约束弱更能解释（Zhang Yangyang，2020）。",
        ("model.phases.mobilise.weigh", "model.phases.learn._judge"),
        ("learning.request", "mechanisms.mobilisation.consciousness", "mechanisms.supervision.strength"),
    ),
    "P7": Piece(
        "Political, organisational and intrinsic incentives work when they reinforce each other (Wang Jialu, Ye "
        "Min 2020).",
        "政治、组织、内在激励相互强化才有效（Wang Jialu、Ye Min，2020）。",
        ("model.phases.mobilise.weigh",),
        ("mechanisms.incentive.strength", "mechanisms.supervision.strength", "participation.sharpness"),
    ),
    "P8": Piece(
        "Formal and informal institutions work best when they fit (Chen Weidong, Xu Lingfeng 2024).",
        "正式制度与非正式制度相契合时效果最好（Chen Weidong、Xu Lingfeng，2024）。",
        ("model.phases.mobilise.weigh",),
        ("mechanisms.supervision.strength", "mechanisms.mobilisation.pledges", "trust.start"),
    ),
    "P9": Piece(
        "Against “all mechanisms are needed”: several routes suffice (Ling Zheng, Zeng Hongkai 2023; Gong "
        "Xiangrong, Wang Haiting 2024; but Duan Mengru, Tian Xu 2024).",
        "并非缺一不可：多条路径殊途同归（Ling Zheng、Zeng Hongkai，2023；Gong Xiangrong、Wang Haiting，2024；"
        "相反结论见 Duan Mengru、Tian Xu，2024）。",
        ("questions.readings.second_difference",),
        ("mechanisms.mobilisation.strength", "mechanisms.supervision.strength", "participation.cost"),
    ),
    "P10": Piece(
        "Service input rises while residents' marginal sense of gain falls (a Tianjin journal, 2025).",
        "服务投入上升，居民的获得感边际递减（天津某期刊，2025）。",
        ("model.phases.plan.plan", "model.phases.deliver.deliver"),
        ("needs.scale", "types.residential_area.hours"),
    ),
    "P11": Piece(
        "Performed participation feeds assessment while residents gain little (Yang Fan 2020).",
        "表演式参与应付考核，居民所得无几（Yang Fan，2020）。",
        ("model.phases.mobilise.engage", "model.phases.appraise.appraise"),
        ("effort.pressure", "effort.formal_value", "mechanisms.supervision.inspection"),
    ),
    "P12": Piece(
        "A request that fails lowers the willingness to volunteer (Sun Jingwen 2019).",
        "求助落空，志愿意愿下降（Sun Jingwen，2019）。",
        ("model.phases.learn._judge",),
        ("learning.request", "learning.ask"),
    ),
    "P13": Piece(
        "One yardstick for unequal endowment: a grid worker for 400 households or for 100 (Zhou Zhenchao, Chen "
        "Rubai 2023).",
        "一把尺子量到底：一名网格员管四百户，另一名管一百户（Zhou Zhenchao、Chen Rubai，2023）。",
        ("model.phases.appraise.appraise", "model.phases.discover.discover"),
        ("technology.grid_workers", "district.unevenness"),
    ),
    "P14": Piece(
        "Registered volunteers grow faster than active ones (Charity Blue Book, press 2019).",
        "注册志愿者增长快于活跃志愿者（《慈善蓝皮书》，2019年媒体报道）。",
        ("model.phases.mobilise.mobilise",),
        ("institutions.two_new_cover", "technology.online_branches", "participation.cost"),
    ),
}
