"""What the article says of each control of the teaching page.

The Chinese is its own wording, clause by clause, shortened in places; what is the model's own reading says so.
"""

from __future__ import annotations

from typing import Final

CONTROL_WORDS: Final[dict[str, tuple[str, str]]] = {
    # the five mechanisms
    "control.mechanisms.mobilisation": (
        "Mobilisation is the mechanism that starts joint work.",
        "动员介入机制是共治的启动机制。",
    ),
    "control.mechanisms.planning": (
        "Planning and deciding is the mechanism that gives joint work its direction.",
        "策划决议机制是共治的导向机制。",
    ),
    "control.mechanisms.liaison": (
        "Liaison is the mechanism that links joint work throughout.",
        "联络协调机制是共治的贯通机制。",
    ),
    "control.mechanisms.supervision": (
        "Supervision and appraisal is the mechanism that warrants joint work.",
        "监督评议机制是共治的保证机制。",
    ),
    "control.mechanisms.incentive": (
        "Commendation is the mechanism that furthers joint work.",
        "表彰激励机制是共治的促进机制。",
    ),
    # their instruments
    "control.mechanisms.mobilisation.contracts": (
        "By social contract: pairing is signed.",
        "采取社会契约的形式，如结对签约制。",
    ),
    "control.mechanisms.mobilisation.pledges": (
        "By social contract: pledges are made in public.",
        "采取社会契约的形式，如公开承诺制。",
    ),
    "control.mechanisms.mobilisation.consciousness": (
        "Beside the traditional work on political consciousness, more weight lies on social consciousness.",
        "除传统的政治意识动员外，更侧重社会意识动员。",
    ),
    "control.mechanisms.mobilisation.checkin": (
        "Individuals are called upon: members check in where they live.",
        "采取个体动员形式，如党员社区报到制。",
    ),
    "control.mechanisms.planning.conference": (
        "Joint conferences at every level.",
        "各个层面的联席会议制度。",
    ),
    "control.mechanisms.planning.hearings": (
        "The majority's views are followed, and those of the minority respected and taken in as far as possible.",
        "注意遵照多数单位党组织的意见办事，同时尽量尊重和吸纳少数单位党组织的意见。",
    ),
    "control.mechanisms.planning.research": ("Research on the matter before deciding.", "专题调研制度。"),
    "control.mechanisms.planning.experts": ("Experts are consulted.", "专家咨询制度。"),
    "control.mechanisms.liaison.exchange": (
        "Information is exchanged: the mood of people is shared, and there is contact over the net.",
        "舆情互通制、网络沟通制等信息交流制度。",
    ),
    "control.mechanisms.liaison.urgent": (
        "Timing matters: bulletins carry word of disasters at once.",
        "重时机，注意及时性：灾情专递制。",
    ),
    "control.mechanisms.liaison.meetings": (
        "Community affairs are consulted on, and conflicts reconciled, in meetings.",
        "社区事务协商会、社区矛盾协调会、社区议事沙龙等会议制度。",
    ),
    "control.mechanisms.liaison.officers": (
        "Bodies, officers and leaders of liaison.",
        "联建工作机构、联建联络员、联建领导人员等联络协调制度。",
    ),
    "control.mechanisms.liaison.resource_list": (
        "With lists of needs, resources and projects, resources are gathered and matched with precision.",
        "通过建立需求、资源、项目“三张清单”，实现资源汇聚，精准对接。",
    ),
    "control.mechanisms.supervision.appraisal": ("Meetings appraise the work.", "工作评议会制度。"),
    "control.mechanisms.supervision.inspection": ("Joint inspection.", "联合督察制度。"),
    "control.mechanisms.supervision.dual_assessment": (
        "Those responsible are assessed by area and by department.",
        "地区与部门对相关机构负责人双重考核制度。",
    ),
    "control.mechanisms.supervision.feedback": (
        "Members report what they do in the residential area.",
        "党员参与居民区工作反馈制度。",
    ),
    "control.mechanisms.supervision.residents_rating": (
        "The people rate: the community takes part, and public opinion judges.",
        "群众测评制度；注重社区公众的介入、社会各方的意见和社会舆论的评判。",
    ),
    "control.mechanisms.supervision.linked_goals": (
        "Joint goals count in the assessment of the unit's own.",
        "联建目标与单位目标挂钩考核制度。",
    ),
    "control.mechanisms.incentive.civility": ("Awards for civility.", "各类精神文明评比制度。"),
    "control.mechanisms.incentive.party_awards": ("Awards within the Party.", "党内先进评比制度。"),
    "control.mechanisms.incentive.reports": (
        "Those who were honoured report.",
        "联建先进个人（集体）报告会制度。",
    ),
    "control.mechanisms.incentive.rewards": ("Rewards for activists.", "联建积极分子奖励制度。"),
    "control.mechanisms.incentive.publicity": (
        "Good examples are made public, so that society respects and the people praise them.",
        "联建先进事迹舆论宣传制度，形成社会尊重、群众赞誉的良好氛围。",
    ),
    # matching
    "control.matching.mode": (
        "Needs and resources claim each other, so that they fit.",
        "“双向认领”工作机制，着力推动服务需求与服务资源的有效对接。",
    ),
    # institutions
    "control.institutions.investment_promotion": (
        "Investment promotion is taken off the street, whose first task is Party building.",
        "取消街道招商引资，把加强党的建设作为首要职能。",
    ),
    "control.institutions.resources_down": (
        "The centre of gravity, resources and powers move down to where the work is.",
        "通过“重心下移，资源下沉，权力下放”等举措做实基层。",
    ),
    "control.institutions.moved_from_above": (
        "The centre of gravity moves down (as the model reads it: what blocks gain is taken from the lines above).",
        "“重心下移，资源下沉，权力下放”（本模型的理解：下沉的出自上面的条）。",
    ),
    "control.institutions.both_ends": (
        "Make the street solid and extend both ends, so that more resources join.",
        "“做实街道、两头延伸”，将更多资源融入其中。",
    ),
    "control.institutions.district_platform": (
        "City, district, street and residential area work together on four levels.",
        "构建起“市、区、街、居民区”四级党建联动体系。",
    ),
    "control.institutions.city_platform": (
        "Organisations of all fields join the platforms of city, district, street and residential area.",
        "各领域积极融入市、区、街、居四级区域化党建平台。",
    ),
    "control.institutions.grid_cover": (
        "Community Party building covers everything; communities are managed by grids.",
        "社区党建全覆盖、社区建设实体化、社区管理网格化。",
    ),
    "control.institutions.two_new_cover": (
        "Party building within the system turns to that of two-new organisations.",
        "由体制内党建向“两新”组织党建转变。",
    ),
    # technology
    "control.technology.grid_workers": (
        "Needs are found in the grid, resources joined in the grid, problems solved in the grid.",
        "推动需求在网格发现、资源在网格整合、问题在网格解决。",
    ),
    "control.technology.grid_sight": (
        "Party group leaders and other members serve as heads and workers of grids.",
        "基层党组织班子成员、党小组长和其他党员骨干担任网格长、网格员。",
    ),
    "control.technology.e_visits": (
        "Visits are paid on line.",
        "推出电子走访等信息化服务手段，实现区域互动、数据共享。",
    ),
    "control.technology.wishes": (
        "Micro-wishes are gathered and granted.",
        "推出微心愿等信息化服务手段，实现信息互联、服务更优。",
    ),
    "control.technology.online_branches": (
        "Branches on the net link work on line and off line.",
        "通过建立网上党支部等新方式，实现线上线下互动。",
    ),
    "control.technology.databases": (
        "Four databases are joined: members and organisations, enterprises, buildings and parks, city grids.",
        "有机整合“党员党组织信息库”“企业法人数据库”“楼宇园区数据库”“城市网格数据库”。",
    ),
    "control.technology.community_link": (
        "On the platform Community Link ten thousand members show who they are.",
        "建立“社区通”手机一站式平台，万名党员亮身份、当先锋。",
    ),
    "control.technology.service_circle": (
        "Within service circles of 15 minutes the people are served with precision.",
        "以15分钟便民服务圈为单位，向群众精准投放服务。",
    ),
    "control.technology.centre_sight": (
        "A neighbourhood centre is a public space for community services, led by Party building.",
        "建成党建引领下的综合性社区公共服务空间“四季源”邻里中心。",
    ),
    # needs
    "control.needs.two_sided": (
        "Lines and blocks divide the work, and each makes good what the other lacks.",
        "分工不是分割，更不是画地为牢，而是互补优势。",
    ),
}
