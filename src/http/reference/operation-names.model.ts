// SPDX-License-Identifier: Apache-2.0

/** The Chinese of the summaries that routes give in English, by operation id. */
const chinese: Record<string, string> = {
  getHealthLive: '进程是否在运行',
  getHealthReady: '服务器是否可以工作',
  postAssessments: '我的资格在那里算作什么',
  postPathways: '怎样才能达到某个职称、等级、资格或权利',
  getReverse: '在这里，什么可以算作某个职称、等级、资格或权利',
  getSearch: '搜索资格、等级、职称、职业、文件、目录和地点的名称',
  getMutuality: '两个法域相互承认什么',
  getInstruments: '文件列表，按编号',
  getInstrumentsId: '一份文件及其条款、规则、来源和版本',
  getInstrumentsIdExamples: '一份文件各条规则的示例',
  getRules: '所有文件的规则，按编号',
  getCatalogues: '目录列表，按编号',
  getCataloguesId: '一份目录',
  getCataloguesIdItems: '目录中已知的项目',
  getFacts: '可以陈述的事实，按编号',
  getFactsId: '一项事实',
  getAgreements: '合作协议，按文件',
  getProcedures: '程序规定，按文件',
  getJurisdictions: '法域列表，按代码',
  getJurisdictionsCode: '一个法域，按代码或别名',
  getAuthorities: '主管部门列表，按编号',
  getAuthoritiesId: '一个主管部门',
  getAwardingBodies: '颁证机构列表，按编号',
  getAwardingBodiesId: '一个颁证机构及其曾用名',
  getFrameworks: '资格体系列表，按编号；没有体系的国家也会注明',
  getFrameworksId: '一个体系及其等级和等级对应',
  getQualifications: '资格列表，按编号',
  getQualificationsId: '一项资格',
  getTitleSeries: '职称系列，按版本和编号',
  getTitleSeriesEditionSeries: '一个职称系列',
  getClassifications: '职业、领域、行业和技能的分类体系及其版本',
  getOccupations: '一个职业分类体系的代码',
  getOccupationsSchemeCode: '一个职业代码及其全部名称和与其他体系的关系',
  getOccupationMatches: '一个工作名称（任何语言）可能指的职业，最可能的在前',
  getFields: '一个领域分类体系的代码',
  getFieldsSchemeCode: '一个领域代码及其全部名称和与其他体系的关系',
  getIndustries: '一个行业分类体系的代码',
  getIndustriesSchemeCode: '一个行业代码及其全部名称和与其他体系的关系',
  getSkills: '一个技能分类体系的代码',
  getSkillsSchemeCode: '一个技能代码及其全部名称和与其他体系的关系',
}

/** The Chinese name of an operation; null: it has only its English one. */
export function chineseName(operationId: string): string | null {
  return chinese[operationId] ?? null
}
