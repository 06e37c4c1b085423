// SPDX-License-Identifier: Apache-2.0
// What is said of the form of a file, in Chinese: the sentences are few, and what was expected is one of a known set of phrases.

type Turn = readonly [english: RegExp, chinese: (...found: string[]) => string]

/** Kinds of things that ids name. */
const kinds: Readonly<Record<string, string>> = {
  jurisdiction: '地域',
  framework: '等级体系',
  qualification: '资格证书',
  'awarding body': '颁证机构',
  level: '等级',
  fact: '事实',
  statement: '证书情况',
  scheme: '分类体系',
  catalogue: '目录',
  class: '类别',
  instrument: '文件',
  rule: '规则',
  clause: '条款',
  source: '来源',
  authority: '机关',
  unit: '学习单元',
  kind: '种类',
  key: '成员',
  column: '列',
}
const kindOf = (english: string): string => kinds[english] ?? english

const types: Readonly<Record<string, string>> = {
  boolean: '是或否',
  number: '数字',
  date: '日期',
  choice: '单选',
  place: '地域',
  set: '多选',
}

/** Lists in which an id would have to stand. */
const lists: readonly Turn[] = [
  [/^the sources of this file$/, () => '本文件的来源'],
  [/^the clauses of (?:this file|instrument\.yaml)$/, () => 'instrument.yaml的条款'],
  [/^the rules of this instrument$/, () => '本文件的规则'],
  [/^the instruments in law\/$/, () => '现有文件'],
  [/^the rules in law\/$/, () => '现有规则'],
  [/^the catalogues in law\/$/, () => '现有目录'],
  [/^the facts of scope `credential` in (.*)$/, (file) => `${file}中关于证书的事实`],
  [/^the classes of this catalogue: (.*)$/, (all) => `本目录的类别：${all}`],
  [/^the classes of (\S+): (.*)$/, (id, all) => `${id}的类别：${all}`],
  [/^the units of this programme: (.*)$/, (all) => `本项目的学习单元：${all}`],
  [/^the kinds of this programme: (.*)$/, (all) => `本项目的种类：${all}`],
  [/^the options of '(.*)': (.*)$/, (fact, all) => `“${fact}”的选项：${all}`],
  [/^the scope of the agreement: (.*)$/, (all) => `协定范围：${all}`],
  [/^(.*) and (reference\/.*)$/, (one, other) => `${one}和${other}`],
]

/** What stands there, in a few words. */
const founds: readonly Turn[] = [
  [/^nothing$/, () => '空'],
  [/^an empty list$/, () => '空列表'],
  [/^a list$/, () => '列表'],
  [/^a mapping$/, () => '一组成员'],
  [/^the number (.*)$/, (one) => `数字${one}`],
  [/^(\d+) parties$/, (count) => `${count}个缔约方`],
]

