// SPDX-License-Identifier: Apache-2.0

/**
 * The Chinese of what routes and schemas say of themselves in English, by the English. A description without its Chinese, and
 * Chinese that nothing says any more, fail a test of the whole server.
 */
const chinese: Record<string, string> = {
  // Requests
  'Code of the place, for example CN-3205': '地点代码，例如 CN-3205',
  'code of the place, for example CN-3205': '地点代码，例如 CN-3205',
  'What it is asked for; absent: everything': '询问的用途；不填：全部用途',
  'On the law of which day; absent: today by the calendar of the place, in UTC where it has several time zones':
    '以哪一天的规定为准；不填：当地的今天，有多个时区的地方按 UTC',
  'on the law of which day; absent: today by the calendar of the place': '以哪一天的规定为准；不填：当地的今天',
  'on the law of which day; absent: today in UTC': '以哪一天的规定为准；不填：UTC 的今天',
  'The day on which the ways begin; absent: today by the calendar of the place': '路径开始的日期；不填：当地的今天',
  'As Passerelle knew the law at the end of that day (UTC); absent: now':
    '按本系统截至该日（UTC）所掌握的规定；不填：现在',
  'Language of the explanation; absent: Accept-Language, then en': '说明文字的语言；不填：依 Accept-Language，再依英文',
  'language of the words; absent: Accept-Language, then en': '文字的语言；不填：依 Accept-Language，再依英文',
  'language of `name`, BCP 47; English where a name is not known in it':
    '`name` 的语言（BCP 47）；没有该语言的名称时为英文',
  'language of the title, BCP 47; absent: names of every language': '工作名称的语言（BCP 47）；不填：各种语言的名称',
  'A level, qualification, kind of outcome, code, right or the id of a rule':
    '等级、资格、结果类型、代码、权利，或规则编号',
  'a level, qualification, code or right: cn-title/intermediate': '等级、资格、代码或权利，例如 cn-title/intermediate',
  'What is to be least': '以什么最少为准',
  'code of a jurisdiction, for example HK': '一个法域的代码，例如 HK',
  'code of the other, for example CN': '另一个法域的代码，例如 CN',
  'words, a beginning, part of a name or a code; mistakes in typing are forgiven':
    '词语、开头、名称的一部分或代码；允许输入有误',
  'the job title': '工作名称',
  'only what holds in the world on this day': '只列出当日实际有效的内容',
  'as it was known here at the end of this day (UTC), or at this instant':
    '按本系统截至该日（UTC）或该时刻所掌握的内容',
  'the value of `next` of the page before': '上一页 `next` 的值',
  'reaches this place: holds in it or in what it lies in': '适用于该地：在该地或其所属地区有效',
  'issued for exactly this jurisdiction': '恰为该法域制定',
  'met, unmet or undecided': 'met（满足）、unmet（不满足）或 undecided（未定）',
  'places in these where it does not hold': '其中不适用的地方',
  'both, in words': '以上两项的文字说明',
  'where it holds: its own places, else those of the instrument': '适用地：规则自身的地方，否则为文件的地方',
  'where it does not hold: what the instrument or the rule excepts': '不适用地：文件或规则排除的地方',
  'kind of one of its outcomes': '其中一项结果的类型',
  'jurisdiction of one of the parties': '其中一方所在的法域',
  'directly within this one: `CN` gives the provinces, `EU` the members':
    '直接隶属于该法域：`CN` 得到各省，`EU` 得到各成员',
  'within a name of any language': '任何语言的名称中所含的文字',
  '`2021` or `gbt8561-2001`': '`2021` 或 `gbt8561-2001`',
  'id, or family for its newest version: `cn-2022`, `esco`': '编号，或以系列名称表示其最新版本，例如 `cn-2022`、`esco`',
  'beginning of the code': '代码的开头',
  'directly below this code; `top` for the highest': '该代码的直接下级；最高一级用 `top`',
  'beginning of a name in any language': '任何语言的名称的开头',
  // Operations
  'Nothing is stored. Findings carry verdict, reasons, the day from which an unmet rule would hold, and questions.':
    '不保存任何内容。每项结论都附有判断、理由、未满足的规则自何日起可满足，以及需要询问的问题。',
  'Every rule in force in the place that leads to a title, level, qualification, occupation or right.':
    '当地现行有效、可取得某个职称、等级、资格、职业或权利的全部规则。',
  'The cheapest steps to a title, level, qualification or right, each way tried out in the engine.':
    '取得某个职称、等级、资格或权利的最省步骤，每条路径都经引擎验证。',
  'Rules both ways, agreements between them, sourced references of levels, and the gaps.':
    '双向的规则、双方的协议、有来源的等级对应，以及缺口。',
  'The best come first; there are no further pages: write more of the name instead.':
    '最符合的排在最前；没有后续页：请输入更多文字。',
  // Answers
  'What the engine found (docs/engine-semantics.md)': '引擎的结论（见 docs/engine-semantics.md）',
  'How the as-of date came about': '基准日期的由来',
  'The answer in words: outcomes, conditions, legal basis, questions. Only with ?explain=true':
    '文字说明：结果、条件、法律依据和问题。仅在 ?explain=true 时提供',
  'Only with ?explain=true': '仅在 ?explain=true 时提供',
  'rules that lead there by themselves, but always lose it to another rule of the place':
    '本身可通往该目标、但在当地总被另一条规则排除的规则',
  'rules of which nothing is ever had beside another rule of this side': '其结果总不能与本方另一条规则并存的规则',
  'Leads to the condition in the rule: `when.all.1`': '指向规则中的条件，例如 `when.all.1`',
  'YYYY-MM-DD': '年-月-日（YYYY-MM-DD）',
  'A text in English and Chinese; other languages by their BCP 47 tag.': '中英文文字；其他语言以 BCP 47 标签标明。',
  'YYYY-MM-DD, YYYY-MM or YYYY, as precise as the source.': 'YYYY-MM-DD、YYYY-MM 或 YYYY，精确程度与来源一致。',
  'How and where to ask for the outcome, as far as a source says.': '向何处、如何申请，以来源所载为限。',
  'which credentials it speaks of; null: it needs none': '涉及哪些证书；null：不需要证书',
  'a list known in part, a report without its instrument': '仅部分掌握的目录、未见原文件的报道',
  'by what the rule speaks of the other side; list-open: a list known in part may hold something of it':
    '规则以何种方式涉及对方；list-open：仅部分掌握的目录可能含有对方的资格',
  'it holds in the whole of the recognising side, or only in a part': '在承认一方的全境有效，或仅在部分地区有效',
  'rules that speak of the other side, or of a group in which it lies': '涉及对方或其所属集团的规则',
  'rules open to whatever was awarded abroad': '对一切境外所颁资格开放的规则',
  'lists known in part, that may hold something of the other side': '仅部分掌握、可能含有对方资格的目录',
  'the parties that stand for the two sides, as far as they are named': '代表双方的当事方，以已载明者为限',
  'what a recognises of b, then what b recognises of a': '先为 a 承认 b 的内容，后为 b 承认 a 的内容',
  'agreements of one side whose parties are not all named': '一方参加、当事方未全部载明的协议',
  'levels that a source compares directly': '来源直接对应的等级',
  'levels referenced to the same level of the European framework: no recognition':
    '对应到欧洲资历架构同一级的等级：并非承认',
  'null: no occupations of ESCO are imported': 'null：尚未导入 ESCO 职业',
  'by names in the language of the title, or by names of any language that look alike':
    '按工作名称所用语言的名称，或按任何语言中相近的名称',
  'why there is nothing or little, and what can be done': '没有结果或结果很少的原因，以及可以怎么做',
  'as rules and persons name it: `esco/2654.1.7`': '规则和个人资料中使用的写法，例如 `esco/2654.1.7`',
  'in the language that the client accepts where the scheme has it, else in English':
    '体系有客户端所接受语言的名称时用该语言，否则用英文',
  'a group is a unit group of ISCO-08': 'group 指 ISCO-08 的细类',
  '0 to 1; for the order only, not a chance': '0 至 1；仅用于排序，不是概率',
  'null: the law does not say how long it takes': 'null：规定未说明需要多长时间',
  'Where the length is not known, the day on which it begins': '时长不明时，为开始之日',
  'The credential it is about; `earned:…` is still to be earned': '所涉及的证书；`earned:…` 为尚待取得',
  'The rule that asks for it, or that opens the exam': '要求此步骤的规则，或开放考试的规则',
  'The level or qualification that is earned': '取得的等级或资格',
  'Rules in force in the place that lead there': '当地现行有效、可达到该目标的规则',
  'What the engine says once the steps are done; discretion and unknown: an authority has to say':
    '完成各步骤后引擎的结论；discretion 和 unknown：须由主管部门决定',
  'First day on which it would hold; later by whatever takes an unknown time':
    '可满足的最早日期；有时长不明的步骤时相应推后',
  'Some step takes a time that the law does not give': '有的步骤所需时间规定未载明',
  'by what the rule gives, what settles most first': '按规则给予的结果分组，最具决定性的在前',
  'other places whose rules lead there': '其规则也可达到该目标的其他地方',
  'the language that `name` is in': '`name` 所用的语言',
  'the name that answers the query, where it is another one; without language: a code or number':
    '与查询相符的名称（如与 `name` 不同）；无语言：代码或编号',
  'only to be compared within one answer; higher is better': '只能在同一次结果中比较；越高越符合',
  'where it is described': '其说明所在的地址',
  'its page, where it has one': '其页面（如有）',
  'the finder with it filled in, where it is known there': '已填入该项的查询页面（如查询页面收录）',
  'A problem (RFC 9457)': '问题文档（RFC 9457）',
  'Address of a page that explains this kind of problem': '说明此类问题的页面地址',
  'The request, as in the header X-Request-Id': '请求编号，与 X-Request-Id 标头相同',
  'The last part of type': 'type 的最后一段',
  'Which part of the request errors speak of': 'errors 所指的请求部分',
  // Law
  'as the source gives it: 2018-11': '来源所载的写法，例如 2018-11',
  'the first day it covers; until its last the engine leaves open what turns on it':
    '其所含的第一天；到最后一天之前，引擎对取决于它的结论不作判断',
  'null: not known': 'null：不详',
  'ISO 8601 duration; null: not known': 'ISO 8601 时长；null：不详',
  'what it means when nobody answers': '逾期未答复的后果',
  'partial: what is not an item here may be listed all the same': 'partial：此处未列出的项目仍可能在目录内',
  'as published; null: not known': '公布的数目；null：不详',
  'how many items a source shows': '来源可见的项目数',
  'place in our list of known items': '在已知项目列表中的位置',
  'instrument/kind/name': '文件/类别/名称',
  'id of a rule of the instrument': '该文件中一条规则的编号',
  'made up; as POST /api/v1/assessments takes it': '虚构人物；格式同 POST /api/v1/assessments',
  'what the rule must answer; absent: it does not speak of this': '规则应得出的结论；不填：规则不涉及此情形',
  'what the fact is about': '该事实说明的对象',
  'why it is asked': '为何询问',
  'id of an authority': '主管部门编号',
  'the first day on which it no longer holds': '不再有效的第一天',
  'where it holds, with all that lies within': '适用地区及其所辖全部地区',
  'where it does not hold although it lies within': '虽在辖区内但不适用的地区',
  'how many of its clauses are executable': '其中可执行的条款数',
  'with their quality, and how much of the wording they show': '附来源质量及其所示原文的程度',
  'in our own words, never the legal text': '用我们自己的话概括，从不引用法律原文',
  'none: carried as text, without an outcome': '无规则：仅以文字收录，不产生结果',
  'items are at /api/v1/catalogues/{id}/items': '项目见 /api/v1/catalogues/{id}/items',
  'null: this is what is known now': 'null：即目前所掌握的内容',
  'every state in which it was known here, newest first': '本系统掌握过的各个版本，最新的在前',
  'instrument#rule, as answers name it': '文件#规则，与评估结果中的写法相同',
  // Register
  'for what it decides; null: not stated': '其决定的事项；null：未说明',
  'how good the source is': '来源的可靠程度',
  'a certificate may bear any of them': '证书上可能出现其中任何一个',
  'what jurisdictions say of the body over time; none: not known': '各法域在不同时期对该机构的认可情况；无：不详',
  'invented, for demonstration and tests': '虚构，用于演示和测试',
  'other codes of the same place: GB/T 2260 digits of a province, ISO 3166-2:CN':
    '同一地点的其他代码：省份的 GB/T 2260 数字代码、ISO 3166-2:CN',
  'first day on which it no longer belongs': '不再隶属的第一天',
  '`none`: the country has no framework; `planned`: not established': '`none`：该国没有资历框架；`planned`：尚未建立',
  '`framework/level`': '`体系/等级`',
  'orders the levels, lowest first; null: the law does not order this one': '等级的次序，最低的在前；null：规定未排序',
  'the country has left the process': '该国已退出此进程',
  'as sources state them; what is not among them is unknown, the same number never means the same level':
    '以来源所载为准；未列出的即为未知，数字相同绝不意味着等级相同',
  'what rules name: `esco/2654.1.7`': '规则中使用的写法，例如 `esco/2654.1.7`',
  '`family/code`, as rules and persons name it': '`系列/代码`，规则和个人资料中使用的写法',
  'further names by language': '各语言的其他名称',
  'what the other code is to this one': '另一代码与此代码的关系',
  'Outcomes of other rules that are not had while this rule is met': '本规则成立时排除的其他规则的结果',
  'Position in `outcomes`': '在 `outcomes` 中的位置',
  'The rule that stands against it': '与之相抵触的规则',
  '`contested`: the law does not say which of the two rules goes before':
    '`contested`：没有规定说明两项规则以哪一项为准',
  'Of the finding that stands against it': '与之相抵触的那项结果的判定',
  'The rule whose opposed outcome this finding stands on': '本结果所依据的、其结果被排除或有争议的规则',
  'as the source names it, where it is no entry of the register': '未收入登记库时，按来源所用的名称',
  '`framework/level`; none: not known as one level': '`体系/等级`；无：不能确定为某一个等级',
  'the level as the source words it': '来源所用的等级表述',
  'level of `cn-title`; `junior`: not split further': '`cn-title` 的等级；`junior`：未再细分',
  // Credits, batches and publications
  'Credits by the rules of a credit bank, with caps, validity and the parts that are exempt. Nothing is stored.':
    '按学分银行规则计算学分：上限、有效期及可免修的部分。不保存任何内容。',
  'two pieces with the same id are one': '编号相同的两项按一项计算',
  'hours of training, months of work': '培训学时，或工作月数',
  'levels that are held, as cn-skill/3': '已取得的等级，例如 cn-skill/3',
  'what an amount counts; null: none is asked for': '数量所计的单位；null：不需填写数量',
  'its day of issue is needed, as it counts for some years only': '需填写取得日期，因其只在若干年内有效',
  'the level without which nothing is exempted, where it is not held': '未取得该等级即不予免修',
  'counts, expired, not-yet, no-date or no-amount':
    'counts（计入）、expired（已过期）、not-yet（尚未生效）、no-date（缺日期）或 no-amount（缺数量）',
  'by itself, before caps; exact, as 7.5 or 10/3': '单项学分，未计上限；为精确值，例如 7.5 或 10/3',
  'suspension, end, and whose rights go on': '中止、终止情况及既得权利的保留',
  'the level without which nothing is exempted, and those of its framework': '免修所需的最低等级及其所在体系的各等级',
  'the qualification or level that it is given for': '据以折算的资格或等级',
  'how it was counted, step by step': '逐步计算过程',
  'after all caps': '按全部上限计算之后',
  'what is missing to the next exemption': '距下一项免修还差多少',
  'the list of which this is a later batch': '本批次所延续的目录',
  'it takes the place of everything that stood on that list': '取代该目录中原有的全部条目',
  'of the entries that it ends, where their lines say nothing else': '对其终止的条目适用，条目另有规定的除外',
  'of a line that changes: the new class': '调整行：新的类别',
  'what the line does with the entry; one that adds is an entry itself': '该行对条目的处理；列入行本身即为条目',
  'of the entry that the line ends': '对该行所终止的条目适用',
  'the day for which it was published': '公布日期',
  'null: it came with what is shipped': 'null：随系统提供',
}

/** The Chinese of a description; null: it has none. */
export function chineseDescription(english: string): string | null {
  return Object.hasOwn(chinese, english) ? (chinese[english] ?? null) : null
}

/** All that is put into Chinese here. */
export const describedInChinese: readonly string[] = Object.keys(chinese)
