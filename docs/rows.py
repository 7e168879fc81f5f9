"""What each row of the article is, where it is in the code, which known answers test it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """One row or pattern.

    Attributes
    ----------
    en, zh : str
        What it is, in a sentence.
    code : tuple of str
        Dotted names under ``sim`` of what in the code it is; of a pattern, the phases that could bring it about.
    parameters : tuple of str
        Paths of parameters that it is, or that it leans on.
    answers : tuple of int
        Known answers that test it besides its knock-out.
    """

    en: str
    zh: str
    code: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    answers: tuple[int, ...] = ()


ROWS: dict[str, Piece] = {
    "A1": Piece(
        "The street Party working committee convenes and sets the agenda, owns nothing of what resident units "
        "own, and has so many hours a month for it.",
        "街道党工委是组织者：引导、统筹、定议程，但不占有驻区单位的资源；每月能用于召集的工时有限。",
        ("model.phases.plan.plan", "model.camps.settle_camp"),
        ("convening.block_hours", "convening.line_hours", "convening.item_hours"),
    ),
    "A2": Piece(
        "Regional, social, mass and public-benefit needs differ in how they arise, what they ask for and how "
        "long they can wait; work done badly is a loss and not a zero.",
        "地区性、社会性、群众性、公益性四类需求，产生方式、所需资源与职能、期限各不相同；做差了是受损，不是白做。",
        ("model.phases.arise.make_needs", "model.phases.deliver.deliver", "scenario.district.Social"),
        ("needs.social.deadline", "needs.public_benefit.resources.material", "production.floor", "production.loss"),
    ),
    "A3": Piece(
        "A resident unit serves the area and has needs of its own that the area serves; what becomes of a "
        "request moves its readiness to serve and to ask.",
        "驻区单位既为地区服务，也有自己的需求由地区来办；求助得到回应与否，影响它再出力、再开口的意愿。",
        ("model.phases.arise.make_needs", "model.phases.learn._judge"),
        ("needs.unit_rate", "discovery.owner", "learning.request", "learning.ask"),
    ),
    "B1": Piece(
        "Organisational, ideological, political, institutional resources and talent flow to where a need asks "
        "for them.",
        "组织、思想、政治、制度、人才五种党的资源，可以调节到需要的地方去。",
        ("model.columns.RESOURCES", "model.phases.team.join", "model.phases.deliver.deliver"),
        ("types.street.resources.organisational", "resources.renewal.talent", "matching.partners"),
        (6,),
    ),
    "B2": Piece(
        "Material resources have an owner, are lent by consent, and stay the owner's; to order them brings resentment.",
        "物质资源各有其主，经同意才借用，借用不改变归属；强行调用会招来抵触。",
        ("model.phases.team.at_hand", "model.phases.deliver.deliver", "model.phases.deliver._return_resources"),
        ("resources.consent", "resources.by_order", "resources.resentment"),
        (6,),
    ),
    "B3": Piece(
        "Required resources are complements: where material is lacking the others achieve less.",
        "所需资源互为补充：物质资源一缺，党的资源也难见功效。",
        ("model.production.ces",),
        ("production.rho", "production.makeshift"),
        (2, 7),
    ),
    "B4": Piece(
        "Public resources are open to all, and other systems bring resources of their own.",
        "公共资源人人可用，其他系统也带来各自的资源。",
        ("model.phases.team.start_team",),
        ("resources.public", "resources.public_block"),
        (1,),
    ),
    "C1": Piece(
        "Organisations are strong in different ones of six functions; what a need asks for is covered by who "
        "serves it.",
        "各类组织所长不同，共六项职能；需求要的职能，由出力者的所长来覆盖。",
        ("model.columns.FUNCTIONS", "model.phases.pairs.fit_of", "model.production.quality"),
        ("types.agency.functions.policy_supply", "types.street.functions.overall_regulation", "channels.partners"),
        (21,),
    ),
    "C2": Piece(
        "What blocks and lines achieve joined, against the sum of what each achieves alone: S, printed as 1+1.",
        "条块联合的成效，与各自单干成效之和相比：即 S，写作“1+1”。",
        ("questions.verdict.verdict", "model.value.beside", "model.camps.together"),
        ("channels.sight", "channels.peers", "channels.agenda", "channels.partners", "channels.trust"),
        (1, 2, 3, 4, 21),
    ),
    "D1": Piece(
        "“1+3”: community Party building covers everything, also two-new organisations, and grids are managed.",
        "“1+3”体制：社区党建全覆盖（包括“两新”组织），社区管理网格化。",
        ("mechanisms.institutions.Institutions.grid_cover", "mechanisms.institutions.Institutions.two_new_cover"),
        ("institutions.grid_cover", "institutions.two_new_cover", "district.two_new_cover"),
    ),
    "D2": Piece(
        "“1+6” and “1+2”: investment promotion is taken off the street, which frees its hours for convening.",
        "“1+6”与“1+2”体制：取消街道招商引资，街道腾出精力抓党建、抓公共服务。",
        ("mechanisms.institutions.Institutions.investment_promotion",),
        ("institutions.investment_promotion", "district.community_committees"),
    ),
    "D3": Piece(
        "Resources and powers move down: hours and resources of units above go to the residential areas.",
        "重心下移、资源下沉、权力下放：上级单位的工时和资源沉到居民区。",
        ("mechanisms.institutions.Institutions.resources_down", "model.moved.move_down"),
        ("institutions.resources_down",),
        (6, 18),
    ),
    "D4": Piece(
        "City and district run a platform too: it takes up what a street cannot serve, and calls units of their level.",
        "市、区、街道、居民区四级联动：街道办不了的，由市、区平台接手，约请区级、市级单位。",
        (
            "mechanisms.institutions.Institutions.district_platform",
            "mechanisms.institutions.Institutions.city_platform",
            "model.phases.platform.serve_above",
        ),
        ("institutions.district_platform", "institutions.city_platform", "convening.platform_hours"),
        (18,),
    ),
    "D5": Piece(
        "Both ends extended: an organisation whose superior is district or city joins like any other.",
        "做实街道、两头延伸：隶属区、市的单位一样能融入街道平台。",
        ("mechanisms.institutions.Institutions.both_ends",),
        ("institutions.both_ends", "participation.hierarchy"),
    ),
    "E1": Piece(
        "Pairing contracts, public pledges, work on consciousness and member check-in bring organisations and "
        "members to take part.",
        "动员介入：结对签约、公开承诺、意识动员、党员社区报到，使组织和党员参与进来。",
        (
            "mechanisms.mobilisation.Mobilisation",
            "mechanisms.mobilisation.Mobilisation.contracts",
            "mechanisms.mobilisation.Mobilisation.pledges",
            "mechanisms.mobilisation.Mobilisation.checkin",
            "model.phases.mobilise.mobilise",
        ),
        ("mechanisms.mobilisation.strength", "participation.peers", "participation.cost"),
        (8, 9),
    ),
    "E2": Piece(
        "Joint conference, hearings, research and expert advice decide what comes onto the agenda; a share is "
        "kept for minority views.",
        "策划决议：联席会议、听证会、专题调研、专家咨询决定议程；多数决定，兼顾少数。",
        ("mechanisms.planning.Planning", "model.phases.plan.plan", "model.phases.plan.majority_right"),
        ("mechanisms.planning.strength", "estimates.noise"),
        (16,),
    ),
    "E3": Piece(
        "Information exchange, bulletins, meetings and officers: who hears of what, how soon, and what working "
        "together costs.",
        "联络协调：舆情互通、灾情专递、协商会、联络员——谁得知什么、多快得知、合作要花多少工夫。",
        ("mechanisms.liaison.Liaison", "model.phases.pairs.take_seats", "model.phases.liaise.days_left"),
        ("mechanisms.liaison.strength", "hearing.days", "costs.coordination"),
        (18,),
    ),
    "E4": Piece(
        "Appraisal, inspection, dual assessment, feedback, residents' rating and linked goals: what is seen of "
        "the work and what hangs on it.",
        "监督评议：工作评议会、联合督察、双重考核、反馈、群众测评、挂钩考核——看得见什么，什么与之挂钩。",
        ("mechanisms.supervision.Supervision", "model.phases.appraise.appraise"),
        ("mechanisms.supervision.strength", "appraisal.error", "effort.pressure"),
        (13, 14, 18),
    ),
    "E5": Piece(
        "Awards, reports, rewards and publicity: honour rather than money, and others see it.",
        "表彰激励：评比、报告会、奖励、宣传——重荣誉轻物质，并为他人所见。",
        ("mechanisms.incentive.Incentive", "model.phases.commend.commend"),
        ("mechanisms.incentive.strength", "recognition.spill", "learning.honour"),
        (13, 14, 18),
    ),
    "E6": Piece(
        "The mechanisms support each other: together they do more than the sum of what each does. Nothing in the "
        "code says so; they meet in the phases, and the sign depends on the dose.",
        "全构性：各机制相辅相成，合起来大于各自之和。代码里没有这样一条规定；各机制在各阶段相遇，符号随剂量而变。",
        (
            "questions.readings.second_difference",
            "model.phases.mobilise.weigh",
            "mechanisms.mechanism.Mechanism.strength",
        ),
        ("mechanisms.mobilisation.strength", "participation.cost", "participation.sharpness"),
        (14,),
    ),
    "E7": Piece(
        "The ten phases of a month run from goal to result; leave one out and the chain breaks.",
        "全程性：一个月十个环节，从目标到结果；缺一环，链条就断。",
        (
            "model.schedule.schedule_rows",
            "model.phases.discover.discover",
            "model.phases.match.match",
            "model.phases.learn.learn",
        ),
        ("discovery.residential", "matching.mode", "learning.keep"),
        (20,),
    ),
    "E8": Piece(
        "Uneven resources, territorial lock-in, low vitality: three measures, each worse without its cure.",
        "资源不均衡、属地固化、活力不足：三项指标，去掉解药就更糟。",
        ("model.measures.gini",),
        ("district.concentration", "district.unevenness"),
        (18,),
    ),
    "F1": Piece(
        "Street and resident units see each other's needs and serve them with what both have.",
        "街道与驻区单位互知需求，信息、阵地、文化、服务双向共享。",
        ("model.camps.together", "model.phases.team.may_join"),
        ("channels.sight", "channels.partners", "needs.unit_block_side"),
        (4,),
    ),
    "F2": Piece(
        "One list of needs, one of resources, one of projects, and a match by what fits.",
        "需求、资源、项目三张清单，按契合程度精准对接。",
        ("model.phases.match.match", "model.phases.pairs.meet", "model.phases.pairs.list_up"),
        ("matching.mode", "matching.functions", "channels.sight", "mechanisms.liaison.resource_list"),
        (11,),
    ),
    "F3": Piece(
        "Who has resources claims needs, who has needs claims resources, and a project comes about where both agree.",
        "双向认领：资源方认领需求，需求方认领资源，双方都认可才成项目。",
        ("model.phases.match.match", "model.phases.claiming.claim_in_turn", "model.phases.claiming.claim_blind"),
        ("matching.mode", "matching.claims"),
        (11, 15),
    ),
    "F4": Piece(
        "Xuhui: 242 member units in one service net over the district; alliances of a shopping district.",
        "徐汇：242家会员单位，一张服务网；徐家汇商圈“三联盟”。",
        ("mechanisms.institutions.Institutions.district_platform", "model.phases.platform.serve_above"),
        ("district.lines", "institutions.district_platform", "matching.asked"),
    ),
    "F5": Piece(
        "Hongqiao town: neighbourhood centres bring venues near, within a circle of 15 minutes.",
        "虹桥镇“1+6+7+X”：邻里中心和15分钟便民服务圈把阵地送到身边。",
        ("mechanisms.technology.Technology.service_circle", "mechanisms.technology.Technology.centre_sight"),
        (
            "technology.service_circle",
            "technology.centre_sight",
            "costs.travel",
            "matching.distance",
            "matching.reach_km",
        ),
    ),
    "G1": Piece(
        "Needs are gathered on line, and small ones are claimed from a list without passing the agenda.",
        "电子走访在线收集需求；微心愿不经议程，直接认领。",
        ("mechanisms.technology.Technology.e_visits", "mechanisms.technology.Technology.wishes"),
        ("technology.e_visits", "technology.wishes", "convening.wish_days"),
        (15, 20),
    ),
    "G2": Piece(
        "On-line branches cover the scattered members of two-new organisations, which can then be mobilised.",
        "网上党支部覆盖楼宇、园区、商圈里分散的党员，使“两新”组织能被动员起来。",
        ("mechanisms.technology.Technology.online_branches",),
        ("technology.online_branches", "district.two_new_cover"),
    ),
    "G3": Piece(
        "Each database joined on the platform adds to the chance of hearing of a need, of knowing what others have, "
        "and of being called by a platform above the street.",
        "平台每整合一个数据库，就多一分机会得知需求、了解各家有什么，也多一分机会由区级平台约请。",
        ("mechanisms.technology.Technology.databases", "model.phases.pairs.take_seats"),
        ("technology.databases", "matching.error"),
    ),
    "G4": Piece(
        "Members show who they are on a telephone platform: needs are voiced and seen there, emergencies known sooner.",
        "“社区通”：党员在手机平台上亮身份，群众直接提需求，急事早知道。",
        ("mechanisms.technology.Technology.community_link",),
        ("technology.community_link",),
        (20,),
    ),
    "G5": Piece(
        "Grid workers of an area see needs: found in the grid, served from the grid.",
        "网格长、网格员：需求在网格发现，问题在网格解决。",
        ("mechanisms.technology.Technology.grid_workers", "model.phases.discover.discover"),
        ("technology.grid_workers", "technology.grid_sight", "institutions.grid_cover"),
        (20,),
    ),
}