/** What would be right. */
const phrases: readonly Turn[] = [
  [/^text$|^some text$/, () => '文字'],
  [/^text or a number$/, () => '文字或数字'],
  [/^a mapping or none$/, () => '一组成员，或none'],
  [/^true or false or text$/, () => 'true、false或文字'],
  [/^true or false$/, () => 'true或false'],
  [/^true or false, as '(.*)' is a boolean$/, (fact) => `true或false（“${fact}”为是或否）`],
  [/^a number$/, () => '数字'],
  [/^a whole number$/, () => '整数'],
  [/^a number with up to three decimals, more than nothing$/, () => '大于零、最多三位小数的数字'],
  [/^a number of months(.*)$/, () => '月数'],
  [/^a list$/, () => '列表'],
  [/^a list of levels \(`levels`\)$/, () => '逐一列出等级（levels）'],
  [/^one of (.*), or a list of levels \(`levels`\)$/, (all) => `下列之一：${all}；或逐一列出等级（levels）`],
  [/^a mapping$/, () => '一组成员'],
  [/^the text in English$/, () => '英文文字'],
  [/^the text in Chinese$/, () => '中文文字'],
  [/^languages as keys: .*$/, () => '以语言为成员名：en、zh-CN等（含逗号或冒号的文字须加引号）'],
  [/^an id of lower-case letters, digits and single hyphens$/, () => '由小写字母、数字和单个连字符组成的标识'],
  [/^an id of letters, digits, dots and hyphens$/, () => '由字母、数字、点和连字符组成的标识'],
  [
    /^an instrument such as (\S+), or a rule of it such as (\S+)$/,
    (one, rule) => `文件（如${one}）或其中的规则（如${rule}）`,
  ],
  [/^a jurisdiction such as CN, CN-SX or CN-3205$/, () => '地域代码，如CN、CN-SX、CN-3205'],
  [/^a level such as cn-skill\/2 or degree\/bachelor$/, () => '等级，如cn-skill/2、degree/bachelor'],
  [/^a level of (\S+)$/, (framework) => `${framework}的等级`],
  [/^a scheme and a code such as (\S+) or (\S+)$/, (one, other) => `分类体系和代码，如${one}、${other}`],
  [/^a day of the calendar, YYYY-MM-DD$/, () => '日期：YYYY-MM-DD'],
  [/^a day, a month or a year of the calendar: .*$/, () => '年、年月或日期：YYYY、YYYY-MM、YYYY-MM-DD'],
  [/^a day after (\S+), the day from which it holds$/, (day) => `${day}（生效日）之后的日期`],
  [/^a day after (\S+), the day of issue$/, (day) => `${day}（发证日）之后的日期`],
  [/^a day after (\S+)$/, (day) => `${day}之后的日期`],
  [/^a day before (\S+), when it ends$/, (day) => `${day}（终止日）之前的日期`],
  [/^a day outside suspension (\d+)$/, (nth) => `第${nth}次中止期以外的日期`],
  [/^(\S+) or later, the first day of the job$/, (day) => `${day}（入职日）或之后`],
  [/^a length of time such as (.*)$/, (one) => `时长，如${one}`],
  [/^(\{ .* \}) or (\{ .* \})$/, (one, other) => `${one}或${other}`],
  [
    /^a length of time with years, months or both, more than nothing$/,
    () => '大于零的时长：年数（years）、月数（months）或两者',
  ],
  [/^a duration such as P1M, P2W or P30D \(ISO 8601\)$/, () => '期限，如P1M、P2W、P30D（ISO 8601）'],
  [/^a web address that begins with http:\/\/ or https:\/\/$/, () => '以http://或https://开头的网址'],
  [/^at least (\d+) in the list$/, (count) => `列表中至少${count}项`],
  [/^at most (\d+) in the list$/, (count) => `列表中至多${count}项`],
  [/^at most (\d+) characters$/, (count) => `至多${count}个字符`],
  [/^at most (\d+), the number of conditions$/, (count) => `至多${count}，即条件的个数`],
  [/^at most the (\d+) of itemCount$/, (count) => `至多${count}项（itemCount）`],
  [/^(\S+) or more$/, (least) => `不小于${least}`],
  [/^(\S+) or less$/, (most) => `不大于${most}`],
  [/^each id once$/, () => '每个标识只出现一次'],
  [/^each key once$/, () => '每个成员只出现一次'],
  [
    /^'(\S+)', as ids of (\S+) begin with '(\S+)'$/,
    (id, place, begin) => `“${id}”，因为${place}的标识以“${begin}”开头`,
  ],
  [/^'(\S+)', the id of the text that it corrects$/, (id) => `“${id}”，即所更正文件的标识`],
  [/^an id of its own$/, () => '未被使用的标识'],
  [/^another id: .*$/, () => '其他标识：形如eq-1-a的标识留给由协定对照表产生的规则'],
  [/^another value$/, () => '其他值'],
  [/^another catalogue than itself$/, () => '本目录以外的目录'],
  [/^a selector that names at least one attribute of a credential$/, () => '至少指明证书的一项属性'],
  [/^a target with at least one of (.*)$/, (all) => `结果，至少有下列之一：${all}`],
  [/^a fact with exactly one test: (.*)$/, (all) => `事实且只测试一项：${all}`],
  [/^an age with atLeast, atMost or both$/, () => '年龄：atLeast、atMost或两者'],
  [/^the outcomes that are meant, by `kinds`, `target` or both$/, () => '所指的结果：kinds、target或两者'],
  [/^a rule with `outcomes`, `excludes` or both$/, () => '规则有结果（outcomes）、排除（excludes）或两者'],
  [
    /^a rule with a subject, or this condition below `credential … where`$/,
    () => '规则有适用证书（subject），或该条件位于credential … where之下',
  ],
  [
    /^a source with its url, or with a note that says where it is found$/,
    () => '来源有网址（url），或有备注（note）说明出处',
  ],
  [
    /^the member `agreement` with the parties, for an instrument of kind agreement$/,
    () => '协定类文件须有agreement成员，列明缔约方',
  ],
  [/^the member `procedure`, for an instrument of kind procedure$/, () => '程序类文件须有procedure成员'],
  [
    /^one of qualification and level, beside the label$/,
    () => '在名称（label）之外，资格证书（qualification）或等级（level）二者择一',
  ],
  [/^`per` for hours of training and months of work, and only there$/, () => '培训学时和工作月数须有per，其他不得有'],
  [/^options for a choice or a set, and for no other type$/, () => '单选和多选须有选项，其他类型不得有'],
  [/^an? (.*) of the register$/, (kind) => `登记库中的${kindOf(kind)}`],
  [/^a place in (.*), where the instrument holds$/, (all) => `${all}以内的地域，即文件适用的地域`],
  [/^demonstration, as (\S+) is an invented place$/, (place) => `demonstration，因为${place}是虚构地域`],
  [/^the quality of a real source, as (\S+) is a real place$/, (place) => `真实来源的质量，因为${place}是真实地域`],
  [/^two parties with their jurisdictions, of which the table speaks$/, () => '两个缔约方及其地域，对照表以此为准'],
  [/^`places` of the instrument in which both parties lie$/, () => '文件的适用地域（places）包含双方'],
  [/^a source of its own, as nothing is counted twice$/, () => '另一来源，因为不得重复计算'],
  [/^`continues` with the list whose place it takes$/, () => '以continues指明所取代的目录'],
  [/^a whole day as `effective`$/, () => '生效日（effective）精确到日'],
  [/^add, or `continues` with the list of which the entry is$/, () => 'add，或以continues指明条目所在的目录'],
  [
    /^a whole day, as the batch itself has none as `effective`$/,
    () => '精确到日的日期，因为该批次没有生效日（effective）',
  ],
  [/^the day of the withdrawal as `from`, and no `until`$/, () => '退出日写在from，且没有until'],
  [/^a whole day, from which an entry is changed or withdrawn$/, () => '条目调整或退出的日期，精确到日'],
  [/^an `until`, or action change or withdraw, of which it speaks$/, () => '须有until，或动作为change、withdraw'],
  [/^a whole day, where `earlierHolders` is given$/, () => '有earlierHolders时，日期精确到日'],
  [/^a list that does not continue this one in turn$/, () => '没有反过来延续本目录的目录'],
  [
    /^a list of this authority itself, or one that is shipped for a place of its own$/,
    () => '本机关自己的目录，或属于本机关管辖地域、随系统提供的目录',
  ],
  [
    /^law of this authority itself, of a place within that of this text, or shipped for a place of the authority$/,
    () => '本机关自己的规定、本文件适用地域以内的下级规定，或属于本机关管辖地域、随系统提供的规定',
  ],
  [/^an entry that stands on the list that day in another class$/, () => '当日在目录中、且属于另一类别的条目'],
  [/^an entry that stands on the list that day in class (.*)$/, (name) => `当日在目录中、且属于${name}类的条目`],
  [/^them in one of the two$/, () => '只在其中一处'],
  [
    /^the id of a catalogue in instrument\.yaml as the name of the file$/,
    () => '以instrument.yaml中目录的标识作文件名',
  ],
  [/^the columns (.*)$/, (all) => `各列：${all}`],
  [/^text that can be read$/, () => '可读的文字'],
  [/^spaces for indentation$/, () => '用空格缩进'],
  [/^plain YAML without tags of its own$/, () => '不带自定义标签的YAML'],
  [/^one document in a file$/, () => '每个文件一份内容'],
  [/^at most (\d+) copies of an anchor$/, (count) => `锚点至多展开${count}次`],
  [
    /^(.*), as the example stands in (\S+)$/,
    (verdicts, folder) => `${verdicts.replaceAll(' or ', '或')}，因为示例在${folder}中`,
  ],
  [/^'(.*)', as the folder is (.*)$/, (place, folder) => `“${place}”，因为文件夹为${folder}`],
  [/^in-force, as it holds until (\S+) \(`until`\)$/, (day) => `in-force，因为其有效期至${day}（until）`],
  [/^only the folders (.*) here$/, (all) => `此处只有文件夹${all}`],
  [/^only (\S+) files here(.*)$/, (kind) => `此处只有${kind}文件`],
  [/^only (.*) here$/, (all) => `此处只有${all.replace(' or ', '、').replace(' and ', '和')}`],
  [/^one of (reference\/.*)$/, (files) => `${files.replace(' and ', '和')}所列之一`],
  [/^one of (the .*)$/, (list) => `${turn(lists, list) ?? list}之一`],
  [/^one of (.*)$/, (all) => `下列之一：${all}`],
  [/^(\S+) of (the .*|reference\/.*)$/, (kind, list) => `${turn(lists, list) ?? list}中的${kindOf(kind)}`],
  [/^(`\w+`(?: or `\w+`)*)$/, (all) => all.replaceAll(' or ', '或')],
  [/^'(.*)'$/, (one) => `“${one}”`],
]

