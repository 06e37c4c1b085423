// SPDX-License-Identifier: Apache-2.0
export { type RegisterForBundle, registerForBundle } from './bundle/register-for-bundle.ts'
export { allLevelNames } from './frameworks/frameworks.store.ts'
export { frameworksRoute } from './frameworks/read-frameworks.route.ts'
export { occupationsRoute } from './occupations/read-occupations.route.ts'
export { allQualificationNames, listQualifications, type Qualification } from './qualifications/qualifications.store.ts'
export { qualificationsRoute } from './qualifications/read-qualifications.route.ts'
export { type LoadReport, loadReference } from './reference/load-reference.ts'
export { titleSeriesRoute } from './titles/read-title-series.route.ts'
