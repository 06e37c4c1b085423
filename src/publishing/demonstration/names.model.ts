// SPDX-License-Identifier: Apache-2.0
// Names of qualifications and bodies that nobody awards: plausible, in two languages, and each says that it is for demonstration.

export interface Bilingual {
  en: string
  zh: string
}

const pairs = (text: string): Bilingual[] =>
  text
    .trim()
    .split(/\s*;\s*/)
    .map((pair) => {
      const [en = '', zh = ''] = pair.split('|')
      return { en, zh }
    })

const fields = pairs(`
  Welding|焊接;Crane operation|起重机操作;Industrial robot|工业机器人;Cold chain|冷链;Marine engine|船用发动机;Wind turbine|风力发电机组;Solar power|光伏发电
  ;Dental laboratory|口腔修复;Elderly care|养老护理;Infant care|婴幼儿照护;Hotel service|酒店服务;Pastry|西点;Tea tasting|茶艺;Food safety|食品安全
  ;Data analysis|数据分析;Cloud platform|云平台;Network security|网络安全;Drone|无人机;Additive manufacturing|增材制造;Precision machining|精密加工
  ;Lift maintenance|电梯维修;Railway signal|铁路信号;Port logistics|港口物流;Customs declaration|报关;Supply chain|供应链;Project cost|工程造价
  ;Building information modelling|建筑信息模型;Timber framing|木结构;Stone restoration|石质文物修复;Water treatment|水处理;Waste sorting|垃圾分类处理
  ;Carbon accounting|碳核算;Fish farming|水产养殖;Greenhouse growing|设施园艺;Veterinary nursing|兽医护理;Textile dyeing|纺织染整;Leather craft|皮革工艺
  ;Jewellery appraisal|珠宝鉴定;Sound engineering|音响工程;Stage lighting|舞台灯光;Sports coaching|体育教练;Rescue diving|救援潜水;Fire safety|消防安全
  ;Medical imaging|医学影像;Pharmacy|药学;Rehabilitation|康复;Vehicle diagnostics|汽车检测;Battery assembly|电池装配`)

const roles = pairs(
  `technician|技术员;operator|操作员;inspector|检验员;engineer|工程师;specialist|专员;assessor|评估师;instructor|培训师;supervisor|主管;planner|规划师;consultant|顾问;analyst|分析师;fitter|装配工`,
)

const grades = pairs('foundation|初级;intermediate|中级;advanced|高级;expert|专家级')

const regions = pairs(
  'Northern|北方;Southern|南方;Eastern|东部;Western|西部;Central|中部;Coastal|沿海;Highland|高原;Island|海岛;River|江河;Harbour|港湾;Valley|山谷;Frontier|边境',
)
const domains = pairs(
  'engineering|工程;health|健康;logistics|物流;information technology|信息技术;hospitality|酒店餐饮;construction|建筑;energy|能源;agriculture|农业;design|设计;finance|金融;environment|环境;transport|交通',
)
const kinds = pairs('institute|学院;association|协会;chamber|商会;society|学会;board|委员会;academy|研修院')

const said = ({ en, zh }: Bilingual): Bilingual => ({
  en: `${en.charAt(0).toUpperCase()}${en.slice(1)} (demonstration)`,
  zh: `${zh}（演示）`,
})

const at = (list: readonly Bilingual[], position: number): Bilingual =>
  list[position % list.length] ?? { en: '', zh: '' }

const manyNames = fields.length * roles.length * grades.length
/** Coprime to the number of names, so that neighbours are of different fields. */
const stride = 1009

/** The name of the n-th qualification; after all combinations a series tells them apart. */
export function qualificationName(n: number): Bilingual {
  const place = (n * stride) % manyNames
  const [field, role, grade] = [
    at(fields, place),
    at(roles, Math.floor(place / fields.length)),
    at(grades, Math.floor(place / (fields.length * roles.length))),
  ]
  const series = Math.floor(n / manyNames)
  const [en, zh] = series === 0 ? ['', ''] : [`, series ${series + 1}`, `第${series + 1}系列`]
  return said({ en: `${field.en} ${role.en}, ${grade.en}${en}`, zh: `${field.zh}${role.zh}（${grade.zh}）${zh}` })
}

const manyBodies = regions.length * domains.length * kinds.length
/** As many bodies as have names of their own. */
export const mostBodies = manyBodies

export function bodyName(n: number): Bilingual {
  const place = (n * 367) % manyBodies
  const [region, domain, kind] = [
    at(regions, place),
    at(domains, Math.floor(place / regions.length)),
    at(kinds, Math.floor(place / (regions.length * domains.length))),
  ]
  return said({ en: `${region.en} ${kind.en} of ${domain.en}`, zh: `${region.zh}${domain.zh}${kind.zh}` })
}