/** Whole sentences; what was expected, and what may have been meant, is taken off before. */
const sentences: readonly Turn[] = [
  [/^is missing$/, () => '缺少'],
  [/^found the key '(.*)' a second time$/, (key) => `成员“${key}”重复`],
  [/^found the key '__proto__', which cannot be used$/, () => '成员名“__proto__”不可使用'],
  [/^found the tag '(.*)'$/, (tag) => `此处为标签“${tag}”`],
  [/^found a control character$/, () => '此处有不可见的控制字符'],
  [/^found a tab$/, () => '此处为制表符'],
  [/^found a second document$/, () => '文件中有第二份内容'],
  [/^found '(.*)' a second time$/, (id) => `“${id}”重复`],
  [/^found '(.*)', an alias$/, (code) => `“${code}”是别名`],
  [/^found '(.*)', which another file has already$/, (id) => `“${id}”已被另一文件使用`],
  [/^found (\d+) items$/, (count) => `共有${count}项`],
  [/^found items here and in (.*)$/, (file) => `此处和${file}中都有条目`],
  [/^found '([\s\S]*)'$/, (one) => `此处为“${one}”`],
  [/^found (.*)$/, (one) => `此处为${turn(founds, one) ?? one}`],
  [
    /^unknown (.+?) '(.*)'$/,
    (kind, id) => `没有${kind === 'key' || kind === 'column' ? '' : '名为此的'}${kindOf(kind)}“${id}”`,
  ],
  [/^the column '(.*)' is missing$/, (name) => `缺少列“${name}”`],
  [
    /^the fact '(.*)' is a (\w+) and cannot be tested with `(.*)`$/,
    (fact, type, test) => `事实“${fact}”的类型是${types[type] ?? type}，不能用${test}测试`,
  ],
  [/^a range from '(.*)' to '(.*)' spans two frameworks$/, (from, to) => `范围“${from}”至“${to}”跨越两个等级体系`],
  [
    /^the law does not order the level '(.*)' in (.*)$/,
    (level, framework) => `${framework}中的等级“${level}”没有高低顺序`,
  ],
  [/^speaks of a credential, but none is in scope$/, () => '该条件针对证书，但此处没有证书'],
  [/^the source is that of row '(.*)'$/, (row) => `来源与行“${row}”相同`],
  [/^no catalogue '(.*)'$/, (id) => `没有目录“${id}”`],
  [/^continues '(.*)', a list of another authority$/, (id) => `所延续的“${id}”是其他机关的目录`],
  [/^ends entries of '(.*)', a list of another authority$/, (id) => `所终止的条目属于其他机关的目录“${id}”`],
  [/^'(.*)' does not give way to this text$/, (id) => `“${id}”不受本文件排除`],
  [/^'(.*)' cannot be changed$/, (id) => `“${id}”不能调整`],
  [/^'(.*)' cannot be withdrawn$/, (id) => `“${id}”不能退出`],
  [/^the file has (\d+) characters$/, (size) => `文件有${size}个字符`],
  [/^(\d+) further problems in this file$/, (count) => `本文件另有${count}处问题`],
  [/^aliases unfold too often$/, () => '别名展开过多'],
  [/^nested too deeply to be read$/, () => '嵌套过深，无法读取'],
  [/^not YAML: (.*)$/, (why) => `不是有效的YAML，请检查此处的缩进、括号和引号（${why}）`],
  [/^not CSV: (.*)$/, (why) => `不是有效的CSV，请检查此处的引号和分隔符（${why}）`],
]

