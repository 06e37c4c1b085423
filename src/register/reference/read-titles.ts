// SPDX-License-Identifier: Apache-2.0
import { titleSeriesTable, titleTable } from '../titles/titles.store.ts'
import type { Given, Lookups } from './given.ts'
import { sourceOf } from './read-lookups.ts'
import { may, need, oneOf, type ReferenceFile, readLines } from './reference-files.ts'

const levels = ['senior', 'associate-senior', 'intermediate', 'assistant', 'clerk', 'junior'] as const

export function* readTitleSeries(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) {
    const names = { en: need(line, 'en'), 'zh-CN': need(line, 'zh') }
    const key = { edition: need(line, 'edition'), series: need(line, 'series') }
    yield [titleSeriesTable, { ...key, names, ...sourceOf(line, lookups) }]
  }
}

export function* readTitles(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) {
    const key = { edition: need(line, 'edition'), series: need(line, 'series'), level: oneOf(line, 'level', levels) }
    yield [titleTable, { ...key, name: need(line, 'name'), code: may(line, 'code'), ...sourceOf(line, lookups) }]
  }
}
