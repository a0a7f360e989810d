"""The words from which the direction of a target is told. Data only; the rules use them.

Each list was gathered from the indicators of the plans for fiscal year 107 and widened by the
words of the same kind; a word belongs here when it decides alike in any agency's plan.
"""

from __future__ import annotations

import re
from typing import Final

HARMS: Final = (
    "死亡 自殺 傷亡 死傷 罹災 災害 職災 火災 事故 意外 失事 肇事 車禍 犯罪 再犯 竊盜 詐欺 "
    "暴力 受暴 家暴 霸凌 虐待 性侵 性侵害 性騷擾 吸菸 吸煙 抽菸 吸毒 毒駕 酒駕 酗酒 肥胖 "
    "過重 近視 齲齒 貧窮 失業 感染 傳播 罹患 罹病 發病 盛行 病例 確診 新增個案 疫情 發生 "
    "可避免住院 再住院 再入院 中輟 輟學 休學 退學 離職 流失 缺工 缺課 曠課 逾期 逾放 呆帳 "
    "虧損 負債 債務 舉債 赤字 透支 違規 違法 違失 違反 缺失 錯誤 差錯 誤差 偏差 延遲 延誤 "
    "落後 延宕 故障 當機 中斷 停電 停水 斷線 跳機 洩漏 外洩 漏水 污染 汙染 超標 超量 超收 "
    "超限 超支 投訴 申訴 陳情 客訴 抱怨 退件 敗訴 閒置 空置 荒廢 壅塞 擁擠 碳排 排放 用電 "
    "用水 耗能 耗電 耗水 用紙 用油 能源密集度 浪費 損失 災損 風險 危險 不合格 不及格 不良 "
    "不符 不足 不滿 不實 不法 異常 白燈 黃燈 紅燈 代課 工時 垃圾清運 垃圾產生 廢棄物產生 "
    "貪瀆犯罪 外流 誤判 誤報 拖欠 積欠 欠稅 欠費 滯納 積案 未結案 通膨 物價上漲 貧富差距 "
    "吉尼係數 跌倒 溺水 溺斃 中毒 走失 超時 過勞 塞車 延滯 退貨 報廢 損壞 毀損 流產 死產 "
    "早產 併發症 退票 逾期放款 未償餘額 差距"
)
_HARM: Final = "|".join(sorted(HARMS.split(), key=len, reverse=True))
_SHORTFALL: Final = (
    r"未(?:能)?(?:符合|足額|達|依|如期|改善|結案|結|完成|繳|通報|及格|通過|取得|納|投保|申報|進用)"
    r"[^。,;]{0,16}?"
)
_AGAIN: Final = r"再(?:次)?(?:被|受|犯|度)[^。,;]{0,8}?"
_BREACH: Final = r"(?:違反|不符合)[^。,;]{1,16}?(?:比率|案件數|人數|件數|次數|家數|率)"
_WORSE: Final = r"(?:成長|增加|上升|惡化)?"
_COUNTED: Final = (
    r"(?:之|的)?(?:年平均|月平均|平均|總|年|案件|案例|個案|標準化|淨|家庭|學生|機關){0,3}"
    r"(?:之|的)?(?:比率|比例|百分比|人數|件數|張數|筆數|倍數|餘額|次數|案件數|戶數|隻數|起數|場數|家數|機關數|數量|總量|"
    r"總數|指數|係數|時間|日數|天數|時數|金額|程度|人口|人次|年率|率|數|量|值|時|天|額)"
)

HARM_AT_END: Final = re.compile(
    rf"(?P<word>(?P<failing>(?:{_SHORTFALL}|{_AGAIN}){_COUNTED})|(?:{_HARM}){_WORSE}{_COUNTED}?|{_BREACH})$"
)
"""A harm with at most a word of measuring behind it: the head of a Chinese noun phrase is last.

``failing`` is what was left undone (未足額) or came again (再被通報): bad whatever was done before.
"""

REMEDY: Final = re.compile(
    r"(?<!未)(?<!未能)(?<!無法)(?<!不)(?:查獲|查緝|緝獲|破獲|偵破|破案|取締|偵辦|偵查|起訴|查處|裁處|裁罰|處理|"
    r"處置|解決|改善|輔導|救援|救助|搶救|急救|防救|防制|防治|防護|防範|預防|(?<!可)避免|保險|協處|協助|補助|宣導|訓練|"
    r"講習|演練|追蹤|篩檢|治療|戒治|戒癮|修復|整治|復育|復原|解除|脫離|收回|清理|結案|辦結|排除|消除|移送|追繳|"
    r"徵起|收繳|賠償|補償|保護|安置|扶助|關懷|培訓|推廣|矯正|回收|再利用|登錄|完成|清除|削減|活化|達成|移轉|"
    r"查扣|沒收|緝捕|通緝|逮捕|攔截|攔阻|杜絕|遏阻|阻斷)"
)
"""What is done about a harm; a count of it is good news, whatever the harm."""

OBSERVATION: Final = re.compile(
    r"(?:檢查|稽查|查核|調查|檢測|監測|訪查|訪視|抽驗|抽查|評估|審議|審查|偵測|研究|通報)"
)
"""What looks for a harm: a count of looking is good, a rate of what was found is not."""

A_RATE: Final = re.compile(r"(?:率|比例|百分比)$")