function turn(turns: readonly Turn[], english: string): string | null {
  for (const [pattern, chinese] of turns) {
    const match = pattern.exec(english)
    if (match !== null) return chinese(...match.slice(1).map((one) => one ?? ''))
  }
  return null
}

const hints = [
  [/; did you mean '(.*)'\?$/, (near: string) => `。是否为“${near}”？`],
  [/ \(write it in quotes\)$/, () => '（须加引号）'],
] as const

/** A message about the form of a file, in Chinese; null: it is none that is known here. */
export function inChinese(message: string): string | null {
  for (const [pattern, chinese] of hints) {
    const match = pattern.exec(message)
    if (match === null) continue
    const rest = inChinese(message.slice(0, match.index))
    return rest === null ? null : `${rest}${chinese(match[1] ?? '')}`
  }
  // What is quoted may hold the word: the last one that parts the sentence into two that are known counts.
  for (let at = message.lastIndexOf(', expected '); at > 0; at = message.lastIndexOf(', expected ', at - 1)) {
    const [said, right] = [turn(sentences, message.slice(0, at)), turn(phrases, message.slice(at + 11))]
    if (said !== null && right !== null) return `${said}，应为${right}`
  }
  const alone = turn(sentences, message)
  if (alone !== null) return alone
  const right = message.startsWith('expected ') ? turn(phrases, message.slice(9)) : null
  return right === null ? null : `应为${right}`
}
