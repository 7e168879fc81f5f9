"""An office's own words for what can be chosen, as data: a table of readings, each of which is listed when it is used.

What means exactly the same stands in `columns.OTHER_CHOICES` and is not listed. A word that could be put under several
is in neither: that is for a person to say. docs/roster.md shows the table.
"""

from __future__ import annotations

from collections.abc import Mapping

SCHOOL = "school"
"""A school is a university where its name says so, else a public institution."""
HIGHER = ("大学", "学院", "高校", "university", "college")

OFFICE_WORDS: Mapping[str, Mapping[str, str]] = {
    "type": {
        "street": "街镇 镇 乡镇 镇党委 乡镇党委 街道党委",
        "community_committee": "片区党委 社区党支部 社区联合党委",
        "residential_area": "村 村党组织 村党总支 村党支部 村居 居村 居民区党委 小区",
        "agency": "行政机关 政法机关 司法机关 公安 派出所 法院 检察院 税务 市场监管 城管 行政执法 执法部门 党委部门 "
                  "政府部门 群团 群团组织 人民团体 部队 驻军 武警 消防 消防救援",
        "public_institution": "医院 三甲医院 三级医院 二级医院 公立医院 卫生 医疗 医疗机构 医疗卫生 社区卫生服务中心 "
                              "中学 小学 幼儿园 中小学 科研院所 科研机构 研究所 文化场馆 图书馆 公益类事业单位",
        "state_enterprise": "央企 中央企业 市属国企 区属国企 国有控股 国有银行 国有控股企业 集团公司",
        "university": "高职 高职院校 大专院校",
        "two_new": "非公 非公企业 非公有制企业 非公经济组织 民营 民营企业 私营企业 民企 外企 外资企业 合资企业 "
                   "社会组织 "
                   "社团 民非 民办非企业 民办非企业单位 楼宇 商务楼宇 园区 商圈 新业态 新就业群体 新兴领域 行业协会 "
                   "协会 商会 律所 律师事务所 个体工商户 private_enterprise ngo",
        SCHOOL: "学校 院校 教育 教育机构 school",
    },
    "level": {
        "residential": "居委 居委会 社区 村 村居",
        "street": "乡镇 街道党工委 镇党委 本街道",
        "district": "区委 区政府 县 县级 县属 区直 区局",
        "city": "市委 市政府 市直 省 省级 省属 省委 中央 央属 部属 部委 国家 全国 国务院国资委",
    },
    "nature": {
        "regional": "地区 平安建设 治安 安全 安全防范 综治 精神文明 精神文明建设 文明创建 文化 文化活动 文化体育 环境 "
                    "环境整治 "
                    "市容环境 城市管理 综合治理",
        "social": "社会 应急 抢险救灾 抗灾救险 防汛 防疫 志愿服务",
        "mass": "群众 群众工作 民生 民生服务 民生实事 为民办实事 便民服务 矛盾调解 纠纷调解 物业管理",
        "public_benefit": "公益 慈善 帮困 帮扶 帮困解难 帮扶救助 助老 助残 扶贫 爱心捐助",
    },
    "resource": {
        "organisational": "组织力量",
        "ideological": "党课 宣讲 理论宣讲",
        "political": "",
        "institutional": "",
        "talent": "人材 志愿者 志愿者队伍 志愿服务 志愿服务队 人员 人力 人力资源 专家 师资 教师 讲师 医生 律师 "
                  "专业人才 "
                  "专业人员 技术人员 volunteers staff experts teachers 党员志愿者 技术 专业技术",
        "material": "场地 场所 活动场地 会议室 会场 教室 阵地 活动室 操场 球场 礼堂 食堂 停车位 车位 车辆 设备 设施 "
                    "器材 资金 经费 "
                    "捐款 物品 图书 慰问品 rooms venue venues money funds equipment premises",
    },
    "wanted": {},
    "function": {},
}  # fmt: skip
"""Families of what can be chosen → name → words. Natures follow the article's own examples of the four."""

BEGINS: Mapping[str, str] = {"区": "district", "县": "district", "市": "city", "省": "city", "街道": "street"}
"""A superior whose name begins so is of this level: 区教育局, 市国资委."""

VAGUE = (
    r".*(长期|常年|全年|待定|不限|不详|未知|若干|不定|另行|尽快|持续|日常|按需|视情).*|.*(底|月|年|日)(之?前|内完成)"
    r"|.*[月年](初|中|底|末)|tbd|unknown|long.term|ongoing|as needed"
)
"""What stands in a column of numbers and is no number: it is left out, and listed."""
TOTALS = "合计 总计 小计 共计 累计 总数 合 计 total subtotal sum"
NOTES = r"(注|备注|说明|附注|填表|填报|制表|审核|数据截至|以上|note|remarks?\b)"
"""How a row begins that only explains the table."""