REDUCTION: Final = re.compile(
    r"(?:較|比)[^,。;÷]{0,40}?(?<!逐年)(?P<after>減少|降低|下降|縮短|節省)"
    r"|(?P<noun>(?:減少|降低|下降|縮短|減量|減碳|節能|節電|節水|減災)(?:之|的)?(?:比率|率|比例|百分比|幅度|量|數|"
    r"值|時間|時數|人數|件數|潛力|成效))"
    r"|(?P<width>降幅|減幅|減量率|減廢率|減碳量|節電率|節能率|節水率|減碳潛力)"
)
"""The size of a reduction: more of it is better."""

SAVED: Final = re.compile(
    r"(?<!逐年)(?:減少|降低|縮短|節省|節約|節能|撙節|減省|減量|減碳|節電|節水)(?:之|的)?[^,。;=]{0,24}?"
    r"(?:率|比例|百分比|量|數|值|時間|時數|金額|人力|成本|經費|公帑|支出)"
)
"""A weaker form: what is saved, where the standard does not calculate a level instead."""

SAVING_NAME: Final = re.compile(
    r"節省[^,。;]{0,12}?(?:時間|金額|成本|經費|支出|人力)|減量率|減碳量|節[電水能]量"
)

LOWERING: Final = re.compile(
    r"(?:降低|減少|縮短|減輕|減緩|抑制|遏止|遏阻|消弭|紓解|紓緩|緩解|壓低|杜絕|防止|避免)"
    r"(?P<object>[^,。;、]{2,60})"
)

LOWERED_RATE: Final = re.compile(r"(?:降低|減少|抑制)[^,。;、以]{2,30}率")
"""A name that is nothing but a rate to be lowered."""

CEILING: Final = re.compile(
    r"(?:歲出|概算|支出|經費|預算|赤字|債務|舉債)[^÷,。;]{0,24}?(?:額度|上限|限額)(?:內)?[^÷,。;]{0,16}?(?:編報|超出|超過|超支|逾)"
    r"|(?:歲出|概算|支出)[^÷,。;⊖]{0,24}?(?:超出|超過|超支|逾)[^÷,。;]{0,24}?(?:額度|上限|限額)"
    r"|(?:概算|歲出|支出|經費|預算)[^÷,。;⊖]{0,16}⊖[^÷,。;⊖]{0,24}?(?:額度|上限|限額)"
)
"""The share by which what is asked for exceeds what was allotted."""

OWN_STAFF_GROWTH: Final = re.compile(
    r"(?P<word>總員額|員額|總人力|編制(?:人數)?|臨時人員|派遣(?:勞工|人力|人員)|用人費用?|人事費用?|債務|負債|赤字)"
    r"[^,。;÷×]{0,10}?(?:成長|增加)(?:率|比率|幅度|比例)"
)
"""Growth of what government itself costs."""

UNIT_OF_TIME: Final = re.compile(
    r"(?:個)?(?:工作天|工作日|日曆天|日|天|小時|分鐘|分(?=/)|時$|秒|週|周|個月|月|年)"
)
DURATION: Final = re.compile(
    r"時效|期程|期限|時程|耗時|費時|等候|等待|工時|停電|停水|延誤|延遲|逾期|所需|縮短|幾[日天]內|[日天]內(?:完成)?|"
    r"(?:審查|審理|審議|處理|作業|辦理|辦結|完成|反應|回應|回覆|到場|抵達|核發|核定|通報|結案|通關|旅行|行車|平均)"
    r"[^,。;]{0,6}?(?:時間|天數|日數|時數)"
)
WELCOME_TIME: Final = re.compile(r"節省|服務|運作|營運|開放|學習|訓練|志工|播|研習|壽命|可用|妥善")

UNIT_OF_CONCENTRATION: Final = re.compile(
    r"(?:[μµunm㎍]g|毫克|微克|公克|ppm|ppb|pg|ng|貝克|微西弗|毫西弗|dB|分貝|CFU)", re.IGNORECASE
)
CONCENTRATION: Final = re.compile(
    r"濃度|含量|噪音|劑量|懸浮微粒|PM2\.5|PM10|二氧化碳|臭氧|BOD|COD|重金屬"
)
WELCOME_CONCENTRATION: Final = re.compile(r"溶氧|營養|維生素|有機質")

RANK_IN_UNIT: Final = re.compile(r"名次|排名|^級(?!距|別數)|^等(?:$|第)|^序位")
RANK: Final = re.compile(
    r"(?:世界|全球|國際|亞洲|評比|競爭力|年度|分組|總)?(?:排名|名次|排序)(?![^,。;]{0,8}(?:進步|提升|上升))"
)

_GAIN: Final = (
    "滿意度 合格率 及格率 達成率 完成率 執行率 成功率 涵蓋率 普及率 通過率 維持率 辦結率 "
    "結案率 解決率 定罪率 有罪率 使用率 自有率 收繳率 移送率 就業率 升學率 妥善率 成長率 "
    "增加率 改善率 回收率 參與率 覆蓋率 查獲 查緝 起訴 救援 急救成功 解決 改善 輔導 滿意 "
    "合格 完成 達成 成長 增加 提升 推動 辦理 參與 產值 收入 人次 件數 家數 人數 次數 戶數 "
    "場次 數量 金額 盈餘 時數"
)
GAINS: Final = tuple(_GAIN.split())
"""Said as the reason where nothing speaks for less; longest and most telling first."""
