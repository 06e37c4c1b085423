// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { systemClock, today } from '../../kernel/index.ts'
import type { Ground } from './analyse-file.ts'
import { type DeclaredCatalogue, declaredCatalogues, declaredPlace, type FolderTexts, itemsOf } from './draft-folder.ts'
import { batchOf } from './earlier-batches.ts'
import { readCodesWithin, readKnownBodies, readKnownCountries, readKnownQualifications } from './ground.store.ts'
import { readEntries } from './plan/draft-lists.ts'
import type { HomePlace } from './plan/new-entries.ts'

/** What a file for this catalogue is read against: the register, and what the folder has already. */
export async function groundOf(db: Db, files: FolderTexts, catalogue: DeclaredCatalogue): Promise<Ground> {
  const [qualifications, bodies, countries] = await Promise.all([
    readKnownQualifications(db),
    readKnownBodies(db),
    readKnownCountries(db),
  ])
  const others = (declaredCatalogues(files) ?? []).filter(({ id }) => id !== catalogue.id)
  const elsewhere = others.flatMap((other) =>
    itemsOf(files, other)
      .filter(({ until }) => until === undefined)
      .map(({ qualification }): [string, string] => [qualification, other.title['zh-CN']]),
  )
  return {
    classes: catalogue.classes.map(({ id, label }) => ({ id, names: [label['zh-CN'], label.en] })),
    countries,
    qualifications: [...qualifications, ...readEntries(files.get('qualifications.csv') ?? '')],
    bodies: [...bodies, ...readEntries(files.get('awarding-bodies.csv') ?? '')],
    current: itemsOf(files, catalogue),
    batch: await batchOf(db, files, catalogue),
    elsewhere,
    home: await homeOf(db, files),
    today: today(systemClock),
  }
}

async function homeOf(db: Db, files: FolderTexts): Promise<HomePlace | null> {
  const place = declaredPlace(files)
  const codes = place === null ? [] : await readCodesWithin(db, place)
  return place === null || !codes.includes(place) ? null : { place, codes }
}
