// SPDX-License-Identifier: Apache-2.0
// Names put together from parts, for languages without sourced names in the data at hand. They measure the index, not the language.

const russian = {
  roles: `инженер техник мастер оператор наладчик слесарь монтажник электромонтёр сварщик лаборант технолог конструктор
    проектировщик контролёр диспетчер механик машинист токарь фрезеровщик шлифовщик консультант преподаватель методист
    аналитик администратор бухгалтер экономист менеджер специалист эксперт`.split(/\s+/),
  areas:
    `ремонту оборудования|обслуживанию станков|охране труда|качеству продукции|сварочному производству|холодильным установкам
    подъёмным механизмам|промышленной безопасности|контрольно-измерительным приборам|информационной безопасности|базам данных
    компьютерным сетям|медицинской технике|лесному хозяйству|пожарной безопасности|водоснабжению|тепловым сетям|газовому хозяйству
    железнодорожным путям|авиационным двигателям|судовым системам|строительным материалам|дорожным работам|геодезии и картографии
    упаковке товаров|пищевым технологиям|химическому анализу|переработке нефти|литейному производству|робототехническим комплексам
    солнечным батареям|ветровым установкам|социальной работе|дошкольному образованию|туристским услугам|гостиничному делу`
      .split(/[|\n]/)
      .map((part) => part.trim()),
  ranks:
    `|младший|старший|главный|ведущий|первой категории|второй категории|третьего разряда|четвёртого разряда|пятого разряда
    высшей квалификации|сменный|участковый|выездной|дежурный`
      .split(/[|\n]/)
      .map((part) => part.trim()),
}

export function* generatedRussian(): Generator<string> {
  const { roles, areas, ranks } = russian
  const total = roles.length * areas.length * ranks.length
  for (let number = 0; number < total; number++) {
    // A step without common factor visits every combination once, in mixed order.
    const at = (number * 7919) % total
    const role = roles[at % roles.length] ?? ''
    const area = areas[Math.floor(at / roles.length) % areas.length] ?? ''
    const rank = ranks[Math.floor(at / roles.length / areas.length)] ?? ''
    yield /разряда|категории|квалификации/.test(rank)
      ? `${role} по ${area} ${rank}`
      : `${rank} ${role} по ${area}`.trim()
  }
}

const japanese = {
  fields:
    `自動車 船舶 航空機 鉄道 建築 土木 電気 電子 機械 金属 化学 食品 繊維 印刷 木工 農業 林業 水産 医療 看護 介護 福祉 教育 保育 観光
    ホテル 情報 通信 ネットワーク データベース ソフトウェア ロボット 半導体 太陽光 風力 原子力 石油 ガス 水道 環境 廃棄物 物流 倉庫 金融 保険
    不動産 法務 会計`.split(/\s+/),
  works:
    `設計 製造 組立 溶接 塗装 検査 整備 修理 保守 運転 操作 管理 研究 開発 分析 試験 監督 指導 企画 営業 販売 調達 施工 測量 診断 相談
    デザイン プログラミング`.split(/\s+/),
  roles:
    `技術者 技能士 技師 作業員 主任 管理者 検査員 指導員 専門員 補助者 エンジニア オペレーター コンサルタント アシスタント マネージャー`.split(
      /\s+/,
    ),
}

export function* generatedJapanese(): Generator<string> {
  const { fields, works, roles } = japanese
  const total = fields.length * works.length * roles.length
  for (let number = 0; number < total; number++) {
    const at = (number * 7919) % total
    const field = fields[at % fields.length] ?? ''
    const work = works[Math.floor(at / fields.length) % works.length] ?? ''
    yield `${field}${work}${roles[Math.floor(at / fields.length / works.length)] ?? ''}`
  }
}
